//! Fields of bodies, and parameters, as lists.

use maud::{Markup, html};
use serde_json::Value;

use crate::web::api::openapi::resolve;
use crate::web::pages::api_docs::text::{inline, list, text};

/// Marks required fields of a request, and optional fields of a response.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum BodyKind {
    Request,
    Answer,
}

/// List of a schema's fields, one for each alternative; empty without fields.
pub fn tables(schema: &'static Value, way: BodyKind) -> Markup {
    let schema = resolve(schema);
    let alternatives = list(&schema["oneOf"]);
    html! {
        @if alternatives.is_empty() {
            @let rows = rows(schema, "");
            @if !rows.is_empty() { (table(&rows, way)) }
        }
        @for (i, alternative) in alternatives.iter().enumerate() {
            p { @if i == 0 { "Either" } @else { "Or" } }
            (tables(alternative, way))
        }
    }
}

/// List of path and query parameters.
pub fn parameters(parameters: impl Iterator<Item = &'static Value>) -> Markup {
    let row = |parameter: &'static Value| Row {
        name: text(&parameter["name"]).to_owned(),
        required: parameter["required"] == true,
        kind: format!("{}, in the {}", type_text(&parameter["schema"]), text(&parameter["in"])),
        description: text(&parameter["description"]),
        deprecated: false,
    };
    table(&parameters.map(row).collect::<Vec<_>>(), BodyKind::Request)
}

struct Row {
    name: String,
    required: bool,
    kind: String,
    description: &'static str,
    deprecated: bool,
}

/// Fields of an object; nested ones as `items[].code`.
fn rows(schema: &'static Value, prefix: &str) -> Vec<Row> {
    let mut rows = Vec::new();
    for (name, field) in schema["properties"].as_object().into_iter().flatten() {
        let field = resolve(field);
        let name_here = format!("{prefix}{name}");
        rows.push(Row {
            name: name_here.clone(),
            required: list(&schema["required"]).iter().any(|r| r == name),
            kind: type_text(field),
            description: text(&field["description"]),
            deprecated: field["deprecated"] == true,
        });
        rows.extend(self::rows(resolve(&field["items"]), &format!("{name_here}[].")));
    }
    rows
}

fn table(rows: &[Row], way: BodyKind) -> Markup {
    html! {
        dl.params {
            @for row in rows {
                div {
                    dt {
                        code { (row.name) } " " span.soft { (row.kind) }
                        @match (way, row.required) {
                            (BodyKind::Request, true) => { " " span.required { "required" } },
                            (BodyKind::Answer, false) => { " " span.soft { "not always there" } },
                            _ => {},
                        }
                        @if row.deprecated { " " span.soft { "ignored" } }
                    }
                    @if !row.description.is_empty() { dd { (inline(row.description)) } }
                }
            }
        }
    }
}

/// Type in words: `text, 4–50 characters`, `one of registered, confirmed`.
fn type_text(schema: &'static Value) -> String {
    let schema = resolve(schema);
    let choices = list(&schema["enum"]);
    if !choices.is_empty() {
        let choices: Vec<_> = choices.iter().map(|c| c.as_str().unwrap_or("null")).collect();
        return format!("one of {}", choices.join(", "));
    }
    if let Some(only) = schema["const"].as_str() {
        return format!("always {only}");
    }
    let alternatives = list(&schema["anyOf"]);
    if !alternatives.is_empty() {
        let empty = |a: &&Value| a["maxLength"] != 0;
        let kinds: Vec<_> = alternatives.iter().filter(empty).map(type_text).collect();
        return kinds.join(" or ");
    }
    let types: Vec<&str> = match &schema["type"] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().map(text).collect(),
        _ => return "anything".to_owned(),
    };
    let named = types.iter().map(|t| type_name(t, text(&schema["format"])));
    let mut kind = named.collect::<Vec<_>>().join(" or ");
    for limits in [
        range_text(&schema["minLength"], &schema["maxLength"], " characters"),
        range_text(&schema["minimum"], &schema["maximum"], ""),
    ] {
        kind.push_str(&limits);
    }
    if let Some(usual) = schema.get("default") {
        kind.push_str(&format!(", {usual} unless given"));
    }
    kind
}

fn type_name(r#type: &str, format: &str) -> &'static str {
    match (r#type, format) {
        ("string", "date-time") => "RFC 3339 moment",
        ("string", "email") => "mail address",
        ("string", "uri" | "uri-reference") => "link",
        ("string", _) => "text",
        ("integer", _) => "whole number",
        ("boolean", _) => "true or false",
        ("array", _) => "list",
        ("object", _) => "object",
        ("null", _) => "null",
        _ => "anything",
    }
}

/// Limits of the integer type itself are left out.
fn range_text(least: &Value, most: &Value, unit: &str) -> String {
    let most = most.as_i64().filter(|most| *most < i64::MAX);
    match (least.as_i64(), most) {
        (Some(least), Some(most)) => format!(", {least}–{most}{unit}"),
        (Some(least), None) if least > 0 => format!(", {least} or more{unit}"),
        (None, Some(most)) => format!(", up to {most}{unit}"),
        _ => String::new(),
    }
}
