//! `GET /csrf_token`: what a script sends in `X-CSRFToken`.

use serde_json::json;

use crate::web::{
    request::{context::RequestContext, csrf},
    response::{self, HandlerResult},
};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    response::json(200, &json!({ "csrf_token": csrf::token(ctx)? }))
}
