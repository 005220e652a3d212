//! The name and the password of a user.

use crate::domain::named_enum::named_enum;
use crate::domain::unicode::{clean_line, is_invisible, is_space_separator, is_unprintable, to_nfc};
use crate::domain::validation::ValidationError;

/// A first name: 1 to 50 characters, cleaned by [`clean_line`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firstname(String);

impl Firstname {
    pub const MAX_CHARS: usize = 50;

    pub fn parse(text: &str) -> Result<Firstname, ValidationError> {
        let text = clean_line(text)?;
        match text.chars().count() {
            0 => Err(ValidationError::Empty),
            n if n > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            _ => Ok(Firstname(text)),
        }
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

named_enum! {
    /// How a member sees pages, unless the system decides.
    pub enum Theme {
        Light = "light",
        Dark = "dark",
    }
}

/// Name of a time zone in the IANA database, such as `Europe/Berlin`. Browsers know which there are;
/// here it is the shape that counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeZone(String);

impl TimeZone {
    pub const MAX_CHARS: usize = 64;

    pub fn parse(text: &str) -> Result<TimeZone, ValidationError> {
        let text = text.trim();
        let fits = |c: char| c.is_ascii_alphanumeric() || "/_+-".contains(c);
        let starts = text.starts_with(|c: char| c.is_ascii_alphabetic());
        if text.len() > Self::MAX_CHARS {
            Err(ValidationError::TooLong(Self::MAX_CHARS))
        } else if starts && text.chars().all(fits) {
            Ok(TimeZone(text.to_owned()))
        } else {
            Err(ValidationError::NotAChoice)
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

/// What of a text can be shown, at most `longest` characters of it.
pub fn printable(text: &str, longest: usize) -> String {
    // What programs call themselves hardly ever has anything else, and then it is taken at once.
    let is_plain = text.len() <= longest && text.bytes().all(|b| b == b' ' || b.is_ascii_graphic());
    if is_plain {
        text.to_owned()
    } else {
        text.chars().filter(|c| !is_unprintable(*c) && !is_invisible(*c)).take(longest).collect()
    }
}

/// A password as typed, nothing trimmed, nothing cut, in the form of OpaqueString (RFC 8265,
/// section 4.2): NFC, so that `й` is the same from every keyboard, and every space is U+0020.
/// Control characters, which that profile forbids, are taken.
///
/// 8 to 128 characters, NIST SP 800-63B 5.1.1.2 (at least 8; at least 64 must be accepted; no
/// composition rules). The seed's minimum of 3 is not kept. It has no `Debug`, so that it reaches
/// no log.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    pub const MIN_CHARS: usize = 8;
    pub const MAX_CHARS: usize = 128;

    pub fn parse(text: &str) -> Result<Password, ValidationError> {
        let password = Password::parse_existing(text)?;
        match password.0.chars().count() {
            n if n < Self::MIN_CHARS => Err(ValidationError::TooShort(Self::MIN_CHARS)),
            _ => Ok(password),
        }
    }

    /// A password that proves who a person is: compared with what is stored, so only its length is
    /// bounded, which keeps hashing cheap.
    pub fn parse_existing(text: &str) -> Result<Password, ValidationError> {
        let text = opaque(text);
        match text.chars().count() {
            0 => Err(ValidationError::Empty),
            n if n > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            _ => Ok(Password(text)),
        }
    }

    /// Whether `text` is the same password, typed again.
    pub fn is_same_as(&self, text: &str) -> bool {
        self.0 == opaque(text)
    }

    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The mapping and the normalization of OpaqueString.
fn opaque(text: &str) -> String {
    to_nfc(&text.replace(is_space_separator, " "))
}
