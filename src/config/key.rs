//! One setting: its name, its allowed values, its field in [`Config`].

use std::ops::RangeInclusive;

use crate::config::Config;
use crate::config::value::Value;

/// One setting.
pub struct Key {
    /// `section.field`, or the field alone at the top of the file.
    pub name: &'static str,
    pub allowed: Allowed,
    /// One line for people.
    pub help: &'static str,
    /// A secret's value is never printed.
    pub secret: bool,
    pub(super) get: fn(&Config) -> Value,
    /// False if the value does not fit the field; `allowed` should have rejected it before.
    pub(super) set: fn(&mut Config, Value) -> bool,
}

/// Which values a setting takes.
pub enum Allowed {
    /// A whole number in this range.
    Number(RangeInclusive<i64>),
    Switch,
    OneOf(&'static [&'static str]),
    /// Networks in CIDR notation; a bare address is a network of one.
    Networks,
    /// Texts of one format.
    Texts(TextFormat),
    Text(TextFormat),
}

/// The format of a text.
pub struct TextFormat {
    /// Completes «give …».
    pub description: &'static str,
    /// The text in its normal form, or a reason that completes «which …».
    pub parse: fn(&str) -> Result<String, &'static str>,
}

/// Why a value is rejected.
pub struct KeyError {
    /// What was given, as it would stand in the file.
    pub shown: String,
    pub kind: &'static str,
    /// Completes «which …».
    pub reason: Option<&'static str>,
}

impl Key {
    /// The section and the field; the section is empty for a key at the top of the file.
    pub fn parts(&self) -> (&'static str, &'static str) {
        self.name.split_once('.').unwrap_or(("", self.name))
    }

    /// `REFERRAL_SECTION__FIELD`.
    pub fn variable(&self) -> String {
        match self.parts() {
            ("", field) => format!("REFERRAL_{}", field.to_uppercase()),
            (section, field) => format!("REFERRAL_{}__{}", section.to_uppercase(), field.to_uppercase()),
        }
    }

    /// The value in `config`.
    pub fn value(&self, config: &Config) -> Value {
        (self.get)(config)
    }

    /// Sets the value from text, in its normal form; false if it is not allowed.
    pub fn set_text(&self, config: &mut Config, text: &str) -> bool {
        self.allowed.read_text(text).is_ok_and(|value| (self.set)(config, value))
    }

    /// One sentence about a rejected value; a secret is not quoted.
    pub fn refusal(&self, fault: &KeyError) -> String {
        let given = if self.secret { fault.kind } else { &fault.shown };
        let reason = fault.reason.map(|reason| format!(", which {reason}")).unwrap_or_default();
        format!("{} is {given}{reason}; give {}", self.name, self.allowed.describe())
    }
}

impl Allowed {
    /// Completes «give …».
    pub fn describe(&self) -> String {
        match self {
            Allowed::Number(range) => format!("a whole number from {} to {}", range.start(), range.end()),
            Allowed::Switch => "true or false".into(),
            Allowed::OneOf(words) => {
                words.iter().map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(" or ")
            }
            Allowed::Networks => "networks such as 10.0.0.0/8 or ::1/128".into(),
            Allowed::Text(shape) | Allowed::Texts(shape) => shape.description.into(),
        }
    }

    /// Reads text from where there are no types: the environment, a flag, a secret's file.
    pub fn read_text(&self, text: &str) -> Result<Value, KeyError> {
        let plain = text.trim();
        let value = match self {
            Allowed::Number(_) => plain.parse().ok().map(Value::Number),
            Allowed::Switch => parse_bool(plain).map(Value::Switch),
            Allowed::Networks | Allowed::Texts(_) => Some(Value::List(words(plain))),
            Allowed::OneOf(_) => Some(Value::Text(plain.to_lowercase())),
            Allowed::Text(_) => Some(Value::Text(text.to_owned())),
        };
        self.check(value.unwrap_or_else(|| Value::Text(text.to_owned())))
    }

    /// The value in its normal form, if it is of the right kind and within the rules.
    pub fn check(&self, value: Value) -> Result<Value, KeyError> {
        let verdict = match (self, &value) {
            (Allowed::Number(range), Value::Number(number)) if range.contains(number) => Ok(None),
            (Allowed::Switch, Value::Switch(_)) => Ok(None),
            (Allowed::OneOf(words), Value::Text(word)) if words.contains(&word.as_str()) => Ok(None),
            (Allowed::Networks, Value::List(items)) => crate::config::setting::networks(items)
                .map(|networks| Some(Value::List(networks.iter().map(ToString::to_string).collect())))
                .ok_or(Some("is not a list of networks")),
            (Allowed::Texts(shape), Value::List(items)) => items
                .iter()
                .map(|item| (shape.parse)(item))
                .collect::<Result<_, _>>()
                .map(|texts| Some(Value::List(texts)))
                .map_err(Some),
            (Allowed::Text(shape), Value::Text(text)) => {
                (shape.parse)(text).map(|normal| Some(Value::Text(normal))).map_err(Some)
            }
            _ => Err(None),
        };
        match verdict {
            Ok(normal) => Ok(normal.unwrap_or(value)),
            Err(reason) => Err(KeyError { shown: shorten(value.to_string()), kind: value.kind(), reason }),
        }
    }
}

/// The words for true and false that environments use.
pub fn parse_bool(word: &str) -> Option<bool> {
    match word.to_lowercase().as_str() {
        "true" | "1" | "yes" | "on" => Some(true),
        "false" | "0" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn words(list: &str) -> Vec<String> {
    list.split([',', ' ']).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Bounds a quoted value in a message: a whole file may be pasted into it.
fn shorten(text: String) -> String {
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
