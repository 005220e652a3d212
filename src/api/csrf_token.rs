//! `GET /csrf_token`: what a script sends in `X-CSRFToken`.

use serde_json::json;

use crate::http::{Answer, Visit, answer, csrf};

pub fn show(visit: &Visit) -> Answer {
    answer::json(200, &json!({ "csrf_token": csrf::token(visit)? }))
}
