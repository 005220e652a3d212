//! Reads the fields of a JSON object, and collects what is wrong with them by path.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::domain::program::unit::{Amounts, Unit};
use crate::domain::timestamp::Timestamp;

/// Largest amount, in minor units.
pub const MAX_AMOUNT: i64 = 10_000_000_000_000;

/// A wrong field of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleError {
    /// Its path, such as `when.nth`.
    pub field: String,
    /// Stable, independent of any language.
    pub code: &'static str,
}

/// The fields of one object. A field that is `null` is absent.
pub struct Fields<'v> {
    path: String,
    object: &'v Map<String, Value>,
    known: Vec<&'static str>,
}

impl<'v> Fields<'v> {
    /// `path` is that of the object, empty for the rule itself.
    pub fn new(path: &str, value: &'v Value, errors: &mut Vec<RuleError>) -> Option<Fields<'v>> {
        match value.as_object() {
            Some(object) => Some(Fields { path: path.to_owned(), object, known: Vec::new() }),
            None => {
                errors.push(RuleError { field: path.to_owned(), code: "not_an_object" });
                None
            }
        }
    }

    pub fn path_of(&self, name: &str) -> String {
        if self.path.is_empty() { name.to_owned() } else { format!("{}.{name}", self.path) }
    }

    pub fn get(&mut self, name: &'static str) -> Option<&'v Value> {
        self.known.push(name);
        self.object.get(name).filter(|value| !value.is_null())
    }

    pub fn fail(&self, name: &str, code: &'static str, errors: &mut Vec<RuleError>) {
        errors.push(RuleError { field: self.path_of(name), code });
    }

    /// The field, which must be there.
    pub fn required(&mut self, name: &'static str, errors: &mut Vec<RuleError>) -> Option<&'v Value> {
        let value = self.get(name);
        if value.is_none() {
            self.fail(name, "required", errors);
        }
        value
    }

    pub fn string(&mut self, name: &'static str, errors: &mut Vec<RuleError>) -> Option<&'v str> {
        let value = self.get(name)?;
        let text = value.as_str();
        if text.is_none() {
            self.fail(name, "not_text", errors);
        }
        text
    }

    /// One of the names that `from_name` knows.
    pub fn choice<T>(
        &mut self,
        name: &'static str,
        from_name: fn(&str) -> Option<T>,
        errors: &mut Vec<RuleError>,
    ) -> Option<T> {
        let chosen = from_name(self.get(name)?.as_str().unwrap_or(""));
        if chosen.is_none() {
            self.fail(name, "not_a_choice", errors);
        }
        chosen
    }

    pub fn integer(
        &mut self,
        name: &'static str,
        range: RangeInclusive<u32>,
        errors: &mut Vec<RuleError>,
    ) -> Option<u32> {
        let value = self.get(name)?;
        match count(value, &range) {
            Ok(number) => Some(number),
            Err(code) => {
                self.fail(name, code, errors);
                None
            }
        }
    }

    pub fn object(&mut self, name: &'static str, errors: &mut Vec<RuleError>) -> Option<Fields<'v>> {
        let value = self.get(name)?;
        Fields::new(&self.path_of(name), value, errors)
    }

    pub fn time(&mut self, name: &'static str, errors: &mut Vec<RuleError>) -> Option<Timestamp> {
        let at = Timestamp::from_rfc3339(self.get(name)?.as_str().unwrap_or(""));
        if at.is_none() {
            self.fail(name, "not_a_time", errors);
        }
        at
    }

    /// Amounts by unit. `is_money`: of currencies alone.
    pub fn amounts(
        &mut self,
        name: &'static str,
        is_money: bool,
        errors: &mut Vec<RuleError>,
    ) -> Option<Amounts> {
        let fields = self.object(name, errors)?;
        let mut amounts = Amounts::new();
        for (key, value) in fields.object {
            let unit = Unit::from_name(key).filter(|unit| unit.is_money() || !is_money);
            match (unit, amount(value, 0)) {
                (None, _) => fields.fail(key, "currency_unknown", errors),
                (_, Err(code)) => fields.fail(key, code, errors),
                (Some(unit), Ok(amount)) => {
                    amounts.insert(unit, amount);
                }
            }
        }
        Some(amounts)
    }

    /// Reports every field that was not asked for.
    pub fn finish(self, errors: &mut Vec<RuleError>) {
        for name in self.object.keys().filter(|name| !self.known.contains(&name.as_str())) {
            self.fail(name, "field_unknown", errors);
        }
    }
}

/// An amount of minor units, at least `least`.
pub fn amount(value: &Value, least: i64) -> Result<i64, &'static str> {
    integer(value, &(least..=MAX_AMOUNT), "not_minor_units")
}

/// A number of things.
pub fn count(value: &Value, range: &RangeInclusive<u32>) -> Result<u32, &'static str> {
    let number = integer(value, &(0..=i64::from(u32::MAX)), "not_a_number")?;
    u32::try_from(number).ok().filter(|number| range.contains(number)).ok_or("out_of_range")
}

/// `code` is for what is no integer at all.
fn integer(value: &Value, range: &RangeInclusive<i64>, code: &'static str) -> Result<i64, &'static str> {
    match value.as_i64() {
        Some(number) if range.contains(&number) => Ok(number),
        Some(_) => Err("out_of_range"),
        None if value.as_u64().is_some() => Err("out_of_range"),
        None => Err(code),
    }
}
