//! Fields of a form or a JSON body, not validated yet.
//!
//! A handler reads each field with the parser of its domain type. Errors are collected, so the
//! response lists all of them.

use std::cell::RefCell;

use serde_json::Value;

use crate::domain::person::printable;
use crate::domain::validation::{FieldError, ValidationError};
use crate::web::request::json_object::{JsonObject, MAX_FIELDS};
use crate::web::response::error::{HttpError, StoredFailure};

/// Limit of unknown field names in one response.
const MAX_UNKNOWN_FIELDS: usize = 20;

/// Limit of an unknown field name in a response, in characters.
const MAX_FIELD_NAME_CHARS: usize = 64;

/// Limit of a redisplayed value: more than the longest valid text.
const MAX_REDISPLAY_BYTES: usize = 4096;

/// The fields of one request.
#[derive(Debug, Default)]
pub struct FormInput {
    values: Vec<(String, Value)>,
    errors: RefCell<Vec<FieldError>>,
    failure: Option<StoredFailure>,
}

impl FormInput {
    /// Parses `application/x-www-form-urlencoded` (WHATWG URL).
    ///
    /// # Errors
    /// `Malformed` for broken percent escapes, invalid UTF-8, or too many fields.
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
        Ok(FormInput { values, ..FormInput::default() })
    }

    /// Takes text fields that were read one by one.
    ///
    /// # Errors
    /// `Malformed` for too many fields.
    pub fn from_texts(fields: Vec<(String, String)>) -> Result<FormInput, HttpError> {
        if fields.len() > MAX_FIELDS {
            return Err(HttpError::Malformed);
        }
        let values = fields.into_iter().map(|(name, text)| (name, Value::String(text))).collect();
        Ok(FormInput { values, ..FormInput::default() })
    }

    /// Parses a JSON object; an empty body is an empty object. `known` are the allowed names.
    ///
    /// # Errors
    /// `Malformed` for invalid JSON; `Unprocessable` for another type, or for unknown names.
    pub fn from_json(body: &[u8], known: &[&'static str]) -> Result<FormInput, HttpError> {
        // A byte order mark may be ignored (RFC 8259 8.1); programs on Windows write it.
        let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(FormInput::default());
        }
        let JsonObject(values) = serde_json::from_slice(body)
            .map_err(|e| if e.is_data() { HttpError::Unprocessable(vec![]) } else { HttpError::Malformed })?;
        let unknown = values.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        // A body fits thousands; listing all would amplify it twentyfold.
        let unknown = unknown.take(MAX_UNKNOWN_FIELDS);
        let wrong: Vec<FieldError> = unknown
            .map(|(name, _)| {
                FieldError::new(printable(name, MAX_FIELD_NAME_CHARS), ValidationError::UnknownField)
            })
            .collect();
        if !wrong.is_empty() {
            return Err(HttpError::Unprocessable(wrong));
        }
        Ok(FormInput { values, ..FormInput::default() })
    }

    /// Initial values of a form.
    pub fn with_defaults(values: &[(&str, &str)]) -> FormInput {
        let values = values.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
        FormInput { values, ..FormInput::default() }
    }

    /// The same values without errors, to show the form again after a failure.
    pub fn copy(&self) -> FormInput {
        FormInput { values: self.values.clone(), ..FormInput::default() }
    }

    pub fn with_failure(self, failure: StoredFailure) -> FormInput {
        FormInput { failure: Some(failure), ..self }
    }

    /// Why the form is shown again, when that is no fault of its fields.
    pub fn failure(&self) -> Option<&StoredFailure> {
        self.failure.as_ref()
    }

    /// Names and texts of all fields, to send them again.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.values.iter().filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }

    /// A required text field. `None` when an error was recorded; `finish` returns all of them.
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

    /// A text field that may be absent, null or empty.
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

    /// An optional JSON boolean.
    pub fn boolean(&self, field: &'static str) -> Option<bool> {
        match self.single(field) {
            Ok(Some(Value::Bool(value))) => Some(*value),
            Ok(None | Some(Value::Null)) => None,
            Ok(Some(_)) => self.record(field, Err(ValidationError::NotABoolean)),
            Err(why) => self.record(field, Err(why)),
        }
    }

    /// An optional JSON integer, also as a string.
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

    /// The integers of a field that a form has once for each chosen row; others are left out.
    pub fn integers(&self, field: &str) -> Vec<i64> {
        let values = self.values.iter().filter(|(name, _)| name == field);
        values.filter_map(|(_, value)| value.as_str()?.parse().ok()).collect()
    }

    /// Whether a checkbox is checked; browsers send nothing for an unchecked one.
    pub fn is_checked(&self, field: &'static str) -> bool {
        match self.text(field) {
            Ok(value) => value.is_some(),
            Err(why) => self.record(field, Err(why)).unwrap_or(false),
        }
    }

    pub fn has_field(&self, field: &str) -> bool {
        self.values.iter().any(|(name, _)| name == field)
    }

    /// The submitted text, truncated, to redisplay it. Not for passwords: a page must not contain
    /// them.
    pub fn submitted(&self, field: &str) -> &str {
        let typed = self.values.iter().find(|(name, _)| name == field).and_then(|(_, v)| v.as_str());
        typed.map_or("", |text| &text[..text.floor_char_boundary(MAX_REDISPLAY_BYTES)])
    }

    /// Records a field error.
    pub fn add_error(&self, field: &'static str, why: ValidationError) {
        self.errors.borrow_mut().push(FieldError::new(field, why));
    }

    /// Errors recorded so far.
    pub fn errors(&self) -> Vec<FieldError> {
        self.errors.borrow().clone()
    }

    /// # Errors
    /// `Unprocessable` with all recorded field errors.
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

/// `1.0` as `1`: JSON does not distinguish them (RFC 8259 6). Limited to 2^53, where floats are
/// exact.
fn exact_integer(n: f64) -> Option<i64> {
    (n.fract() == 0.0 && n.abs() <= 9_007_199_254_740_992.0).then_some(n as i64)
}

/// Whether a `%` lacks two hexadecimal digits.
fn has_broken_percent(body: &[u8]) -> bool {
    let digit = |i: usize| body.get(i).is_some_and(u8::is_ascii_hexdigit);
    body.iter().enumerate().any(|(i, b)| *b == b'%' && !(digit(i + 1) && digit(i + 2)))
}
