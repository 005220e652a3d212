//! `GET /api/openapi.json`: the API description, OpenAPI 3.1.

use std::sync::LazyLock;

use serde_json::Value;

use crate::domain::embedded_text::embedded_text;
use crate::web::{HandlerResult, RequestContext, response};

pub const PATH: &str = "/api/openapi.json";

/// Written by hand; tests compare it with the routes and with real responses.
static TEXT: LazyLock<String> = LazyLock::new(|| embedded_text!("openapi.json"));

static PARSED: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&TEXT).expect("the embedded document is JSON"));

pub fn show(_ctx: &RequestContext) -> HandlerResult {
    let mut answer = response::static_bytes("application/json", TEXT.as_bytes());
    response::add_header(&mut answer, "Cache-Control", "public, max-age=300");
    Ok(answer)
}

/// The document as it is served.
pub fn text() -> &'static str {
    &TEXT
}

/// The parsed document.
pub fn document() -> &'static Value {
    &PARSED
}

/// Follows a `$ref` within the document; another value is returned as it is.
pub fn resolve(value: &'static Value) -> &'static Value {
    let pointer = value["$ref"].as_str().and_then(|target| target.strip_prefix('#'));
    pointer.and_then(|pointer| document().pointer(pointer)).unwrap_or(value)
}
