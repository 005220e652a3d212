//! Where every answer is built: the kinds there are, and the headers that all of them carry.

pub mod cookies;
pub mod csv;
pub mod error;
pub mod stream;

use std::borrow::Cow;
use std::io::{Cursor, Read};

use maud::Markup;
use rouille::{Response, ResponseBody};
use serde::Serialize;

use crate::web::response::error::HttpError;

/// Of one answer, usually.
const HEADER_CAPACITY: usize = 16;

/// What a handler returns.
pub type HandlerResult = Result<Response, HttpError>;

pub fn html(status: u16, page: Markup) -> Response {
    with_bytes(status, HTML_TYPE, page.into_string())
}

/// A page in two parts and what stands between them, which is large and there already: it is not copied for each visitor.
pub fn html_with_section(before: &str, large: impl AsRef<[u8]> + Send + 'static, after: &str) -> Response {
    let size = before.len() + large.as_ref().len() + after.len();
    let text = |text: &str| Cursor::new(text.to_owned());
    html_stream(text(before).chain(Cursor::new(large)).chain(text(after)), size)
}

/// A page that is read from memory, of so many bytes.
pub fn html_stream(text: impl Read + Send + 'static, bytes: usize) -> Response {
    with_type(200, HTML_TYPE, ResponseBody::from_reader_and_size(text, bytes))
}

/// The media type of a page.
const HTML_TYPE: &str = "text/html; charset=utf-8";

/// A copy of what an answer says, for whoever wants to say it again.
pub fn buffer_body(answer: Response) -> (Response, Vec<u8>) {
    let (mut reader, size) = answer.data.into_reader_and_size();
    let mut text = Vec::with_capacity(size.unwrap_or(0));
    // What is read here lies in memory.
    let _ = reader.read_to_end(&mut text);
    let data = ResponseBody::from_data(text.clone());
    (Response { data, ..answer }, text)
}

pub fn text(status: u16, text: impl Into<String>) -> Response {
    with_bytes(status, "text/plain; charset=utf-8", text.into())
}

pub fn json(status: u16, value: &impl Serialize) -> HandlerResult {
    let body = serde_json::to_string(value).map_err(|e| HttpError::Internal(Box::new(e)))?;
    Ok(with_bytes(status, "application/json", body))
}

/// RFC 9457.
pub fn problem(status: u16, value: &impl Serialize) -> Response {
    let body = serde_json::to_string(value).unwrap_or_default();
    with_bytes(status, "application/problem+json", body)
}

/// An answer without a body.
pub fn empty(status: u16) -> Response {
    with_status(status, ResponseBody::empty())
}

/// Sends the browser on to a path of this site with GET (RFC 9110 15.4.4), so that a reload repeats nothing.
pub fn see_other(path: &str) -> Response {
    let mut answer = empty(303);
    add_header(&mut answer, "Location", path.to_owned());
    answer
}

/// Sends the browser to an address that the operator configured.
pub fn redirect_302(url: &str) -> Response {
    let mut answer = empty(302);
    add_header(&mut answer, "Location", url.to_owned());
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

/// With room for the headers that every answer gets: a list that grows is moved each time.
fn with_status(status: u16, body: ResponseBody) -> Response {
    Response { status_code: status, headers: Vec::with_capacity(HEADER_CAPACITY), data: body, upgrade: None }
}

/// What is embedded in the executable: it is never copied as a whole.
pub fn static_bytes(media_type: &'static str, bytes: &'static [u8]) -> Response {
    with_type(200, media_type, ResponseBody::from_reader_and_size(bytes, bytes.len()))
}

pub fn add_header(answer: &mut Response, name: &'static str, value: impl Into<Cow<'static, str>>) {
    answer.headers.push((Cow::Borrowed(name), value.into()));
}

/// Adds an ETag (quoted), or answers 304 when `If-None-Match` has it: a list of tags compared weakly, or
/// `*` (RFC 9110 13.1.2).
pub fn with_etag(if_none_match: Option<&str>, answer: Response, tag: Cow<'static, str>) -> Response {
    let known = if_none_match.unwrap_or("");
    let is_known = known.split(',').map(|t| t.trim().trim_start_matches("W/")).any(|t| t == tag || t == "*");
    let mut answer = if is_known { empty(304) } else { answer };
    add_header(&mut answer, "ETag", tag);
    answer
}

/// Own resources only: no inline script or style, no framing.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Security headers of every response (OWASP ASVS 5.0 3.4), names with values.
pub fn common_headers(https: bool) -> impl Iterator<Item = (&'static str, &'static str)> {
    let strict_transport = https.then_some(("Strict-Transport-Security", "max-age=63072000"));
    strict_transport.into_iter().chain([
        ("Content-Security-Policy", CONTENT_SECURITY_POLICY),
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        (REFERRER_POLICY, "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ])
}

pub const REFERRER_POLICY: &str = "Referrer-Policy";
