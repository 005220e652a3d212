//! The fields of a JSON object that a program sends, each kept as it is written until its own parser
//! reads it: `4900`, `49.00` and `"4900"` are three things, and a nested object costs no memory.

use std::cell::RefCell;
use std::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::actions::program::put_input::Change;
use crate::domain::person::printable;
use crate::domain::validation::{FieldError, ValidationError};
use crate::web::response::error::HttpError;

/// Limit of fields in an object; more than any has.
const MAX_FIELDS: usize = 100;

/// Limit of unknown names in one answer, and of the characters shown of each.
const MAX_UNKNOWN: usize = 20;
const MAX_NAME_CHARS: usize = 64;

/// The fields of one object, and what is wrong with them.
pub struct JsonFields<'a> {
    members: Vec<(String, &'a RawValue)>,
    errors: RefCell<Vec<FieldError>>,
}

impl<'a> JsonFields<'a> {
    /// Parses a body; an empty one is an empty object.
    ///
    /// # Errors
    /// `Malformed` for invalid JSON; `Unprocessable` for what is no object.
    pub fn from_body(body: &'a [u8]) -> Result<JsonFields<'a>, HttpError> {
        // A byte order mark may be ignored (RFC 8259 8.1); programs on Windows write it.
        let body = body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body);
        if body.iter().all(u8::is_ascii_whitespace) {
            return Ok(JsonFields { members: Vec::new(), errors: RefCell::default() });
        }
        let Members(members) = serde_json::from_slice(body).map_err(error)?;
        Ok(JsonFields { members, errors: RefCell::default() })
    }

    /// The fields of a nested object.
    pub fn from_value(value: &'a RawValue) -> Result<JsonFields<'a>, HttpError> {
        let Members(members) = serde_json::from_str(value.get()).map_err(error)?;
        Ok(JsonFields { members, errors: RefCell::default() })
    }

    /// Records an error for each field that is none of `known`.
    pub fn expect_known(&self, known: &[&str]) {
        let unknown = self.members.iter().filter(|(name, _)| !known.contains(&name.as_str()));
        for (name, _) in unknown.take(MAX_UNKNOWN) {
            let name = printable(name, MAX_NAME_CHARS);
            self.errors.borrow_mut().push(FieldError::new(name, ValidationError::UnknownField));
        }
    }

    /// Records an error for each field that comes twice.
    pub fn expect_each_once(&self) {
        for (place, (name, _)) in self.members.iter().enumerate() {
            if self.members[..place].iter().any(|(earlier, _)| earlier == name) {
                let name = printable(name, MAX_NAME_CHARS);
                self.errors.borrow_mut().push(FieldError::new(name, ValidationError::Duplicate));
            }
        }
    }

    pub fn has(&self, field: &str) -> bool {
        self.members.iter().any(|(name, _)| name == field)
    }

    /// The value as written; `None` if it is absent or null.
    pub fn raw(&self, field: &'static str) -> Option<&'a RawValue> {
        let mut found = self.members.iter().filter(|(name, _)| name == field);
        let (first, second) = (found.next(), found.next());
        if second.is_some() {
            self.add_error(field, ValidationError::Duplicate);
        }
        first.map(|(_, value)| *value).filter(|value| value.get() != "null")
    }

    /// A text that may be absent or null.
    pub fn optional<T>(
        &self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, ValidationError>,
    ) -> Option<T> {
        let raw = self.raw(field)?;
        self.record(field, text(raw).and_then(|text| parse(&text)))
    }

    /// A text that must be there.
    pub fn required<T>(
        &self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, ValidationError>,
    ) -> Option<T> {
        if self.raw(field).is_none() {
            self.require(field);
            return None;
        }
        self.optional(field, parse)
    }

    /// Records that a field is missing, if it is and nothing else is known to be wrong with it.
    pub fn require(&self, field: &'static str) {
        if self.raw(field).is_none() && !self.errors.borrow().iter().any(|error| error.field == field) {
            self.add_error(field, ValidationError::Missing);
        }
    }

    /// A text that absent keeps and null clears.
    pub fn change<T>(
        &self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, ValidationError>,
    ) -> Change<T> {
        match (self.has(field), self.raw(field)) {
            (false, _) => Change::Keep,
            (true, None) => Change::Clear,
            (true, Some(_)) => self.optional(field, parse).map_or(Change::Keep, Change::Set),
        }
    }

    /// A boolean that absent keeps and null clears.
    pub fn change_boolean(&self, field: &'static str) -> Change<bool> {
        match (self.has(field), self.raw(field)) {
            (false, _) => Change::Keep,
            (true, None) => Change::Clear,
            (true, Some(_)) => self.boolean(field).map_or(Change::Keep, Change::Set),
        }
    }

    /// A number, by its literal.
    pub fn literal<T>(
        &self,
        field: &'static str,
        parse: impl FnOnce(&str) -> Result<T, ValidationError>,
    ) -> Option<T> {
        let raw = self.raw(field)?;
        self.record(field, parse(raw.get()))
    }

    pub fn boolean(&self, field: &'static str) -> Option<bool> {
        match self.raw(field)?.get() {
            "true" => Some(true),
            "false" => Some(false),
            _ => self.record(field, Err(ValidationError::NotABoolean)),
        }
    }

    /// A list of at most `most` values.
    pub fn list(&self, field: &'static str, most: usize) -> Option<Vec<&'a RawValue>> {
        let raw = self.raw(field)?;
        let wrong = ValidationError::NotAList(most as i64);
        let list: Result<Vec<&RawValue>, _> = serde_json::from_str(raw.get());
        self.record(
            field,
            list.map_err(|_| wrong).and_then(|list| if list.len() > most { Err(wrong) } else { Ok(list) }),
        )
    }

    /// An object of at most `most` bytes, as it is written.
    pub fn object(&self, field: &'static str, most: usize) -> Option<String> {
        let raw = self.raw(field)?.get();
        let read = match raw {
            _ if !raw.starts_with('{') => Err(ValidationError::NotAnObject),
            _ if raw.len() > most => Err(ValidationError::TooLong(most)),
            _ => Ok(raw.to_owned()),
        };
        self.record(field, read)
    }

    pub fn add_error(&self, field: &'static str, why: ValidationError) {
        self.errors.borrow_mut().push(FieldError::new(field, why));
    }

    /// # Errors
    /// `Unprocessable` with all recorded errors.
    pub fn finish(&self) -> Result<(), HttpError> {
        let wrong = self.errors.borrow().clone();
        if wrong.is_empty() { Ok(()) } else { Err(HttpError::Unprocessable(wrong)) }
    }

    fn record<T>(&self, field: &'static str, read: Result<T, ValidationError>) -> Option<T> {
        read.map_err(|why| self.add_error(field, why)).ok()
    }
}

/// The text of a JSON string.
pub fn text(raw: &RawValue) -> Result<String, ValidationError> {
    serde_json::from_str::<String>(raw.get()).map_err(|_| ValidationError::NotText)
}

fn error(e: serde_json::Error) -> HttpError {
    if e.is_data() { HttpError::Unprocessable(vec![]) } else { HttpError::Malformed }
}

/// Members in order, duplicates included: a map would drop them silently.
struct Members<'a>(Vec<(String, &'a RawValue)>);

impl<'de: 'a, 'a> Deserialize<'de> for Members<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Members<'a>, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members<'de>;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<'de>, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, &'de RawValue>()? {
                    // Beyond the limit some names are unknown, which is the error reported.
                    if members.len() < MAX_FIELDS {
                        members.push((name, value));
                    }
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}
