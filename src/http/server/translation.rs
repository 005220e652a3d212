//! hyper's request to rouille's, rouille's response to hyper's: without losing anything, without letting anything
//! through that would change the framing.

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::net::SocketAddr;
use std::sync::Arc;

use hyper::body::{Body, Bytes};
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use hyper::{Request, Response, StatusCode};

use super::known;
use super::outgoing::{Outgoing, PIECE_BYTES, Reader};
use super::room::{Held, Room};
use super::socket::Progress;

/// Bodies up to this size are read at once, larger ones in pieces, both on the thread that made them: what has a size is
/// in memory. Those of unknown size are read on the blocking pool.
pub(super) const WHOLE_BYTES: usize = 32 * 1024;

/// The head of a request as the application takes it, with nothing in it that would keep hyper's buffer.
pub(super) struct Head {
    peer: SocketAddr,
    method: String,
    /// The path and the query.
    pub(super) raw_url: String,
    headers: Vec<(String, String)>,
}

impl Head {
    pub(super) fn of<B>(peer: SocketAddr, request: &Request<B>, raw_url: &str) -> Head {
        let (method, raw_url) = (request.method().as_str().to_owned(), raw_url.to_owned());
        Head { peer, method, raw_url, headers: pairs(request.headers()) }
    }

    /// Bytes of memory, about.
    pub(super) fn size(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.len() + value.len());
        self.raw_url.len() + headers.sum::<usize>()
    }

    /// The whole request.
    pub(super) fn with(self, body: Vec<u8>) -> rouille::Request {
        rouille::Request::fake_http_from(self.peer, self.method, self.raw_url, self.headers, body)
    }
}

fn pairs(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut pairs = Vec::with_capacity(headers.len());
    for (name, value) in headers {
        // rouille's headers are text. A value that is no UTF-8 is nothing the application could use, and guessing
        // an encoding would only make two different values equal: it is left out.
        if let Ok(value) = str::from_utf8(value.as_bytes()) {
            pairs.push((name.as_str().to_owned(), value.to_owned()));
        }
    }
    pairs
}

/// The answer as hyper writes it. Framing is hyper's: a `Content-Length`, `Connection` and their like among the
/// application's headers are left out, as rouille's own server does.
pub(super) fn outgoing(answer: rouille::Response, progress: Option<Arc<Progress>>) -> Response<Outgoing> {
    let rouille::Response { status_code, headers, data, .. } = answer;
    with_head(status_code, headers, body(data.into_reader_and_size(), Held::default(), progress))
}

/// The same, if there is room for what of it waits for its peer: all of a body that lies in memory, a piece of another.
pub(super) fn within(
    room: &Room,
    answer: rouille::Response,
    progress: Option<Arc<Progress>>,
) -> Option<Response<Outgoing>> {
    let rouille::Response { status_code, headers, data, .. } = answer;
    let (reader, size) = data.into_reader_and_size();
    let held = room.hold(size.unwrap_or(PIECE_BYTES))?;
    Some(with_head(status_code, headers, body((reader, size), held, progress)))
}

fn body(
    (mut reader, size): (Reader, Option<usize>),
    held: Held,
    progress: Option<Arc<Progress>>,
) -> Outgoing {
    match size {
        Some(size) if size <= WHOLE_BYTES => {
            let mut whole = Vec::with_capacity(size);
            match reader.read_to_end(&mut whole) {
                Ok(_) => {
                    whole.truncate(size);
                    Outgoing::whole(whole.into(), progress)
                }
                Err(error) => {
                    log::error!("cannot read the body of an answer: {error}");
                    // The peer is told to expect more than comes, and so learns that something is missing.
                    Outgoing::reader(Box::new(Cursor::new(whole)), Some(size as u64), held, progress)
                }
            }
        }
        _ => Outgoing::reader(reader, size.map(|size| size as u64), held, progress),
    }
}

/// The same with a body that lies in the executable, instead of the answer's own.
pub(super) fn carrying(
    answer: rouille::Response,
    body: &'static [u8],
    progress: Option<Arc<Progress>>,
) -> Response<Outgoing> {
    with_head(answer.status_code, answer.headers, Outgoing::whole(Bytes::from_static(body), progress))
}

fn with_head(
    status_code: u16,
    headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    body: Outgoing,
) -> Response<Outgoing> {
    let empty = body.is_end_stream();
    let mut response = Response::new(body);
    *response.status_mut() = status(status_code);
    let written = response.headers_mut();
    written.reserve(headers.len() + 1);
    for (name, value) in headers {
        match translated(name, value) {
            Ok((name, _)) if is_framing(&name) => {}
            Ok((name, value)) => {
                written.append(name, value);
            }
            // A line break in a value would be a header of its own on the wire, or a body. The value may hold
            // what a visitor sent, so it stays out of the log as well.
            Err(name) => log::error!("the header {name:?} of an answer holds what no header may; left out"),
        }
    }
    if empty && !matches!(response.status(), StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        // hyper says so for GET by itself, and for HEAD only when told.
        response.headers_mut().insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    response
}

/// A header as hyper takes it, without a copy; its name when that is none, or the value holds CR, LF, NUL or another control
/// character (RFC 9110, 5.5).
fn translated(
    name: Cow<'static, str>,
    value: Cow<'static, str>,
) -> Result<(HeaderName, HeaderValue), Cow<'static, str>> {
    if let (Cow::Borrowed(name), Cow::Borrowed(value)) = (&name, &value) {
        return known::header(name, value).ok_or((*name).into());
    }
    let value = match value {
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => Bytes::from(text.into_bytes()),
    };
    match (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_maybe_shared(value)) {
        (Ok(name), Ok(value)) => Ok((name, value)),
        _ => Err(name),
    }
}

fn is_framing(name: &HeaderName) -> bool {
    matches!(
        *name,
        header::CONTENT_LENGTH
            | header::TRANSFER_ENCODING
            | header::CONNECTION
            | header::UPGRADE
            | header::TRAILER
    ) || name == "keep-alive"
}

/// A final status; anything else is a mistake of the application's.
fn status(code: u16) -> StatusCode {
    match StatusCode::from_u16(code) {
        Ok(status) if !status.is_informational() => status,
        _ => {
            log::error!("{code} is no status an answer can have");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
