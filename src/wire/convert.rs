//! hyper's request to rouille's, rouille's response to hyper's: without losing anything, without letting anything
//! through that would change the framing.

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::net::SocketAddr;
use std::sync::Arc;

use hyper::body::{Body, Bytes};
use hyper::header::HeaderMap;
use hyper::{Request, Response, StatusCode};

use crate::wire::headers;
use crate::wire::memory_budget::{Budget, Reservation};
use crate::wire::response_body::{CHUNK_BYTES, Reader, ResponseBody};
use crate::wire::socket::ConnectionState;

/// Bodies up to this size are read at once, larger ones in pieces, both on the thread that made them: what has a size is
/// in memory. Those of unknown size are read on the blocking pool.
pub(super) const MAX_COPIED_BYTES: usize = 32 * 1024;

/// The head of a request as the application takes it, with nothing in it that would keep hyper's buffer.
pub(super) struct RequestHead {
    peer: SocketAddr,
    method: String,
    /// The path and the query.
    pub(super) raw_url: String,
    headers: Vec<(String, String)>,
}

impl RequestHead {
    pub(super) fn from_hyper<B>(peer: SocketAddr, request: &Request<B>, raw_url: &str) -> RequestHead {
        let (method, raw_url) = (request.method().as_str().to_owned(), raw_url.to_owned());
        RequestHead { peer, method, raw_url, headers: text_headers(request.headers()) }
    }

    /// Bytes of memory, about.
    pub(super) fn size_bytes(&self) -> usize {
        let headers = self.headers.iter().map(|(name, value)| name.len() + value.len());
        self.raw_url.len() + headers.sum::<usize>()
    }

    /// The whole request.
    pub(super) fn into_rouille(self, body: Vec<u8>) -> rouille::Request {
        rouille::Request::fake_http_from(self.peer, self.method, self.raw_url, self.headers, body)
    }
}

fn text_headers(headers: &HeaderMap) -> Vec<(String, String)> {
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

/// The answer as hyper writes it.
pub(super) fn to_hyper(
    answer: rouille::Response,
    progress: Option<Arc<ConnectionState>>,
) -> Response<ResponseBody> {
    let rouille::Response { status_code, headers, data, .. } = answer;
    with_head(status_code, headers, body(data.into_reader_and_size(), Reservation::default(), progress))
}

/// The same, if there is room for what of it waits for its peer: all of a body that lies in memory, a piece of another.
pub(super) fn to_hyper_within(
    room: &Budget,
    answer: rouille::Response,
    progress: Option<Arc<ConnectionState>>,
) -> Option<Response<ResponseBody>> {
    let rouille::Response { status_code, headers, data, .. } = answer;
    let (reader, size) = data.into_reader_and_size();
    let held = room.reserve(size.unwrap_or(CHUNK_BYTES))?;
    Some(with_head(status_code, headers, body((reader, size), held, progress)))
}

fn body(
    (mut reader, size): (Reader, Option<usize>),
    held: Reservation,
    progress: Option<Arc<ConnectionState>>,
) -> ResponseBody {
    match size {
        Some(size) if size <= MAX_COPIED_BYTES => {
            let mut whole = Vec::with_capacity(size);
            match reader.read_to_end(&mut whole) {
                Ok(_) => {
                    whole.truncate(size);
                    ResponseBody::from_bytes(whole.into(), progress)
                }
                Err(error) => {
                    log::error!("cannot read the body of an answer: {error}");
                    // The peer is told to expect more than comes, and so learns that something is missing.
                    ResponseBody::from_reader(Box::new(Cursor::new(whole)), Some(size as u64), held, progress)
                }
            }
        }
        _ => ResponseBody::from_reader(reader, size.map(|size| size as u64), held, progress),
    }
}

/// The same with a body that lies in the executable, instead of the answer's own.
pub(super) fn to_hyper_embedded(
    answer: rouille::Response,
    body: &'static [u8],
    progress: Option<Arc<ConnectionState>>,
) -> Response<ResponseBody> {
    with_head(
        answer.status_code,
        answer.headers,
        ResponseBody::from_bytes(Bytes::from_static(body), progress),
    )
}

fn with_head(
    status_code: u16,
    headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
    body: ResponseBody,
) -> Response<ResponseBody> {
    let status = final_status(status_code);
    let says_empty =
        body.is_end_stream() && !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers::map(headers, says_empty);
    response
}

/// A final status; anything else is a mistake of the application's.
fn final_status(code: u16) -> StatusCode {
    match StatusCode::from_u16(code) {
        Ok(status) if !status.is_informational() => status,
        _ => {
            log::error!("{code} is no status an answer can have");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
