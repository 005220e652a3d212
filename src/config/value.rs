//! A setting's value on its way from text or TOML to its type, and back for printing.

use std::fmt;

#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    Text(String),
    Number(i64),
    Switch(bool),
    List(Vec<String>),
}

impl Value {
    /// What the operator would call this kind of value.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::Text(_) => "text",
            Value::Number(_) => "a number",
            Value::Switch(_) => "true or false",
            Value::List(_) => "a list",
        }
    }

    pub fn is_empty_text(&self) -> bool {
        matches!(self, Value::Text(text) if text.is_empty())
    }

    pub fn to_json(&self) -> serde_json::Value {
        match self {
            Value::Text(text) => text.as_str().into(),
            Value::Number(number) => (*number).into(),
            Value::Switch(on) => (*on).into(),
            Value::List(items) => items.clone().into(),
        }
    }
}

/// As it would stand in `referral.toml`, always on one line: what JSON makes of a text is TOML too, whereas the
/// toml crate would spread a text with line breaks over several lines.
impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::List(items) => {
                let items: Vec<_> = items.iter().map(|item| Value::Text(item.clone()).to_string()).collect();
                write!(out, "[{}]", items.join(", "))
            }
            single => single.to_json().fmt(out),
        }
    }
}
