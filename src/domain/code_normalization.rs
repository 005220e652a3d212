//! Code normalization: one spelling for all ways to type a code. It covers any case, spaces,
//! hyphens, look-alike letters, and a whole code typed in the Russian keyboard layout.

/// More than any code takes to write, with a space after each letter.
const MAX_BYTES: usize = 256;

/// One spelling for all spellings of a code; `None` when a character cannot be part of one.
/// Cyrillic letters are read as the Latin ones they look like.
pub fn normalize(text: &str) -> Option<String> {
    fold(text, |c| match c {
        'а' => Some('A'),
        'е' | 'ё' => Some('E'),
        'о' => Some('O'),
        'р' => Some('P'),
        'с' => Some('C'),
        'у' => Some('Y'),
        'х' => Some('X'),
        'в' => Some('B'),
        'к' => Some('K'),
        'м' => Some('M'),
        'н' => Some('H'),
        'т' => Some('T'),
        latin => Some(latin).filter(char::is_ascii_alphanumeric),
    })
}

/// The keys of a Latin keyboard, and what the Russian layout (ЙЦУКЕН) has there.
const LATIN: &str = "qwertyuiopasdfghjklzxcvbnm";
const RUSSIAN: &str = "йцукенгшщзфывапролдячсмить";

/// The same for a code whose letters were all typed in the Russian layout; `None` when one was not.
pub fn normalize_from_russian_layout(text: &str) -> Option<String> {
    if !text.chars().any(|c| RUSSIAN.contains(lower(c))) {
        return None;
    }
    fold(text, |c| {
        let key = RUSSIAN.chars().position(|russian| russian == c);
        key.and_then(|key| LATIN.chars().nth(key)).or(Some(c).filter(char::is_ascii_digit))
    })
}

fn fold(text: &str, read: impl Fn(char) -> Option<char>) -> Option<String> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut spelling = String::with_capacity(text.len());
    for c in text.trim().chars().filter(|c| !matches!(c, '-' | ' ' | '\u{a0}')) {
        spelling.push(merge_lookalikes(read(lower(c))?));
    }
    Some(spelling)
}

/// Upper case, and one character for those that look alike.
fn merge_lookalikes(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}
