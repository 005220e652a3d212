//! Referral codes: generation, parsing of typed text, status, reserved words.

use crate::domain::code_normalization;
use crate::domain::profanity::is_profane;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::unicode::clean_line;
use crate::domain::validation::ValidationError;

/// The alphabet of generated codes: 31 characters without `0 O 1 I L`. 31 is prime, so the check
/// character detects every wrong character and every transposition of two.
pub const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";

/// Characters of a generated code: nine random ones, 44 bits, and a check character.
pub const GENERATED_CHARS: usize = 10;

/// A referral code as it is shown and as it is compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// As it was generated or chosen.
    pub shown: String,
    /// Normalized: equal for all spellings of the code.
    pub key: Key,
}

/// The normalized form of a code, with a second reading if the typed text has two.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    spelling: String,
    /// The reading for a keyboard in the Russian layout, if that is another code.
    other: Option<String>,
}

/// Text that was typed as a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeInput {
    /// May be a code; the database knows.
    Possible(Key),
    /// Has the form of a generated code, and the check character is wrong.
    Mistyped,
    /// No code has this form.
    Impossible,
}

impl Code {
    /// A code from `GENERATED_CHARS - 1` random numbers, each below 31.
    pub fn generated(numbers: [u8; GENERATED_CHARS - 1]) -> Code {
        let mut shown: String = numbers.iter().map(|n| ALPHABET[usize::from(*n % 31)] as char).collect();
        shown.push(check_character(shown.as_bytes()).unwrap_or('2'));
        Code { key: Key::from_spelling(shown.clone()), shown }
    }

    /// A code that its owner chose: 4 to 32 letters, digits and hyphens. Ten characters of
    /// `ALPHABET` are reserved for generated codes, so that a mistyped one is detected without the
    /// database.
    pub fn custom(text: &str) -> Result<Code, ValidationError> {
        let text = text.trim();
        if text.is_empty() {
            return Err(ValidationError::Empty);
        }
        match text.chars().count() {
            n if n < 4 => return Err(ValidationError::TooShort(4)),
            n if n > 32 => return Err(ValidationError::TooLong(32)),
            _ => {}
        }
        if !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            return Err(ValidationError::NotACode);
        }
        let spelling = code_normalization::normalize(text).ok_or(ValidationError::NotACode)?;
        if spelling.len() < 4 {
            return Err(ValidationError::TooShort(4));
        }
        if is_reserved(&spelling) || has_generated_shape(&spelling) {
            return Err(ValidationError::CodeReserved);
        }
        if is_profane(text) {
            return Err(ValidationError::CodeProfane);
        }
        Ok(Code { shown: text.to_owned(), key: Key::from_spelling(spelling) })
    }
}

impl Code {
    /// A code that was made elsewhere: one that an owner may choose, or one that another installation
    /// generated.
    pub fn imported(text: &str) -> Result<Code, ValidationError> {
        match (Code::custom(text), CodeInput::read(text)) {
            (Err(ValidationError::CodeReserved), CodeInput::Possible(key))
                if has_generated_shape(key.as_str()) && !key.is_ambiguous() =>
            {
                Ok(Code { shown: key.as_str().to_owned(), key })
            }
            (custom, _) => custom,
        }
    }
}

impl Key {
    fn from_spelling(spelling: String) -> Key {
        Key { spelling, other: None }
    }

    pub fn as_str(&self) -> &str {
        &self.spelling
    }

    /// Whether it has two readings.
    pub fn is_ambiguous(&self) -> bool {
        self.other.is_some()
    }

    /// The readings, the likelier first.
    pub fn possible_codes(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.as_str()).chain(self.other.as_deref())
    }
}

impl CodeInput {
    /// Parses typed text: any case, spaces, dashes and invisible characters, punctuation around it,
    /// Cyrillic letters that look like Latin ones, or a whole code in the Russian keyboard layout.
    /// The check character of a generated code decides between two readings; without one both stay
    /// possible.
    pub fn read(text: &str) -> CodeInput {
        let text = code_normalization::trim(text);
        let readings =
            [code_normalization::normalize(text), code_normalization::normalize_from_russian_layout(text)];
        let (mut possible, mut mistyped) = (Vec::new(), false);
        for reading in readings.into_iter().flatten().filter(|key| (4..=32).contains(&key.len())) {
            if !has_generated_shape(&reading) {
                possible.push(reading);
            } else if has_valid_check_character(&reading) {
                return CodeInput::Possible(Key::from_spelling(reading));
            } else {
                mistyped = true;
            }
        }
        let mut possible = possible.into_iter();
        match possible.next() {
            Some(spelling) if !mistyped => CodeInput::Possible(Key { spelling, other: possible.next() }),
            Some(_) | None if mistyped => CodeInput::Mistyped,
            _ => CodeInput::Impossible,
        }
    }
}

/// A part of a code in the spelling of `Key`, for a search; `None` when it is shorter than two
/// characters, or no code can hold it.
pub fn normalize_part(text: &str) -> Option<String> {
    code_normalization::normalize(text).filter(|part| part.len() >= 2)
}

/// Codes that a text with a wrong check character may have meant: one other character, or two neighbours in
/// each other's place. Each position has one character that makes the check right, so these are 19 at most;
/// empty for a text that is no mistyped code.
pub fn corrections(text: &str) -> Vec<Key> {
    let Some(typed) = code_normalization::normalize(code_normalization::trim(text)) else {
        return Vec::new();
    };
    if !has_generated_shape(&typed) || has_valid_check_character(&typed) {
        return Vec::new();
    }
    let mut candidates = Vec::new();
    for place in 0..typed.len() {
        for letter in ALPHABET {
            let mut other = typed.clone().into_bytes();
            other[place] = *letter;
            candidates.push(other);
        }
        if place > 0 {
            let mut other = typed.clone().into_bytes();
            other.swap(place - 1, place);
            candidates.push(other);
        }
    }
    let spellings = candidates.into_iter().filter_map(|bytes| String::from_utf8(bytes).ok());
    spellings.filter(|spelling| has_valid_check_character(spelling)).map(Key::from_spelling).collect()
}

/// Reserved words, which no custom code may be: paths of the site (a test reads them from the
/// routes), paths that browsers request from every site, and names for later features.
pub const RESERVED: [&str; 37] = [
    "about",
    "activate",
    "admin",
    "api",
    "apple-touch-icon",
    "assets",
    "csrf-token",
    "docs",
    "email",
    "emails",
    "embed",
    "favicon",
    "healthz",
    "help",
    "hooks",
    "index",
    "join",
    "leaderboard",
    "login",
    "logout",
    "manifest",
    "metrics",
    "not-me",
    "password",
    "portal",
    "profile",
    "readyz",
    "referral",
    "register",
    "repeat-token",
    "robots",
    "settings",
    "setup",
    "sitemap",
    "static",
    "unsubscribe",
    "well-known",
];

/// Whether a normalized code equals a normalized reserved word.
fn is_reserved(spelling: &str) -> bool {
    RESERVED.iter().any(|word| code_normalization::normalize(word).as_deref() == Some(spelling))
}

fn has_generated_shape(key: &str) -> bool {
    key.len() == GENERATED_CHARS && key.bytes().all(|b| ALPHABET.contains(&b))
}

fn has_valid_check_character(key: &str) -> bool {
    let (body, check) = key.split_at(key.len() - 1);
    check_character(body.as_bytes()).is_some_and(|c| check.starts_with(c))
}

/// The weighted sum modulo 31; the weight is the position, from 1.
fn check_character(body: &[u8]) -> Option<char> {
    let mut sum = 0;
    for (place, byte) in body.iter().enumerate() {
        let value = ALPHABET.iter().position(|a| a == byte)?;
        sum = (sum + (place + 1) * value) % 31;
    }
    Some(ALPHABET[sum] as char)
}

/// The owner's note on a code, up to 150 characters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description(String);

impl Description {
    pub const MAX_CHARS: usize = 150;

    pub fn parse(text: &str) -> Result<Description, ValidationError> {
        let text = clean_line(text)?;
        if text.chars().count() > Self::MAX_CHARS {
            return Err(ValidationError::TooLong(Self::MAX_CHARS));
        }
        Ok(Description(text))
    }

    /// Wraps a description that was parsed before it was stored.
    pub fn from_db(text: String) -> Description {
        Description(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// How many people may register by a code, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MaxUses(i64);

impl MaxUses {
    pub const MAX: i64 = 1_000_000;

    pub fn parse(text: &str) -> Result<MaxUses, ValidationError> {
        let number: i64 = text.trim().parse().map_err(|_| ValidationError::NotANumber)?;
        MaxUses::new(number)
    }

    pub fn new(number: i64) -> Result<MaxUses, ValidationError> {
        if (1..=Self::MAX).contains(&number) {
            Ok(MaxUses(number))
        } else {
            Err(ValidationError::NotInRange(Self::MAX))
        }
    }

    pub fn number(self) -> i64 {
        self.0
    }
}

pub const MAX_LIFE_DAYS: i64 = 3650;

/// Expiry of a code without an end: as late as a date of four digits can be.
pub const NO_END: Timestamp = Timestamp(253_402_214_400);

/// Validates the expiry of a code that is set at `now`.
pub fn expiry(at: Timestamp, now: Timestamp) -> Result<Timestamp, ValidationError> {
    if at == NO_END {
        Ok(at)
    } else if at <= now {
        Err(ValidationError::NotInFuture)
    } else if at > now.plus((MAX_LIFE_DAYS + 1) * DAY) {
        Err(ValidationError::TooFar(MAX_LIFE_DAYS))
    } else {
        Ok(at)
    }
}

/// Whether a code works at a moment, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeStatus {
    Active,
    Expired,
    /// Deactivated or deleted by its owner, or the owner is disabled or frozen.
    Off,
    /// Its `MaxUses` is reached.
    UsedUp,
}
