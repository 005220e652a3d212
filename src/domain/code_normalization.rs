//! Code normalization: one spelling for all ways to type a code. It covers any case, spaces,
//! dashes, invisible characters, look-alike letters, a whole code typed in the Russian keyboard
//! layout, and what was copied with the code.

use icu_properties::CodePointSetData;
use icu_properties::props::{Dash, WhiteSpace};

use crate::domain::unicode::is_invisible;

/// More than any code takes to write, with a space after each letter.
const MAX_BYTES: usize = 256;

/// The part of a text that may be a code: without a query or fragment behind it, and without the
/// characters around it that no code can hold.
pub fn trim(text: &str) -> &str {
    let text = text.trim_start_matches(|c| !may_be_in_code(c));
    let text = text.split(['?', '&', '#']).next().unwrap_or(text);
    text.trim_end_matches(|c| !may_be_in_code(c))
}

fn may_be_in_code(c: char) -> bool {
    to_latin(lower(c)).is_some() || RUSSIAN.contains(lower(c))
}

/// One spelling for all spellings of a code; `None` when a character cannot be part of one.
/// Cyrillic letters are read as the Latin ones they look like.
pub fn normalize(text: &str) -> Option<String> {
    fold(text, to_latin)
}

fn to_latin(c: char) -> Option<char> {
    match c {
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
    }
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
    for c in text.chars().filter(|c| !is_filler(*c)) {
        spelling.push(merge_lookalikes(read(lower(c))?));
    }
    Some(spelling)
}

/// Whether a character between those of a code is no part of it: a dash or a space of any length
/// (UAX #44), or invisible.
fn is_filler(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, '-' | ' ' | '\t'..='\r');
    }
    CodePointSetData::new::<Dash>().contains(c)
        || CodePointSetData::new::<WhiteSpace>().contains(c)
        || is_invisible(c)
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
