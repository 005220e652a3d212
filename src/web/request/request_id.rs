//! Request id: in the response, in the log, and on error pages.

use rouille::Request;

/// Header of the id, in requests and responses; a convention among proxies, not a standard.
pub const HEADER: &str = "X-Request-Id";

/// Enough for a UUID (36) and a W3C `traceparent` (55).
const MAX_BYTES: usize = 64;

/// The id that a proxy assigned; `None` when it is missing or not valid.
pub fn from_header(request: &Request) -> Option<&str> {
    request.header(HEADER).filter(|id| is_valid(id))
}

/// Letters, digits, `-`, `_` and `.`: safe in a log, a header and a page, and no email address.
fn is_valid(id: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    (1..=MAX_BYTES).contains(&id.len()) && id.bytes().all(allowed)
}
