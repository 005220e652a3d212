//! Text of the OpenAPI document as markup.

use maud::{Markup, html};
use serde_json::Value;

/// Paragraphs, with `code` in backticks.
pub fn prose(value: &Value) -> Markup {
    html! { @for paragraph in text(value).split("\n\n").filter(|p| !p.trim().is_empty()) { p { (inline(paragraph)) } } }
}

pub fn inline(text: &str) -> Markup {
    html! {
        @for (i, piece) in text.split('`').enumerate() {
            @if i % 2 == 1 { code { (piece) } } @else { (piece) }
        }
    }
}

pub fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

pub fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}
