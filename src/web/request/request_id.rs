//! What one request is called: in its answer, in the log, and by a visitor who asks what went wrong.

use rouille::Request;

/// The header that brings it and takes it back: no standard, but what proxies and services call it everywhere.
pub const HEADER: &str = "X-Request-Id";

/// Longer than a UUID (36) and than a W3C trace context's trace and parent (55).
const MAX_BYTES: usize = 64;

/// The name that a proxy gave to the request, so that its log and this one can be read together; `None` where it gave
/// none, or none that is fit for a log.
pub fn from_header(request: &Request) -> Option<&str> {
    request.header(HEADER).filter(|id| is_valid(id))
}

/// Letters, digits, `-`, `_` and `.`: nothing that means something in a log, a header or a page, and no mail address.
fn is_valid(id: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    (1..=MAX_BYTES).contains(&id.len()) && id.bytes().all(allowed)
}
