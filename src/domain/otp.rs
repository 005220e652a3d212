//! The six digits of a letter, for people who type instead of clicking.

use crate::domain::validation::ValidationError;

/// Takes six digits; spaces between them are how mail programs group them.
pub fn parse(text: &str) -> Result<String, ValidationError> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    match digits.len() {
        0 => Err(ValidationError::Empty),
        6 if digits.bytes().all(|b| b.is_ascii_digit()) => Ok(digits),
        _ => Err(ValidationError::WrongDigits),
    }
}
