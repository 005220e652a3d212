//! An address with the name that mail programs show (`mailbox` of RFC 5322, section 3.4).

use std::fmt;

use crate::domain::unicode::is_unprintable;

/// RFC 5321, 4.5.3.1.3.
const MAX_ADDRESS_BYTES: usize = 254;
const MAX_NAME_CHARS: usize = 100;
/// Characters that a name has inside of quotes only: unquoted they make a list, a group or another address.
const QUOTED_ONLY: [char; 6] = ['"', '\\', '<', '>', '@', ';'];

/// Prints as [`Mailbox::parse`] reads it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mailbox {
    /// In any script; empty: none.
    pub name: String,
    /// For the envelope too. Not an [`Email`](crate::domain::email::Email): an operator may write
    /// `root@mailhost`.
    pub address: String,
}

impl Mailbox {
    /// A mailbox without a name.
    pub fn bare(address: impl Into<String>) -> Mailbox {
        Mailbox { name: String::new(), address: address.into() }
    }

    /// Reads `name@host`, `<name@host>`, `Name <name@host>` and `"Name" <name@host>`. The error completes
    /// «which …». Nothing that passes can end a header or an SMTP command.
    pub fn parse(text: &str) -> Result<Mailbox, &'static str> {
        let text = text.trim();
        let Some((name, address)) = text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) else {
            return Ok(Mailbox { name: String::new(), address: address(text)? });
        };
        Ok(Mailbox { name: display_name(name.trim())?, address: self::address(address.trim())? })
    }
}

fn address(text: &str) -> Result<String, &'static str> {
    let forbidden = |c: char| is_unprintable(c) || c.is_whitespace() || "<>,;:()\"\\[]".contains(c);
    match text.split_once('@') {
        Some((local, domain)) if !local.is_empty() && !domain.is_empty() && !domain.contains('@') => {
            if text.contains(forbidden) {
                Err("holds more than an address")
            } else if text.len() > MAX_ADDRESS_BYTES {
                Err("is too long for an address")
            } else {
                Ok(text.to_owned())
            }
        }
        _ => Err("is no address"),
    }
}

fn display_name(text: &str) -> Result<String, &'static str> {
    let name = match text.strip_prefix('"').and_then(unquoted) {
        Some(name) => name.trim().to_owned(),
        None if text.contains(QUOTED_ONLY) => return Err("holds more than one name and one address"),
        None => text.to_owned(),
    };
    if name.contains(is_unprintable) {
        return Err("holds a control character");
    }
    match name.chars().count() > MAX_NAME_CHARS {
        true => Err("has a name of more than 100 characters"),
        false => Ok(name),
    }
}

/// A quoted string (RFC 5322, 3.2.4) without its opening quote; `None` if its end is not that of the text.
fn unquoted(text: &str) -> Option<String> {
    let mut chars = text.chars();
    let mut name = String::new();
    loop {
        match chars.next()? {
            '"' => return chars.next().is_none().then_some(name),
            '\\' => name.push(chars.next()?),
            c => name.push(c),
        }
    }
}

impl fmt::Display for Mailbox {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mailbox { name, address } = self;
        if name.is_empty() {
            out.write_str(address)
        } else if name.contains(QUOTED_ONLY) {
            write!(out, "\"{}\" <{address}>", name.replace('\\', "\\\\").replace('"', "\\\""))
        } else {
            write!(out, "{name} <{address}>")
        }
    }
}
