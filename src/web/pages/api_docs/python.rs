//! Calls in Python, with the package `requests`.

use serde_json::Value;

use crate::web::pages::api_docs::call::Call;

pub fn program(call: &Call) -> String {
    let mut arguments = vec![format!("f\"{{BASE}}{}\"", call.path)];
    if call.needs_token {
        arguments.push("headers={\"Authorization\": f\"Bearer {TOKEN}\"}".to_owned());
    }
    if let Some(body) = call.body {
        arguments.push(format!("json={}", literal(body)));
    }
    let arguments = arguments.join(",\n    ");
    let function = call.method.to_lowercase();
    format!("answer = requests.{function}(\n    {arguments},\n)\nprint(answer.status_code, answer.text)")
}

/// A JSON value as Python writes it.
fn literal(value: &Value) -> String {
    match value {
        Value::Null => "None".to_owned(),
        Value::Bool(true) => "True".to_owned(),
        Value::Bool(false) => "False".to_owned(),
        // Python reads the escapes of JSON as JSON does.
        Value::Number(_) | Value::String(_) => value.to_string(),
        Value::Array(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Value::Object(members) => {
            let member = |(name, value): (&String, &Value)| {
                format!("{}: {}", Value::String(name.clone()), literal(value))
            };
            format!("{{{}}}", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_body_is_written_as_python_reads_it() {
        let body = json!({ "on": true, "off": [false, null], "text": "it's \"so\"", "n": 2 });
        assert_eq!(literal(&body), r#"{"on": True, "off": [False, None], "text": "it's \"so\"", "n": 2}"#);
    }
}
