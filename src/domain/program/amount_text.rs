//! Amounts as people type them into a form: `5.00 USD`, `5,5 EUR`, `3 free months`, `20 %`.

use crate::domain::program::rule_json_fields::MAX_AMOUNT;
use crate::domain::program::unit::{Amounts, Unit};
use crate::domain::validation::ValidationError;

/// Reads a number and a unit. A point or a comma is before the decimals; spaces group digits.
pub fn parse(text: &str) -> Result<(i64, Unit), ValidationError> {
    let text = text.trim();
    let end = text.find(|c: char| c.is_alphabetic()).ok_or(ValidationError::CurrencyUnknown)?;
    let (number, unit) = text.split_at(end);
    let unit = parse_unit(unit.trim())?;
    let decimals = match &unit {
        Unit::Money(currency) => currency.exponent() as usize,
        Unit::Word(_) => 0,
    };
    let minor = scaled(number, decimals)?;
    if minor.unsigned_abs() > MAX_AMOUNT.unsigned_abs() {
        return Err(ValidationError::OutOfRange);
    }
    Ok((minor, unit))
}

fn parse_unit(text: &str) -> Result<Unit, ValidationError> {
    // Three capitals are meant as a currency.
    let is_code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_uppercase());
    let word = || Unit::from_name(&text.to_lowercase().replace(' ', "_")).filter(|_| !is_code);
    let unit = Unit::from_name(&text.to_uppercase()).or_else(word);
    unit.ok_or(ValidationError::CurrencyUnknown)
}

/// A decimal number times ten to the power of `decimals`, exactly.
fn scaled(text: &str, decimals: usize) -> Result<i64, ValidationError> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, digits) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(part) {
        return Err(ValidationError::NotANumber);
    }
    if part.len() > decimals {
        return Err(ValidationError::OutOfRange);
    }
    let all = format!("{whole}{part:0<decimals$}");
    all.parse::<i64>().map(|minor| sign * minor).map_err(|_| ValidationError::OutOfRange)
}

/// Reads `100 USD, 90 EUR`, or with semicolons or «or» between.
pub fn parse_many(text: &str) -> Result<Amounts, ValidationError> {
    let parts = text.split([';', '\n']).flat_map(split_at_commas);
    parts
        .filter(|part| !part.trim().is_empty())
        .map(|part| parse(&part).map(|(of, unit)| (unit, of)))
        .collect()
}

/// At each comma that ends an amount: one that follows a letter.
fn split_at_commas(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    for part in text.split(',') {
        let is_new = parts.last().is_some_and(|last| last.trim_end().ends_with(char::is_alphabetic));
        match parts.last_mut() {
            Some(last) if !is_new && !last.is_empty() => *last = format!("{last},{part}"),
            Some(last) if last.is_empty() => last.push_str(part),
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

/// Basis points of `20 %` or `12,5%`; `None` for what is no percentage.
pub fn parse_percent(text: &str) -> Option<Result<u32, ValidationError>> {
    let number = text.trim().strip_suffix('%')?;
    Some(scaled(number, 2).and_then(|points| {
        u32::try_from(points).ok().filter(|points| *points <= 10_000).ok_or(ValidationError::OutOfRange)
    }))
}

/// `5.00 USD`: what `parse` reads.
pub fn write(amount: i64, unit: &Unit) -> String {
    format!("{} {}", unit.decimal(amount), unit.name())
}

/// `100.00 USD, 90.00 EUR`.
pub fn write_many(amounts: &Amounts) -> String {
    amounts.iter().map(|(unit, amount)| write(*amount, unit)).collect::<Vec<_>>().join(", ")
}

/// `12.5 %`.
pub fn write_percent(basis_points: u32) -> String {
    let (whole, part) = (basis_points / 100, basis_points % 100);
    let text = format!("{whole}.{part:02}");
    format!("{} %", text.trim_end_matches('0').trim_end_matches('.'))
}
