//! Path segments and route patterns. The path is split before decoding, so `%2F` is no separator.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use rustc_hash::FxHashMap;

/// Decoded segments of a request target such as `/profile/referral?x=1`; empty for `/`. `None` for
/// invalid UTF-8 or control characters, which no route has.
pub fn split_segments(raw_url: &str) -> Option<Vec<Cow<'_, str>>> {
    let path = &raw_url[..raw_url.bytes().position(|b| matches!(b, b'?' | b'#')).unwrap_or(raw_url.len())];
    let path = path.strip_prefix('/')?;
    if path.is_empty() {
        return Some(Vec::new());
    }
    path.split('/')
        .map(|segment| {
            let decoded = without_line_end(percent_decode_str(segment).decode_utf8().ok()?);
            (!decoded.chars().any(char::is_control)).then_some(decoded)
        })
        .collect()
}

/// A link that was copied from the end of a line may have a line break behind it. A segment of nothing
/// else stays.
fn without_line_end(segment: Cow<str>) -> Cow<str> {
    let trimmed = segment.trim_end_matches(|c: char| c.is_control() && c.is_whitespace());
    if trimmed.is_empty() || trimmed.len() == segment.len() {
        segment
    } else {
        Cow::Owned(trimmed.to_owned())
    }
}

/// Characters of a path segment that need no escape (RFC 3986 2.3).
const SEGMENT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Characters of a query that browsers escape (WHATWG URL, query percent-encode set).
const QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'\\');

/// Request target without empty segments, its query kept: `/register?x=1` for `//register/?x=1`. A `Location` of it never
/// leads to another site: it begins with one slash, and a backslash, which browsers read as a slash, is escaped.
pub fn without_empty_segments(raw_url: &str, segments: &[Cow<str>]) -> String {
    let segments = segments.iter().filter(|segment| !segment.is_empty());
    let mut target: String = segments.flat_map(|segment| ["/".into(), escape(segment, SEGMENT)]).collect();
    if target.is_empty() {
        target.push('/');
    }
    let query = raw_url.split('#').next().and_then(|target| target.split_once('?'));
    if let Some((_, query)) = query {
        target.push('?');
        target.push_str(&escape(query, QUERY));
    }
    target
}

fn escape<'t>(text: &'t str, set: &'static AsciiSet) -> Cow<'t, str> {
    utf8_percent_encode(text, set).into()
}

/// Whether the segments match a pattern such as `/activate/{token}`.
pub fn matches_pattern(pattern: &str, segments: &[Cow<str>]) -> bool {
    let mut wanted = words(pattern);
    let fits = |segment: &Cow<str>| {
        let word = wanted.next();
        word.is_some_and(|word| if is_placeholder(word) { !segment.is_empty() } else { word == segment })
    };
    segments.iter().all(fits) && wanted.next().is_none()
}

/// Values of the pattern's placeholders, in order.
pub fn pattern_values<'s>(pattern: &str, segments: &'s [Cow<str>]) -> impl Iterator<Item = &'s str> {
    words(pattern).zip(segments).filter(|(word, _)| is_placeholder(word)).map(|(_, segment)| &**segment)
}

fn words(pattern: &str) -> impl Iterator<Item = &str> {
    pattern.split('/').skip(1).filter(|word| !word.is_empty())
}

fn is_placeholder(word: &str) -> bool {
    word.starts_with('{')
}

/// Route index: patterns by number of segments and first segment, so a request is matched against
/// few.
pub struct RouteIndex {
    /// Patterns with this first word, and those of the same length with a placeholder there, in
    /// table order.
    by_word: FxHashMap<(usize, &'static str), Vec<usize>>,
    /// Patterns that begin with a placeholder.
    by_length: FxHashMap<usize, Vec<usize>>,
}

impl RouteIndex {
    pub fn new(patterns: &[&'static str]) -> RouteIndex {
        let begin = |pattern: &'static str| (words(pattern).count(), words(pattern).next().unwrap_or(""));
        let all: Vec<(usize, &str)> = patterns.iter().copied().map(begin).collect();
        let numbers = |fits: &dyn Fn(usize, &str) -> bool| -> Vec<usize> {
            (0..all.len()).filter(|&number| fits(all[number].0, all[number].1)).collect()
        };
        let of_length = |length: usize| numbers(&|other, word| other == length && is_placeholder(word));
        let of_word = |(length, first): (usize, &'static str)| {
            numbers(&|other, word| other == length && (word == first || is_placeholder(word)))
        };
        RouteIndex {
            by_word: all.iter().map(|&begin| (begin, of_word(begin))).collect(),
            by_length: all.iter().map(|&(length, _)| (length, of_length(length))).collect(),
        }
    }

    /// Row numbers of the patterns that the segments may match, ascending.
    pub fn candidates<'a>(&'a self, segments: &'a [Cow<str>]) -> &'a [usize] {
        let (length, first) = (segments.len(), segments.first().map_or("", |first| &**first));
        let found = self.by_word.get(&(length, first)).or_else(|| self.by_length.get(&length));
        found.map_or(&[], Vec::as_slice)
    }
}

/// Percent-encodes one path segment or query value.
pub fn encode_segment(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

/// Paths whose bodies may be larger than `server.max_body_bytes`, in bytes.
const LARGE_BODIES: [(&str, u64); 4] = [
    ("/api/v1/events", 1024 * 1024),
    ("/hooks/stripe", 1024 * 1024),
    (SPOOLED, 64 * 1024 * 1024),
    ("/admin/imports", 8 * 1024 * 1024),
];

/// The path whose bodies are larger than the memory for requests.
pub const SPOOLED: &str = "/api/v1/imports";

/// The largest body of a route.
pub fn max_body_bytes(pattern: &str, configured: u64) -> u64 {
    let own = LARGE_BODIES.iter().find(|(path, _)| *path == pattern);
    own.map_or(configured, |(_, bytes)| configured.max(*bytes))
}
