//! The reason that an admin gives for an action.

use crate::domain::unicode::clean_line;
use crate::domain::validation::ValidationError;

/// One line of 1 to 500 characters. Every change of a referral by an admin has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AdminNote(String);

impl AdminNote {
    pub const MAX_CHARS: usize = 500;

    pub fn parse(text: &str) -> Result<AdminNote, ValidationError> {
        let text = clean_line(text)?;
        match text.chars().count() {
            0 => Err(ValidationError::Empty),
            n if n > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            _ => Ok(AdminNote(text)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
