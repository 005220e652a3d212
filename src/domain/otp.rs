//! The six digits of an email, for people who type instead of clicking.

use crate::domain::unicode::{digit_value, is_invisible, is_punctuation};
use crate::domain::validation::ValidationError;

/// Digits of a code.
const DIGITS: usize = 6;

/// Takes six digits of any script and returns them as ASCII ones. Spaces, dashes and other
/// punctuation between and around them are how mail programs and people group and copy them.
pub fn parse(text: &str) -> Result<String, ValidationError> {
    if text.trim().is_empty() {
        return Err(ValidationError::Empty);
    }
    let is_filler = |c: &char| c.is_whitespace() || is_invisible(*c) || is_punctuation(*c);
    let digits: Option<String> =
        text.chars().filter(|c| !is_filler(c)).map(|c| char::from_digit(digit_value(c)?, 10)).collect();
    digits.filter(|digits| digits.len() == DIGITS).ok_or(ValidationError::NotSixDigits)
}
