//! Response headers: rouille's list to hyper's map.
//!
//! Nearly every response ends in the same headers. They are parsed once into a map that each
//! response clones, which is an eighth of the cost of a page. The rest is parsed each time.

use std::borrow::Cow;

use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};

/// Room for a response's headers, so that no insertion makes the map grow.
const HEADERS: usize = 16;

type Header = (Cow<'static, str>, Cow<'static, str>);

/// The headers that a response may end in, in this order, and their map.
pub(super) struct CommonHeaders {
    list: Vec<Header>,
    map: HeaderMap,
}

impl CommonHeaders {
    pub(super) fn parse(headers: &[(&'static str, &'static str)]) -> CommonHeaders {
        let list: Vec<Header> = headers.iter().map(|&(name, value)| (name.into(), value.into())).collect();
        let mut map = HeaderMap::with_capacity(HEADERS);
        append_all(&mut map, list.clone());
        CommonHeaders { list, map }
    }

    /// The headers of a response, with `Content-Length: 0` if it `is_empty`, which hyper sends for
    /// GET by itself and for HEAD only when told. Other framing is hyper's: `Content-Length`,
    /// `Connection` and their like are left out, as by rouille's own server.
    pub(super) fn map(&self, mut headers: Vec<Header>, is_empty: bool) -> HeaderMap {
        let mut map = match headers.len().checked_sub(self.list.len()) {
            Some(own) if headers[own..] == self.list[..] => {
                headers.truncate(own);
                self.map.clone()
            }
            _ => HeaderMap::with_capacity(HEADERS),
        };
        append_all(&mut map, headers);
        if is_empty {
            map.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        map
    }
}

fn append_all(map: &mut HeaderMap, headers: Vec<Header>) {
    for (name, value) in headers {
        match (HeaderName::from_bytes(name.as_bytes()), header_value(value)) {
            (Ok(name), _) if is_framing(&name) => {}
            (Ok(name), Some(value)) => {
                map.append(name, value);
            }
            // A line break in a value would begin another header or the body. The value may hold
            // what a visitor sent, so it is not logged.
            _ => log::error!("wire: the value of the header {name:?} is invalid; leaves it out"),
        }
    }
}

/// The value without a copy; `None` if it has CR, LF, NUL or another control character (RFC 9110,
/// 5.5).
fn header_value(value: Cow<'static, str>) -> Option<HeaderValue> {
    let bytes = match value {
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => Bytes::from(text.into_bytes()),
    };
    HeaderValue::from_maybe_shared(bytes).ok()
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
