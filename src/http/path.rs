//! A request's path, split before it is decoded, so that `%2F` never becomes a separator.

use percent_encoding::percent_decode_str;
use rustc_hash::FxHashMap;

/// The decoded segments of a raw target such as `/profile/referral?x=1`; none for `/`. `None` when a segment is not
/// UTF-8 or holds a control character: no route has one.
pub fn segments(raw_url: &str) -> Option<Vec<String>> {
    let path = raw_url.split(['?', '#']).next().unwrap_or("");
    let path = path.strip_prefix('/')?;
    if path.is_empty() {
        return Some(Vec::new());
    }
    path.split('/')
        .map(|segment| {
            let decoded = percent_decode_str(segment).decode_utf8().ok()?;
            (!decoded.chars().any(char::is_control)).then(|| decoded.into_owned())
        })
        .collect()
}

/// Matches segments against a pattern such as `/activate/{token}`; the values of its braces in order, or `None`.
pub fn matches(pattern: &str, segments: &[String]) -> Option<Vec<String>> {
    let pattern = pattern.strip_prefix('/')?;
    if pattern.is_empty() {
        return segments.is_empty().then(Vec::new);
    }
    let mut values = Vec::new();
    let mut wanted = pattern.split('/');
    for segment in segments {
        match wanted.next()? {
            brace if brace.starts_with('{') && !segment.is_empty() => values.push(segment.clone()),
            literal if literal == segment => {}
            _ => return None,
        }
    }
    wanted.next().is_none().then_some(values)
}

/// Patterns by their length and first segment, so that a request is held against a few of them only.
pub struct Index {
    /// Those that begin with a word, and among them, in the order of all, those of the same length that begin with braces.
    by_word: FxHashMap<(usize, &'static str), Vec<usize>>,
    /// Those that begin with braces, by length.
    others: FxHashMap<usize, Vec<usize>>,
}

impl Index {
    pub fn of(patterns: &[&'static str]) -> Index {
        let begin = |pattern: &'static str| {
            let path = pattern.trim_start_matches('/');
            let length = if path.is_empty() { 0 } else { path.split('/').count() };
            (length, path.split('/').next().unwrap_or(""))
        };
        let all: Vec<(usize, &str)> = patterns.iter().copied().map(begin).collect();
        let is_open = |word: &str| word.starts_with('{');
        let numbers = |fits: &dyn Fn(usize, &str) -> bool| -> Vec<usize> {
            (0..all.len()).filter(|&number| fits(all[number].0, all[number].1)).collect()
        };
        let of_length = |length: usize| numbers(&|other, word| other == length && is_open(word));
        let of_word = |(length, first): (usize, &'static str)| {
            numbers(&|other, word| other == length && (word == first || is_open(word)))
        };
        Index {
            by_word: all.iter().map(|&begin| (begin, of_word(begin))).collect(),
            others: all.iter().map(|&(length, _)| (length, of_length(length))).collect(),
        }
    }

    /// The numbers, ascending, of the patterns that these segments may match.
    pub fn candidates<'a>(&'a self, segments: &'a [String]) -> &'a [usize] {
        let (length, first) = (segments.len(), segments.first().map_or("", String::as_str));
        let found = self.by_word.get(&(length, first)).or_else(|| self.others.get(&length));
        found.map_or(&[], Vec::as_slice)
    }
}

/// Percent-encodes a value for use as one path segment or query value.
pub fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
