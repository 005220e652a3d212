//! Why an admin did something, in their own words.

use crate::domain::person::is_unprintable;
use crate::domain::validation::ValidationError;

/// One line of 1 to 500 characters. Nothing is done to somebody's referrals without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminNote(String);

impl AdminNote {
    pub const MAX_CHARS: usize = 500;

    pub fn parse(text: &str) -> Result<AdminNote, ValidationError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ValidationError::Empty);
        }
        if text.chars().any(is_unprintable) {
            return Err(ValidationError::ControlCharacter);
        }
        if text.chars().count() > Self::MAX_CHARS {
            return Err(ValidationError::TooLong(Self::MAX_CHARS));
        }
        Ok(AdminNote(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
