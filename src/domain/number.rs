//! Numbers of things as programs read them: a prefix that names the kind, and the id.

/// Digits that every id has room for.
const MAX_DIGITS: usize = 18;

/// The id in a number such as `evt_81`; `None` unless it is written as the program writes it.
pub fn parse(prefix: &str, text: &str) -> Option<i64> {
    let digits = text.strip_prefix(prefix)?;
    let is_plain =
        digits.len() <= MAX_DIGITS && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|_| is_plain)
}
