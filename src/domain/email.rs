//! Email addresses.

use std::fmt;

use idna::AsciiDenyList;
use idna::uts46::{DnsLength, Hyphens, Uts46};

use crate::domain::unicode::is_invisible;
use crate::domain::validation::ValidationError;

/// An email address in its normalized form: ASCII, lower case, the domain as DNS spells it.
///
/// The local part is lower case too. RFC 5321 2.4 allows a server to tell `Ann@` from `ann@`, but
/// none in use does, and two accounts that differ by case alone would confuse their users.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Email(String);

/// The scheme of a link that mail programs copy (RFC 6068).
const SCHEME: &str = "mailto:";
/// RFC 5321 4.5.3.1.1.
const MAX_LOCAL_BYTES: usize = 64;

impl Email {
    /// RFC 5321 4.5.3.1.3, less the two angle brackets.
    pub const MAX_CHARS: usize = 254;

    /// Takes what people type and paste: spaces, invisible characters and `mailto:` around it are
    /// dropped, a domain such as `почта.рф` becomes its `xn--` form. The shape is the WHATWG HTML
    /// standard's for `<input type=email>` with at least one dot in the domain, because an email to
    /// a bare host name is not delivered on the internet; `localhost` stays for demos. Nothing that
    /// passes can end an SMTP line or a header.
    pub fn parse(text: &str) -> Result<Email, ValidationError> {
        if text.chars().any(char::is_control) {
            return Err(ValidationError::ControlCharacter);
        }
        let text = without_envelope(text);
        if text.is_empty() {
            return Err(ValidationError::Empty);
        }
        if text.chars().count() > Email::MAX_CHARS {
            return Err(ValidationError::TooLong(Email::MAX_CHARS));
        }
        let (local, domain) = text.rsplit_once('@').ok_or(ValidationError::NotAnAddress)?;
        if local.is_empty() || local.len() > MAX_LOCAL_BYTES || !local.bytes().all(is_local_byte) {
            return Err(ValidationError::NotAnAddress);
        }
        if local.starts_with('.') || local.ends_with('.') || local.contains("..") {
            return Err(ValidationError::NotAnAddress);
        }
        let domain = domain_to_ascii(domain).ok_or(ValidationError::NotAnAddress)?;
        if !(domain.contains('.') || domain == "localhost") || domain.ends_with('.') {
            return Err(ValidationError::NotAnAddress);
        }
        let whole = format!("{}@{domain}", local.to_ascii_lowercase());
        if whole.len() > Email::MAX_CHARS {
            return Err(ValidationError::TooLong(Email::MAX_CHARS));
        }
        Ok(Email(whole))
    }

    /// No address, of a participant who has none: equal to none that can be given, and sent nothing.
    pub fn none() -> Email {
        Email(String::new())
    }

    pub fn is_none(&self) -> bool {
        self.0.is_empty()
    }

    /// Wraps an address that was parsed before it was stored.
    pub fn from_db(text: String) -> Email {
        Email(text)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part behind the at sign.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

/// An address without what is copied along with it.
fn without_envelope(text: &str) -> &str {
    let is_around = |c: char| c.is_whitespace() || is_invisible(c);
    let text = text.trim_matches(is_around);
    match text.split_at_checked(SCHEME.len()) {
        Some((scheme, address)) if scheme.eq_ignore_ascii_case(SCHEME) => address.trim_matches(is_around),
        _ => text,
    }
}

/// A domain as DNS spells it; `None` when it is none. No label begins or ends with a hyphen (RFC
/// 1123, section 2.1). Others have hyphens where they like, as in browsers: `r3---sn.example.com`
/// exists, and `xn--` alone has a meaning (RFC 5890, section 2.3.1).
fn domain_to_ascii(domain: &str) -> Option<String> {
    let ascii = Uts46::new()
        .to_ascii(domain.as_bytes(), AsciiDenyList::STD3, Hyphens::CheckFirstLast, DnsLength::Verify)
        .ok()?;
    Some(ascii.into_owned())
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
