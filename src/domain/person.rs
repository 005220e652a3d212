//! What a person says of themselves: a name, and a password of their choice.

use crate::domain::named_enum::named_enum;
use crate::domain::validation::ValidationError;

/// A name that pages and letters show: 1 to 50 characters, none of which can start a new line or turn the direction of
/// the text around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firstname(String);

impl Firstname {
    pub const MAX_CHARS: usize = 50;

    pub fn parse(text: &str) -> Result<Firstname, ValidationError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ValidationError::Empty);
        }
        if text.chars().any(is_unprintable) {
            return Err(ValidationError::ControlCharacter);
        }
        match text.chars().count() {
            n if n > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            _ => Ok(Firstname(text.to_owned())),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

named_enum! {
    /// How the leaderboard shows a user.
    pub enum LeaderboardName {
        /// The first letter of the first name.
        Initial = "initial",
        Name = "name",
    }
}

impl LeaderboardName {
    pub fn display_name(self, firstname: &str) -> String {
        match self {
            LeaderboardName::Initial => {
                firstname.chars().take(1).flat_map(char::to_uppercase).chain(['.']).collect()
            }
            LeaderboardName::Name => firstname.to_owned(),
        }
    }
}

/// Control characters, line and paragraph separators, and the marks that reorder text (Unicode TR 36 calls them a
/// spoofing risk). Right-to-left letters themselves are welcome.
pub fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// What of a text can be shown, at most `longest` characters of it.
pub fn printable(text: &str, longest: usize) -> String {
    // What programs call themselves hardly ever has anything else, and then it is taken at once.
    let is_plain = text.len() <= longest && text.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
    if is_plain {
        text.to_owned()
    } else {
        text.chars().filter(|c| !is_unprintable(*c)).take(longest).collect()
    }
}

/// A password as typed: any characters, nothing trimmed, nothing cut.
///
/// 8 to 128 characters, NIST SP 800-63B 5.1.1.2 (at least 8; at least 64 must be accepted; no composition rules).
/// The seed's minimum of 3 is not kept. It has no `Debug`, so that it reaches no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    pub const MIN_CHARS: usize = 8;
    pub const MAX_CHARS: usize = 128;

    pub fn parse(text: &str) -> Result<Password, ValidationError> {
        match text.chars().count() {
            0 => Err(ValidationError::Empty),
            n if n < Self::MIN_CHARS => Err(ValidationError::TooShort(Self::MIN_CHARS)),
            n if n > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            _ => Ok(Password(text.to_owned())),
        }
    }

    /// A password that somebody gives to prove who they are: compared with what is stored, so only its length is
    /// bounded, which keeps hashing cheap.
    pub fn parse_existing(text: &str) -> Result<Password, ValidationError> {
        match text.chars().count() {
            0 => Err(ValidationError::Empty),
            n if n > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            _ => Ok(Password(text.to_owned())),
        }
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
