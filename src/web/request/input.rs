//! What a form or a JSON body brought, before anything is believed about it.
//!
//! A handler asks for each field with the parser of its domain type. Wrong ones are collected, so that a person
//! hears of all of them at once.

use std::cell::RefCell;

use serde_json::Value;

use crate::domain::person::printable;
use crate::domain::validation::{FieldError, ValidationError};
use crate::web::request::json_object::{JsonObject, MAX_FIELDS};
use crate::web::response::error::HttpError;

/// As many names that an address does not know are said back at once.
const MAX_UNKNOWN_FIELDS: usize = 20;

/// Characters of such a name.
const MAX_FIELD_NAME_CHARS: usize = 64;

/// Bytes of a field that are shown again: more than the longest text that a field may hold.
const MAX_REDISPLAY_BYTES: usize = 4096;

/// The fields of one request.
#[derive(Debug, Default)]
pub struct FormInput {
    values: Vec<(String, Value)>,
    errors: RefCell<Vec<FieldError>>,
}

impl FormInput {
    /// Reads `application/x-www-form-urlencoded` by the WHATWG URL standard, which decodes any bytes; those that are
    /// not UTF-8 are refused, because what would be stored is not what was typed.
    pub fn from_form(body: &[u8]) -> Result<FormInput, HttpError> {
        let decoded = percent_encoding::percent_decode(body).collect::<Vec<u8>>();
        if std::str::from_utf8(&decoded).is_err() || has_broken_percent(body) {
            return Err(HttpError::Malformed);
        }
        let mut pairs = form_urlencoded::parse(body);
        let values = pairs
            .by_ref()
            .take(MAX_FIELDS)
            .map(|(name, value)| (name.into_owned(), Value::String(value.into_owned())))
            .collect();
        if pairs.next().is_some() {
            return Err(HttpError::Malformed);
        }
        Ok(FormInput { values, errors: RefCell::default() })
    }

    /// Reads a JSON object; an empty body counts as an empty one. `known` are the names the address takes: another
    /// one is more likely a mistake than a wish to be ignored.
    pub fn from_json(body: &[u8], known: &[&'static str]) -> Result<FormInput, HttpError> {
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(FormInput::default());
        }
        let JsonObject(values) = serde_json::from_slice(body)
            .map_err(|e| if e.is_data() { HttpError::Unprocessable(vec![]) } else { HttpError::Malformed })?;
        let unknown = values.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        // Thousands of them fit into a body, and a sentence about each would be twenty times what was sent.
        let unknown = unknown.take(MAX_UNKNOWN_FIELDS);
        let wrong: Vec<FieldError> = unknown
            .map(|(name, _)| {
                FieldError::new(printable(name, MAX_FIELD_NAME_CHARS), ValidationError::UnknownField)
            })
            .collect();
        if !wrong.is_empty() {
            return Err(HttpError::Unprocessable(wrong));
        }
        Ok(FormInput { values, errors: RefCell::default() })
    }

    /// Fields as a form first shows them.
    pub fn with_defaults(values: &[(&str, &str)]) -> FormInput {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
        FormInput { values, errors: RefCell::default() }
    }

    /// The text of a field that must be there. An empty `Err` list was never seen: what is wrong waits in `check`.
    pub fn required<T>(
        &self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, ValidationError>,
    ) -> Option<T> {
        match self.text(field) {
            Ok(Some(text)) => self.record(field, parse(text)),
            Ok(None) => self.record(field, Err(ValidationError::Missing)),
            Err(why) => self.record(field, Err(why)),
        }
    }

    /// The text of a field that may be absent, null or empty.
    pub fn optional<T>(
        &self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, ValidationError>,
    ) -> Option<T> {
        match self.text(field) {
            Ok(Some(text)) if !text.trim().is_empty() => self.record(field, parse(text)),
            Ok(_) => None,
            Err(why) => self.record(field, Err(why)),
        }
    }

    /// A JSON boolean that may be absent.
    pub fn boolean(&self, field: &'static str) -> Option<bool> {
        match self.single(field) {
            Ok(Some(Value::Bool(value))) => Some(*value),
            Ok(None | Some(Value::Null)) => None,
            Ok(Some(_)) => self.record(field, Err(ValidationError::NotABoolean)),
            Err(why) => self.record(field, Err(why)),
        }
    }

    /// A JSON integer, also in quotes, that may be absent.
    pub fn integer(&self, field: &'static str) -> Option<i64> {
        let read = match self.single(field) {
            Ok(None | Some(Value::Null)) => return None,
            Ok(Some(Value::Number(n))) => {
                n.as_i64().or_else(|| exact_integer(n.as_f64()?)).ok_or(ValidationError::NotANumber)
            }
            Ok(Some(Value::String(s))) => s.parse().map_err(|_| ValidationError::NotANumber),
            Ok(Some(_)) => Err(ValidationError::NotANumber),
            Err(why) => Err(why),
        };
        self.record(field, read)
    }

    /// Whether a checkbox is ticked: browsers send nothing for one that is not.
    pub fn is_checked(&self, field: &'static str) -> bool {
        match self.text(field) {
            Ok(value) => value.is_some(),
            Err(why) => self.record(field, Err(why)).unwrap_or(false),
        }
    }

    pub fn has_field(&self, field: &str) -> bool {
        self.values.iter().any(|(name, _)| name == field)
    }

    /// What was typed, to show it again, as far as somebody would type. Never a password: browsers would store it in the
    /// page.
    pub fn submitted(&self, field: &str) -> &str {
        let typed = self.values.iter().find(|(name, _)| name == field).and_then(|(_, v)| v.as_str());
        typed.map_or("", |text| &text[..text.floor_char_boundary(MAX_REDISPLAY_BYTES)])
    }

    /// Marks a field as wrong for a reason that only the handler could see.
    pub fn add_error(&self, field: &'static str, why: ValidationError) {
        self.errors.borrow_mut().push(FieldError::new(field, why));
    }

    /// Everything that was wrong so far.
    pub fn errors(&self) -> Vec<FieldError> {
        self.errors.borrow().clone()
    }

    /// An error when anything was wrong.
    pub fn finish(&self) -> Result<(), HttpError> {
        let wrong = self.errors();
        if wrong.is_empty() { Ok(()) } else { Err(HttpError::Unprocessable(wrong)) }
    }

    fn record<T>(&self, field: &'static str, read: Result<T, ValidationError>) -> Option<T> {
        match read {
            Ok(value) => Some(value),
            Err(why) => {
                self.add_error(field, why);
                None
            }
        }
    }

    fn text(&self, field: &str) -> Result<Option<&str>, ValidationError> {
        match self.single(field)? {
            Some(Value::String(text)) => Ok(Some(text)),
            Some(Value::Null) | None => Ok(None),
            Some(_) => Err(ValidationError::NotText),
        }
    }

    fn single(&self, field: &str) -> Result<Option<&Value>, ValidationError> {
        let mut found = self.values.iter().filter(|(name, _)| name == field).map(|(_, value)| value);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(ValidationError::Duplicate),
            (first, None) => Ok(first),
        }
    }
}

/// A number that is whole though it was written with a fraction: JSON knows no difference between `1` and `1.0`
/// (RFC 8259 6). Only as far as such numbers are exact.
fn exact_integer(n: f64) -> Option<i64> {
    (n.fract() == 0.0 && n.abs() <= 9_007_199_254_740_992.0).then_some(n as i64)
}

/// A `%` that two hexadecimal digits do not follow.
fn has_broken_percent(body: &[u8]) -> bool {
    let digit = |i: usize| body.get(i).is_some_and(u8::is_ascii_hexdigit);
    body.iter().enumerate().any(|(i, b)| *b == b'%' && !(digit(i + 1) && digit(i + 2)))
}
