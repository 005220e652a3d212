//! Example calls of an operation, the same in every language of the reference.

use serde_json::Value;

use crate::web::pages::api_docs::{
    operation::{Operation, examples},
    text::text,
};

/// One request with example values.
pub struct Call {
    /// What the example shows; empty for the only one.
    pub about: &'static str,
    pub method: String,
    /// Path and query.
    pub path: String,
    pub needs_token: bool,
    pub body: Option<&'static Value>,
}

impl Call {
    /// One call for each example body, one in all without a body.
    pub fn all(operation: &Operation) -> Vec<Call> {
        let call = |about, body| Call {
            about,
            method: operation.method.clone(),
            path: path(operation),
            needs_token: operation.is_for_members(),
            body,
        };
        let bodies = operation.body().map(examples).unwrap_or_default();
        if bodies.is_empty() {
            return vec![call("", None)];
        }
        bodies.into_iter().map(|(about, body)| call(about, Some(body))).collect()
    }
}

/// Path with example values.
fn path(operation: &Operation) -> String {
    let in_path = operation.parameters().filter(|p| p["in"] == "path");
    in_path.fold(operation.path.to_owned(), |path, parameter| {
        let example = match parameter["example"].as_str() {
            Some(text) => text.to_owned(),
            None => parameter["example"].to_string(),
        };
        path.replace(&format!("{{{}}}", text(&parameter["name"])), &example)
    })
}
