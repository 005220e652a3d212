//! `GET /api/openapi.json`: the reference for programs, OpenAPI 3.1.

use std::sync::LazyLock;

use serde_json::Value;

use crate::web::{
    request::context::RequestContext,
    response::{self, HandlerResult},
};

pub const PATH: &str = "/api/openapi.json";

/// Written by hand, held against the routes and against real answers by tests.
pub const DOCUMENT: &str = include_str!("../../../assets/openapi.json");

/// The same, read once.
static PARSED: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(DOCUMENT).unwrap_or_default());

pub fn show(_visit: &RequestContext) -> HandlerResult {
    let mut answer = response::static_bytes("application/json", DOCUMENT.as_bytes());
    response::add_header(&mut answer, "Cache-Control", "public, max-age=300");
    Ok(answer)
}

/// The whole document.
pub fn document() -> &'static Value {
    &PARSED
}

/// What a `$ref` within the document names; anything else is itself.
pub fn resolve(value: &'static Value) -> &'static Value {
    let pointer = value["$ref"].as_str().and_then(|target| target.strip_prefix('#'));
    pointer.and_then(|pointer| document().pointer(pointer)).unwrap_or(value)
}
