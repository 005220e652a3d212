//! hyper's request to rouille's and rouille's response to hyper's, with nothing lost and nothing
//! let through that would change the framing.

use std::borrow::Cow;
use std::io::{Cursor, Read};
use std::net::SocketAddr;
use std::sync::Arc;

use hyper::body::{Body, Bytes};
use hyper::header::HeaderMap;
use hyper::{Request, Response, StatusCode};

use crate::wire::headers::CommonHeaders;
use crate::wire::memory_budget::{Budget, FREE_RESPONSE_BYTES, Reservation};
use crate::wire::response_body::{CHUNK_BYTES, Reader, ResponseBody};
use crate::wire::socket::ConnectionState;

/// The head of a request as rouille takes it; keeps none of hyper's buffers.
pub(super) struct RequestHead {
    peer: SocketAddr,
    method: String,
    /// Path and query.
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

    pub(super) fn into_rouille(self, body: Vec<u8>) -> rouille::Request {
        rouille::Request::fake_http_from(self.peer, self.method, self.raw_url, self.headers, body)
    }
}

/// Leaves out values that are not UTF-8, as rouille's are text: a guess at the encoding would make
/// two different values equal.
fn text_headers(headers: &HeaderMap) -> Vec<(String, String)> {
    let mut pairs = Vec::with_capacity(headers.len());
    for (name, value) in headers {
        if let Ok(value) = str::from_utf8(value.as_bytes()) {
            pairs.push((name.as_str().to_owned(), value.to_owned()));
        }
    }
    pairs
}

/// How a response of one connection becomes hyper's.
pub(super) struct Converter<'s> {
    pub common_headers: &'s CommonHeaders,
    pub state: Option<Arc<ConnectionState>>,
}

impl Converter<'_> {
    pub(super) fn convert(self, response: rouille::Response) -> Response<ResponseBody> {
        let rouille::Response { status_code, headers, data, .. } = response;
        let body = self.body(data.into_reader_and_size(), Reservation::default());
        self.with_head(status_code, headers, body)
    }

    /// Reserves what waits in memory for the client: a body of known size, or one chunk. `None`
    /// when the memory budget is used up.
    pub(super) fn convert_within(
        self,
        budget: &Budget,
        response: rouille::Response,
    ) -> Option<Response<ResponseBody>> {
        let rouille::Response { status_code, headers, data, .. } = response;
        let (reader, size) = data.into_reader_and_size();
        let reservation = budget.reserve(size.unwrap_or(CHUNK_BYTES))?;
        let body = self.body((reader, size), reservation);
        Some(self.with_head(status_code, headers, body))
    }

    /// Sends embedded bytes instead of the response's own body.
    pub(super) fn convert_embedded(
        self,
        response: rouille::Response,
        body: &'static [u8],
    ) -> Response<ResponseBody> {
        let body = ResponseBody::from_bytes(Bytes::from_static(body), self.state.clone());
        self.with_head(response.status_code, response.headers, body)
    }

    /// A small body is read here, a larger one in chunks on the thread that made it, as what has a
    /// size is in memory. One of unknown size is read on the blocking pool.
    fn body(&self, (mut reader, size): (Reader, Option<usize>), reservation: Reservation) -> ResponseBody {
        let state = self.state.clone();
        let Some(size) = size.filter(|size| *size <= FREE_RESPONSE_BYTES) else {
            return ResponseBody::from_reader(reader, size.map(|size| size as u64), reservation, state);
        };
        let mut whole = Vec::with_capacity(size);
        match reader.read_to_end(&mut whole) {
            Ok(_) => {
                whole.truncate(size);
                ResponseBody::from_bytes(whole.into(), state)
            }
            Err(error) => {
                log::error!(error:% = error; "wire: cannot read a response body; breaks the connection off");
                // Fewer bytes than announced tell the client that something is missing.
                ResponseBody::from_reader(Box::new(Cursor::new(whole)), Some(size as u64), reservation, state)
            }
        }
    }

    fn with_head(
        &self,
        status_code: u16,
        headers: Vec<(Cow<'static, str>, Cow<'static, str>)>,
        body: ResponseBody,
    ) -> Response<ResponseBody> {
        let status = final_status(status_code);
        let has_length = !matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
        let is_empty = body.is_end_stream() && has_length;
        let mut response = Response::new(body);
        *response.status_mut() = status;
        *response.headers_mut() = self.common_headers.map(headers, is_empty);
        response
    }
}

/// 500 in place of what is no final status, which is a bug of the application.
fn final_status(code: u16) -> StatusCode {
    match StatusCode::from_u16(code) {
        Ok(status) if !status.is_informational() => status,
        _ => {
            log::error!("wire: {code} is not a status a response can have; sends 500");
            StatusCode::INTERNAL_SERVER_ERROR
        }
    }
}
