//! Autolinks: plain text that mail programs turn into a link. Text by other users in an email of
//! this site must not lead elsewhere.

use crate::domain::unicode::{is_dash, is_digit, is_invisible, to_nfkc};

/// Digits of the shortest telephone number that is looked for.
const MIN_PHONE_DIGITS: usize = 6;

/// Whether a mail program may make a link of the text. False positives are harmless: the text is
/// left out of the email. Characters are compared in NFKC (as UTS #46 does for hosts).
pub fn is_autolinked(text: &str) -> bool {
    let visible: String = text.chars().filter(|c| !is_invisible(*c)).collect();
    let plain = to_nfkc(&visible).to_lowercase();
    plain.contains(['/', '\\', '@'])
        || plain.contains("www.")
        || has_name_of_host(&plain)
        || has_scheme(&plain)
        || has_phone_number(&plain)
}

/// A dot with something directly behind it, and not a space or another dot. The dots of East Asian
/// scripts are dots in the names of hosts, too (RFC 3490 3.1).
fn has_name_of_host(text: &str) -> bool {
    let is_dot = |c: char| matches!(c, '.' | '\u{3002}');
    text.chars()
        .zip(text.chars().skip(1))
        .any(|(before, after)| is_dot(before) && !is_dot(after) && !after.is_whitespace())
}

/// A colon between a Latin letter and something that is no space: `tel:112`, `skype:anna`.
fn has_scheme(text: &str) -> bool {
    text.match_indices(':').any(|(at, _)| {
        text[..at].ends_with(|c: char| c.is_ascii_alphabetic())
            && text[at + 1..].starts_with(|c: char| !c.is_whitespace())
    })
}

/// Six digits or more, of any script, with nothing between them that a telephone number cannot
/// have.
fn has_phone_number(text: &str) -> bool {
    let is_part = |c: char| is_digit(c) || c.is_whitespace() || is_dash(c) || "()+.,*#_".contains(c);
    text.split(|c: char| !is_part(c))
        .any(|part| part.chars().filter(|c| is_digit(*c)).count() >= MIN_PHONE_DIGITS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_seen_in_whatever_clothes() {
        for text in [
            "Приз http://evil.example/win",
            "evil.example",
            "Приз: evil.РФ сегодня",
            "WWW.evil",
            "https:\\\\evil",
            "evil/win",
            "win@evil",
            "evil.1",
            "evil。example",
            "evil.\u{200b}example",
        ] {
            assert!(is_autolinked(text), "{text}");
        }
        for text in
            ["Анна-Мария", "Anna Jr.", "Anna...", "J. R. Anna", "O'Neill", "Анна 2", "Приходи. Будет чай!"]
        {
            assert!(!is_autolinked(text), "{text}");
        }
    }
}
