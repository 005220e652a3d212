//! Operations as curl commands.

use crate::web::pages::api_docs::{
    operation::{Operation, examples},
    text::text,
};

/// One command for each example body, with its summary.
pub fn commands(operation: &Operation) -> Vec<(&'static str, String)> {
    let bodies = operation.body().map(examples).unwrap_or_default();
    if bodies.is_empty() {
        return vec![("", command(operation, None))];
    }
    bodies.into_iter().map(|(what, body)| (what, command(operation, Some(body.to_string())))).collect()
}

fn command(operation: &Operation, body: Option<String>) -> String {
    let mut lines = vec![format!("curl {}\"$BASE{}\"", method(operation, body.is_some()), path(operation))];
    if operation.is_for_members() {
        lines.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    if let Some(body) = body {
        lines.push("-H 'Content-Type: application/json'".to_owned());
        lines.push(format!("-d '{}'", body.replace('\'', r"'\''")));
    }
    lines.join(" \\\n  ")
}

fn method(operation: &Operation, has_body: bool) -> String {
    match (operation.method.as_str(), has_body) {
        ("GET", false) | ("POST", true) => String::new(),
        (method, _) => format!("-X {method} "),
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
