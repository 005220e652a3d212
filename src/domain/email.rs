//! An address that letters can be sent to.

use std::fmt;

use crate::domain::validation::ValidationError;

/// A mail address in the one form in which addresses are kept and compared: ASCII, lower case, its domain as
/// DNS spells it.
///
/// Lower case in the local part too: RFC 5321 2.4 lets servers tell `Ann@` from `ann@`, none that people use
/// does, and two accounts that differ by case alone would be a trap.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

/// RFC 5321 4.5.3.1.3, less the two angle brackets.
const MAX_CHARS: usize = 254;
/// RFC 5321 4.5.3.1.1.
const MAX_LOCAL_BYTES: usize = 64;

impl Email {
    /// Takes what people type: spaces around it are dropped, a domain such as `почта.рф` becomes its `xn--` form.
    /// The shape is the WHATWG HTML standard's for `<input type=email>` with at least one dot in the domain,
    /// because a letter to a bare host name is not delivered on the internet; `localhost` stays for demos.
    /// Nothing that passes can end an SMTP line or a header.
    pub fn parse(text: &str) -> Result<Email, ValidationError> {
        if text.chars().any(char::is_control) {
            return Err(ValidationError::ControlCharacter);
        }
        let text = text.trim();
        if text.is_empty() {
            return Err(ValidationError::Empty);
        }
        if text.chars().count() > MAX_CHARS {
            return Err(ValidationError::TooLong(MAX_CHARS));
        }
        let (local, domain) = text.rsplit_once('@').ok_or(ValidationError::NotAnAddress)?;
        if local.is_empty() || local.len() > MAX_LOCAL_BYTES || !local.bytes().all(is_local_byte) {
            return Err(ValidationError::NotAnAddress);
        }
        if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
            return Err(ValidationError::NotAnAddress);
        }
        let domain = idna::domain_to_ascii_strict(domain).map_err(|_| ValidationError::NotAnAddress)?;
        if !(domain.contains('.') || domain == "localhost") || domain.ends_with('.') {
            return Err(ValidationError::NotAnAddress);
        }
        let whole = format!("{}@{domain}", local.to_ascii_lowercase());
        if whole.len() > MAX_CHARS {
            return Err(ValidationError::TooLong(MAX_CHARS));
        }
        Ok(Email(whole))
    }

    /// Wraps an address that was parsed before it was stored.
    pub fn from_db(text: String) -> Email {
        Email(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// RFC 5322 atext and the dot.
fn is_local_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+/=?^_`{|}~.-".contains(&byte)
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
