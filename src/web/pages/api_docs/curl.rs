//! Calls as curl commands.

use crate::web::pages::api_docs::call::Call;

pub fn command(call: &Call) -> String {
    let mut lines = vec![format!("curl {}\"$BASE{}\"", method(call), call.path)];
    if call.needs_token {
        lines.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    if let Some(body) = call.body {
        lines.push("-H 'Content-Type: application/json'".to_owned());
        lines.push(format!("-d '{}'", body.to_string().replace('\'', r"'\''")));
    }
    lines.join(" \\\n  ")
}

fn method(call: &Call) -> String {
    match (call.method.as_str(), call.body.is_some()) {
        ("GET", false) | ("POST", true) => String::new(),
        (method, _) => format!("-X {method} "),
    }
}
