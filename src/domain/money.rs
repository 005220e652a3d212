//! Money as programs tell it: integers of minor units, and a currency.

use crate::domain::program::currency::Currency;
use crate::domain::validation::ValidationError;

/// The largest amount of one event, in minor units.
pub const MAX_AMOUNT: i64 = 10_000_000_000_000;

/// Reads the literal of a JSON number: an integer of minor units from 0 to `MAX_AMOUNT`.
pub fn parse_amount(literal: &str) -> Result<i64, ValidationError> {
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ValidationError::NotMinorUnits);
    }
    // What no `i64` holds is out of range too.
    literal.parse().ok().filter(|n| (0..=MAX_AMOUNT).contains(n)).ok_or(ValidationError::OutOfRange)
}

/// Any case is taken: some programs, Stripe among them, write the codes in lower case.
pub fn parse_currency(text: &str) -> Result<Currency, ValidationError> {
    Currency::from_code(&text.to_ascii_uppercase()).ok_or(ValidationError::CurrencyUnknown)
}
