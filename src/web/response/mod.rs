//! Responses: constructors by kind, and the headers of all of them.

pub mod cookies;
pub mod csv;
pub mod error;
pub mod payout_csv;
pub mod stream;

use std::borrow::Cow;
use std::io::{Cursor, Read};

use maud::Markup;
use rouille::{Response, ResponseBody};
use serde::Serialize;

use crate::web::response::error::HttpError;

/// Headers of a usual response.
const HEADER_CAPACITY: usize = 16;

/// What a handler returns.
pub type HandlerResult = Result<Response, HttpError>;

pub fn html(status: u16, page: Markup) -> Response {
    with_bytes(status, HTML_TYPE, page.into_string())
}

/// Page with a cached section between two parts. The section is not copied.
pub fn html_with_section(before: &str, section: impl AsRef<[u8]> + Send + 'static, after: &str) -> Response {
    let size = before.len() + section.as_ref().len() + after.len();
    let text = |text: &str| Cursor::new(text.to_owned());
    html_stream(text(before).chain(Cursor::new(section)).chain(text(after)), size)
}

/// Page from a reader of `bytes` bytes in memory.
pub fn html_stream(text: impl Read + Send + 'static, bytes: usize) -> Response {
    with_type(200, HTML_TYPE, ResponseBody::from_reader_and_size(text, bytes))
}

const HTML_TYPE: &str = "text/html; charset=utf-8";

/// Reads a body into memory; returns the response with an equal body, and the bytes.
///
/// # Errors
/// `Internal` when the body cannot be read to its end.
pub fn buffer_body(answer: Response) -> Result<(Response, Vec<u8>), HttpError> {
    let (mut reader, size) = answer.data.into_reader_and_size();
    let mut bytes = Vec::with_capacity(size.unwrap_or(0));
    reader.read_to_end(&mut bytes).map_err(|e| HttpError::Internal(Box::new(e)))?;
    let data = ResponseBody::from_data(bytes.clone());
    Ok((Response { data, ..answer }, bytes))
}

pub fn text(status: u16, text: impl Into<String>) -> Response {
    with_bytes(status, "text/plain; charset=utf-8", text.into())
}

pub fn json(status: u16, value: &impl Serialize) -> HandlerResult {
    let body = serde_json::to_string(value).map_err(|e| HttpError::Internal(Box::new(e)))?;
    Ok(with_bytes(status, "application/json", body))
}

/// JSON that is text already.
pub fn json_text(status: u16, body: String) -> Response {
    with_bytes(status, "application/json", body)
}

/// Problem details (RFC 9457). `value` must serialize: strings and numbers alone.
pub fn problem(status: u16, value: &impl Serialize) -> Response {
    let body = serde_json::to_string(value).expect("a problem serializes");
    with_bytes(status, "application/problem+json", body)
}

pub fn empty(status: u16) -> Response {
    with_status(status, ResponseBody::empty())
}

/// Redirect after POST, to a path of this site (RFC 9110 15.4.4): a reload repeats nothing.
pub fn see_other(path: &str) -> Response {
    let mut answer = empty(303);
    add_header(&mut answer, "Location", path.to_owned());
    answer
}

/// Redirect to a URL from the configuration.
pub fn redirect_302(url: &str) -> Response {
    let mut answer = empty(302);
    add_header(&mut answer, "Location", url.to_owned());
    answer
}

/// Redirect to the right path of this site; method and body stay (RFC 9110 15.4.9).
pub fn redirect_308(target: &str) -> Response {
    let mut answer = empty(308);
    add_header(&mut answer, "Location", target.to_owned());
    answer
}

pub fn with_bytes(status: u16, media_type: &'static str, body: impl Into<Vec<u8>>) -> Response {
    with_type(status, media_type, ResponseBody::from_data(body))
}

fn with_type(status: u16, media_type: &'static str, body: ResponseBody) -> Response {
    let mut answer = with_status(status, body);
    add_header(&mut answer, "Content-Type", media_type);
    answer
}

/// Reserves the usual number of headers, so the list is not reallocated.
fn with_status(status: u16, body: ResponseBody) -> Response {
    Response { status_code: status, headers: Vec::with_capacity(HEADER_CAPACITY), data: body, upgrade: None }
}

/// Bytes embedded in the executable, not copied.
pub fn static_bytes(media_type: &'static str, bytes: &'static [u8]) -> Response {
    with_type(200, media_type, ResponseBody::from_reader_and_size(bytes, bytes.len()))
}

pub fn add_header(answer: &mut Response, name: &'static str, value: impl Into<Cow<'static, str>>) {
    answer.headers.push((Cow::Borrowed(name), value.into()));
}

/// Adds an ETag (quoted), or answers 304 when `If-None-Match` has it: a list of tags compared
/// weakly, or `*` (RFC 9110 13.1.2).
pub fn with_etag(if_none_match: Option<&str>, answer: Response, tag: Cow<'static, str>) -> Response {
    let known = if_none_match.unwrap_or("");
    let is_known = known.split(',').map(|t| t.trim().trim_start_matches("W/")).any(|t| t == tag || t == "*");
    let mut answer = if is_known { empty(304) } else { answer };
    add_header(&mut answer, "ETag", tag);
    answer
}

/// Own resources only: no inline script or style, no framing.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Lets these sites show the page in a frame, each as in `Origin`; without any, none may.
pub fn with_frame_ancestors(answer: &mut Response, origins: &[String]) {
    if !origins.is_empty() {
        let ours = CONTENT_SECURITY_POLICY.trim_end_matches("'none'");
        add_header(answer, CONTENT_SECURITY, format!("{ours}{}", origins.join(" ")));
    }
}

/// Whether sites may frame the response. `X-Frame-Options` knows no list of sites, and
/// browsers pass it over for the policy (W3C CSP3 6.4.2).
pub fn may_be_framed(answer: &Response) -> bool {
    let names_sites = |policy: &str| policy.contains("frame-ancestors http");
    answer.headers.iter().any(|(name, value)| name == CONTENT_SECURITY && names_sites(value))
}

const CONTENT_SECURITY: &str = "Content-Security-Policy";
pub const FRAME_OPTIONS: &str = "X-Frame-Options";

/// Security headers of every response (OWASP ASVS 5.0 3.4), names with values.
pub fn common_headers(https: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    let strict_transport = https.then_some(("Strict-Transport-Security", "max-age=63072000"));
    strict_transport.into_iter().chain([
        (CONTENT_SECURITY, CONTENT_SECURITY_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        (FRAME_OPTIONS, "DENY"),
        (REFERRER_POLICY, "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ])
}

pub const REFERRER_POLICY: &str = "Referrer-Policy";

#[cfg(test)]
mod tests {
    use super::*;

    struct BrokenReader;

    impl Read for BrokenReader {
        fn read(&mut self, _: &mut [u8]) -> std::io::Result<usize> {
            Err(std::io::Error::other("broken"))
        }
    }

    #[test]
    fn a_body_that_cannot_be_read_is_an_error_and_no_empty_page() {
        let buffered = buffer_body(html_stream(BrokenReader, 10));
        assert!(matches!(buffered, Err(HttpError::Internal(_))));
    }
}
