//! A request's path, split before it is decoded, so that `%2F` never becomes a separator.

use percent_encoding::percent_decode_str;

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

/// Percent-encodes a value for use as one path segment or query value.
pub fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}
