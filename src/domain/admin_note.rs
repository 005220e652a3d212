//! Why an admin did something, in their own words.

use crate::domain::person::is_unprintable;
use crate::domain::validation::Refusal;

/// One line of 1 to 500 characters. Nothing is done to somebody's referrals without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason(String);

impl Reason {
    pub const LONGEST: usize = 500;

    pub fn parse(text: &str) -> Result<Reason, Refusal> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        if text.chars().any(is_unprintable) {
            return Err(Refusal::ControlCharacter);
        }
        if text.chars().count() > Self::LONGEST {
            return Err(Refusal::TooLong(Self::LONGEST));
        }
        Ok(Reason(text.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
