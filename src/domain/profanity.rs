//! The profanity list: words that no code may contain, because links carry the site's name.

use std::sync::LazyLock;

use crate::domain::code_normalization;

/// One word a line, in Latin letters. A word with `=` before it occurs in innocent ones, so it is
/// refused only as a whole: alone or between hyphens.
const WORDS: &str = include_str!("../../assets/rude-words.txt");

/// Whether a code contains profanity, also with digits in place of letters.
pub fn is_profane(code: &str) -> bool {
    let Some(whole) = plain(code) else { return false };
    let parts: Vec<String> = code.split(['-', ' ']).filter_map(plain).collect();
    NORMALIZED.iter().any(|word| match word {
        Word::Whole(word) => whole == *word || parts.contains(word),
        Word::Part(word) => whole.contains(word),
    })
}

enum Word {
    Whole(String),
    Part(String),
}

/// The words of the list. A signup draws a code while other writers wait, so they are read once.
static NORMALIZED: LazyLock<Vec<Word>> = LazyLock::new(|| {
    let lines = WORDS.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    let word = |line: &str| match line.strip_prefix('=') {
        Some(word) => plain(word).map(Word::Whole),
        None => plain(line).map(Word::Part),
    };
    lines.filter_map(word).collect()
});

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
