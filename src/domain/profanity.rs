//! The profanity list: words that no code may hold, because a link is sent to people under the
//! site's name.

use crate::domain::code_normalization;

/// One word a line, in Latin letters. A word that others contain innocently stands behind `=` and
/// is refused only by itself, between hyphens or alone.
const WORDS: &str = include_str!("../../assets/rude-words.txt");

/// Whether a code says something rude, also with digits in the place of letters.
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

/// How a word reads whatever stands for its letters: a digit means the letter that it looks like.
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
