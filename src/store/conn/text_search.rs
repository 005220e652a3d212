//! `holds_text(needle, text, …)`: whether a text contains another, whatever the case of either. SQLite
//! itself folds the case of ASCII alone.

use rusqlite::Connection;
use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;

/// Adds the function to a connection. NULL holds nothing; the empty needle is held by every text.
pub fn add_function(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("holds_text", -1, flags, holds_text)
}

fn holds_text(ctx: &Context) -> rusqlite::Result<bool> {
    // A constant argument is folded once in a statement.
    let needle = ctx.get_or_create_aux(0, |value| value.as_str().map(Needle::new))?;
    let is_held = |place| match ctx.get_raw(place) {
        ValueRef::Text(text) => needle.is_in(text),
        _ => false,
    };
    Ok((1..ctx.len()).any(is_held))
}

struct Needle {
    folded: String,
}

impl Needle {
    fn new(text: &str) -> Needle {
        Needle { folded: text.to_lowercase() }
    }

    /// `text`: UTF-8.
    fn is_in(&self, text: &[u8]) -> bool {
        let needle = self.folded.as_bytes();
        let Some(&first) = needle.first() else { return true };
        if needle.is_ascii() {
            let starts = text.len().saturating_sub(needle.len() - 1);
            return text.iter().take(starts).enumerate().any(|(at, byte)| {
                byte.to_ascii_lowercase() == first && text[at..at + needle.len()].eq_ignore_ascii_case(needle)
            });
        }
        // Letters beyond ASCII are in no text of ASCII.
        !text.is_ascii()
            && std::str::from_utf8(text).is_ok_and(|text| text.to_lowercase().contains(&self.folded))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_found_anywhere_in_another_whatever_their_case() {
        let held = |needle: &str, text: &str| Needle::new(needle).is_in(text.as_bytes());
        assert!(held("петров", "Борис Петров") && held("ПЕТ", "Борис Петров") && held("Петров", "ПЕТРОВ"));
        assert!(held("@mailinator", "t1+a@mailinator.com") && held("COM", "a@b.com") && held("a", "A"));
        assert!(held("zoë", "ZOË") && held("oë", "Zoë") && held("", "") && held("é", "José-María"));
        assert!(!held("comm", "a@b.com") && !held("ё", "e") && !held("ab", "a") && !held("a", ""));
        assert!(!held("пе", "pe"));
    }
}
