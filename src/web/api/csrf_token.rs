//! `GET /csrf_token`: what a script sends in `X-CSRFToken`.

use serde_json::json;

use crate::web::{
    request::{context::Visit, csrf},
    response::{self, Answer},
};

pub fn show(visit: &Visit) -> Answer {
    response::json(200, &json!({ "csrf_token": csrf::token(visit)? }))
}
