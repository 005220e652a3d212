//! What mail programs make a link of, though nobody wrote one: a stranger's words in a letter of this site must not lead
//! anywhere else.

/// Whether a mail program might. It is meant to be asked too often rather than too seldom: what it says no to is left out
/// of a letter, and nothing else happens.
pub fn is_autolinked(text: &str) -> bool {
    let lower = text.to_lowercase();
    lower.contains(['/', '\\', '@']) || lower.contains("www.") || has_name_of_host(&lower)
}

/// A dot with something directly behind it, and not a space or another dot. The dots of East Asian scripts are dots in the
/// names of hosts, too (RFC 3490 3.1).
fn has_name_of_host(text: &str) -> bool {
    let is_dot = |c: char| matches!(c, '.' | '\u{3002}' | '\u{ff0e}' | '\u{ff61}');
    let mut before = None;
    text.chars().any(|c| {
        let after_dot = before.is_some_and(is_dot) && !is_dot(c) && !c.is_whitespace();
        before = Some(c);
        after_dot
    })
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
