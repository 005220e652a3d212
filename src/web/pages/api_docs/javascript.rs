//! Calls in JavaScript, with the `fetch` of browsers, Node, Deno and Bun.

use crate::web::pages::api_docs::call::Call;

pub fn program(call: &Call) -> String {
    let mut options = Vec::new();
    if call.method != "GET" {
        options.push(format!("  method: '{}',", call.method));
    }
    let mut headers = Vec::new();
    if call.needs_token {
        headers.push("Authorization: `Bearer ${TOKEN}`");
    }
    if call.body.is_some() {
        headers.push("'Content-Type': 'application/json'");
    }
    if !headers.is_empty() {
        options.push(format!("  headers: {{ {} }},", headers.join(", ")));
    }
    if let Some(body) = call.body {
        options.push(format!("  body: JSON.stringify({body}),"));
    }
    let options =
        if options.is_empty() { String::new() } else { format!(", {{\n{}\n}}", options.join("\n")) };
    format!(
        "const answer = await fetch(`${{BASE}}{}`{options});\nconsole.log(answer.status, await answer.text());",
        call.path
    )
}
