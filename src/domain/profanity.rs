//! The profanity list: words that no code may contain, because links carry the site's name.

use crate::domain::code_normalization;

/// One word a line, in Latin letters. A word with `=` before it occurs in innocent ones, so it is
/// refused only as a whole: alone or between hyphens.
const WORDS: &str = include_str!("../../assets/rude-words.txt");

/// Whether a code contains profanity, also with digits in place of letters.
pub fn is_profane(code: &str) -> bool {
    let Some(whole) = plain(code) else { return false };
    let parts: Vec<String> = code.split(['-', ' ']).filter_map(plain).collect();
    words().any(|word| match word.strip_prefix('=') {
        Some(word) => plain(word).is_some_and(|word| whole == word || parts.contains(&word)),
        None => plain(word).is_some_and(|word| whole.contains(&word)),
    })
}

fn words() -> impl Iterator<Item = &'static str> {
    WORDS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// A word normalized, each digit replaced by the letter that it resembles.
fn plain(text: &str) -> Option<String> {
    let folded = code_normalization::normalize(text)?;
    Some(folded.chars().map(letter).collect())
}

fn letter(c: char) -> char {
    match c {
        '3' => 'E',
        '4' => 'A',
        '5' => 'S',
        '7' => 'T',
        '8' => 'B',
        other => other,
    }
}
