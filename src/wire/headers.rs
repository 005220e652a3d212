//! An answer's headers: rouille's list to hyper's map.
//!
//! Answers of a kind carry the same headers, and nearly all of these say the same: words that lie in the program. So what a
//! list comes to is found out once by each thread and copied from then on; values that were made for one answer alone are
//! looked through each time.

use std::borrow::Cow;
use std::cell::RefCell;

use hyper::body::Bytes;
use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};
use rustc_hash::FxHashMap;

/// Kinds of answers that a thread remembers: more than the program has.
const MOST: usize = 256;

/// Headers that an answer of a kind that is remembered has at most.
const LONGEST: usize = 24;

type Header = (Cow<'static, str>, Cow<'static, str>);

/// Where a name and a value lie and how long they are, if they lie in the program: then they stay there. A value that was made
/// for one answer lies nowhere.
type Place = (usize, usize, usize, usize);

/// What the list of an answer without a body ends in, which hyper is told of.
const EMPTY: Place = (0, 0, 0, 0);

thread_local! {
    static KINDS: RefCell<FxHashMap<Vec<Place>, Option<Kind>>> = RefCell::default();
}

/// The headers of an answer, `Content-Length: 0` among them if it `is_empty`. Framing is hyper's otherwise: a
/// `Content-Length`, `Connection` and their like are left out, as rouille's own server does. So is what no header may hold.
pub(super) fn map(mut headers: Vec<Header>, is_empty: bool) -> HeaderMap {
    let mut room = [EMPTY; LONGEST + 1];
    let copied = places(&headers, is_empty, &mut room).and_then(|places| {
        KINDS.with_borrow_mut(|kinds| {
            if let Some(kind) = kinds.get(places) {
                return kind.as_ref().map(|kind| kind.with(&mut headers));
            }
            if kinds.len() < MOST {
                kinds.insert(places.to_vec(), Kind::of(&headers, is_empty));
            }
            None
        })
    });
    copied.unwrap_or_else(|| one_by_one(headers, is_empty))
}

/// What tells this kind of answer from others; `None` when a name was made for it, or it has too many headers.
fn places<'p>(headers: &[Header], is_empty: bool, room: &'p mut [Place]) -> Option<&'p [Place]> {
    for (place, (name, value)) in room.get_mut(..headers.len())?.iter_mut().zip(headers) {
        let (Cow::Borrowed(name), value) = (name, value) else { return None };
        let (at, length) = match value {
            Cow::Borrowed(value) => (value.as_ptr().addr(), value.len()),
            Cow::Owned(_) => (0, 0),
        };
        *place = (name.as_ptr().addr(), name.len(), at, length);
    }
    room.get(..headers.len() + usize::from(is_empty))
}

/// What the answers of a kind have in common.
struct Kind {
    map: HeaderMap,
    /// The names of those values that are made for each answer, in their order; nothing for what is left out.
    made: Vec<Option<HeaderName>>,
}

impl Kind {
    /// `None` where answers cannot be made from a copy: a name stands twice, a value cannot be said.
    fn of(headers: &[Header], is_empty: bool) -> Option<Kind> {
        let mut kind = Kind { map: HeaderMap::with_capacity(headers.len() + 1), made: Vec::new() };
        for (name, value) in headers {
            let name = HeaderName::from_bytes(name.as_bytes()).ok()?;
            let is_left_out = is_framing(&name);
            if let Cow::Owned(_) = value {
                kind.made.push((!is_left_out).then(|| name.clone()));
            }
            if is_left_out {
                continue;
            }
            let value = match value {
                Cow::Borrowed(text) => {
                    HeaderValue::from_maybe_shared(Bytes::from_static(text.as_bytes())).ok()?
                }
                Cow::Owned(_) => HeaderValue::from_static(""),
            };
            if kind.map.insert(name, value).is_some() {
                return None;
            }
        }
        if is_empty {
            say_empty(&mut kind.map);
        }
        Some(kind)
    }

    /// The map of one such answer; takes the values that were made for it.
    fn with(&self, headers: &mut [Header]) -> HeaderMap {
        let mut map = self.map.clone();
        let made = headers.iter_mut().filter(|(_, value)| matches!(value, Cow::Owned(_)));
        for (name, (_, value)) in self.made.iter().zip(made) {
            let Some(name) = name else { continue };
            match said(std::mem::take(value)) {
                Some(value) => {
                    map.insert(name, value);
                }
                None => {
                    map.remove(name);
                    log_left_out(name.as_str());
                }
            }
        }
        map
    }
}

fn one_by_one(headers: Vec<Header>, is_empty: bool) -> HeaderMap {
    let mut map = HeaderMap::with_capacity(headers.len() + 1);
    for (name, value) in headers {
        match (HeaderName::from_bytes(name.as_bytes()), said(value)) {
            (Ok(name), _) if is_framing(&name) => {}
            (Ok(name), Some(value)) => {
                map.append(name, value);
            }
            _ => log_left_out(&name),
        }
    }
    if is_empty {
        say_empty(&mut map);
    }
    map
}

/// hyper says so for GET by itself, and for HEAD only when told.
fn say_empty(map: &mut HeaderMap) {
    map.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
}

/// A value as hyper takes it, without a copy; `None` when it holds CR, LF, NUL or another control character (RFC 9110, 5.5).
fn said(value: Cow<'static, str>) -> Option<HeaderValue> {
    let bytes = match value {
        Cow::Borrowed(text) => Bytes::from_static(text.as_bytes()),
        Cow::Owned(text) => Bytes::from(text.into_bytes()),
    };
    HeaderValue::from_maybe_shared(bytes).ok()
}

/// A line break in a value would be a header of its own on the wire, or a body. The value may hold what a visitor sent, so
/// it stays out of the log as well.
fn log_left_out(name: &str) {
    log::error!("the header {name:?} of an answer holds what no header may; left out");
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
