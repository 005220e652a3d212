//! What the wire asks of the application that it serves.

use std::sync::Arc;

use rouille::{Request, Response};

/// The synchronous application behind the wire.
pub trait Application: Send + Sync + 'static {
    /// Answers one complete request. A panic costs that request a 500 and nothing more. Reading a
    /// response body of known size must not block.
    fn handle(&self, request: &Request) -> Response;

    /// How much of the body that `handle` returned for this request is embedded in the executable.
    fn embedded_body(&self, _request: &Request, _response: &Response) -> Embedded {
        Embedded::None
    }

    /// Headers that nearly every response ends in, in this order. The wire parses them once.
    fn common_headers(&self) -> Vec<(&'static str, &'static str)> {
        Vec::new()
    }

    /// Whether this request may hash, write or wait, and so runs on the blocking pool instead of a
    /// network thread. `raw_url` is path and query as sent.
    fn blocks(&self, method: &str, raw_url: &str) -> bool;

    /// The largest body of a request to this path, in bytes; `configured` is the limit of most.
    fn max_body_bytes(&self, _raw_url: &str, configured: u64) -> u64 {
        configured
    }

    /// Whether the body of a request to this path may be too large for memory: it is written to a file while
    /// it arrives, which [`spooled_body::take`](crate::wire::spooled_body::take) gives to the handler.
    fn spools_body(&self, _raw_url: &str) -> bool {
        false
    }

    /// The error page for bytes that never became a request: status 400, 405, 408, 413, 414, 431,
    /// 503, and 500 after a panic. `raw_url` is empty where no request line was read. Called on
    /// network threads: it must not block.
    fn error_response(&self, status: u16, raw_url: &str) -> Response;

    /// Counts an event of the wire. Called on network threads: it must not block.
    fn record(&self, _event: Event) {}
}

/// How much of a response body is embedded in the executable, and so needs no copy in memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Embedded {
    None,
    /// Nearly all: the response's own body reads it from there.
    Most,
    /// All: these bytes are sent instead of the response's own body.
    All(&'static [u8]),
}

/// What the wire reports to be counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A connection was accepted.
    Connected,
    Disconnected,
    /// A connection was refused: `max_connections` is reached.
    ConnectionLimit,
    /// A connection was refused: `max_connections_per_ip` is reached.
    NetworkLimit,
    /// `accept` failed, for want of file descriptors or memory.
    AcceptFailed,
    /// A connection was closed because its client was too slow.
    TimedOut,
    /// An idle connection was closed to make room for a new one.
    Evicted,
    /// A request was refused because a memory budget is used up.
    MemoryLimit,
    /// A request waits for a thread of the blocking pool.
    Queued,
    /// It runs there.
    Started,
    /// It has its response.
    Finished,
    /// The application panicked outside of its handlers.
    Panicked,
    /// The network threads are alive: sent once a second.
    Tick,
}

/// Any application behind one type, so that hyper is compiled into the program once.
impl Application for Arc<dyn Application> {
    fn handle(&self, request: &Request) -> Response {
        (**self).handle(request)
    }

    fn embedded_body(&self, request: &Request, response: &Response) -> Embedded {
        (**self).embedded_body(request, response)
    }

    fn common_headers(&self) -> Vec<(&'static str, &'static str)> {
        (**self).common_headers()
    }

    fn blocks(&self, method: &str, raw_url: &str) -> bool {
        (**self).blocks(method, raw_url)
    }

    fn max_body_bytes(&self, raw_url: &str, configured: u64) -> u64 {
        (**self).max_body_bytes(raw_url, configured)
    }

    fn spools_body(&self, raw_url: &str) -> bool {
        (**self).spools_body(raw_url)
    }

    fn error_response(&self, status: u16, raw_url: &str) -> Response {
        (**self).error_response(status, raw_url)
    }

    fn record(&self, event: Event) {
        (**self).record(event);
    }
}
