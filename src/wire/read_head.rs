//! Reads a request's head: what a client sends until its header section is complete.

use std::io;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until};

use crate::wire::connection_limits::Activity;
use crate::wire::limits::{LAST_CALL_TIMEOUT, MAX_HEADER_BYTES, MAX_HEADERS};
use crate::wire::memory_budget::BudgetedBuffer;
use crate::wire::server::Server;

pub(super) enum HeadResult {
    /// A header section, or what can never become one, and perhaps bytes after it.
    Read(Bytes),
    /// A part of one: 408 after `header_timeout`, 503 when the memory budget is used up.
    Refused(u16, Bytes),
    /// The client closed, was idle for too long, or the server stops.
    Closed,
    /// The connection is to close for another.
    Evicted,
}

/// Waits `timeout` for a request's first byte, then `header_timeout` for the rest of its head.
/// `before`: what was read of it already.
///
/// hyper could wait too, with some 16 KiB of buffers. Here an idle connection, or a slow client,
/// costs what it has sent: thousands of them need little memory.
pub(super) async fn read_head<A>(
    socket: &TcpStream,
    before: Bytes,
    timeout: Duration,
    activity: &Activity,
    server: &Server<A>,
) -> HeadResult {
    let Server { limits, stop, request_budget, .. } = server;
    let timeout = if before.is_empty() { timeout } else { limits.header_timeout };
    let mut head = BudgetedBuffer::new(MAX_HEADER_BYTES, 0);
    if !head.push(request_budget, &before) {
        return HeadResult::Refused(503, before);
    }
    drop(before);
    let mut deadline = Instant::now() + timeout;
    let mut is_stopping = false;
    loop {
        tokio::select! {
            biased;
            readable = socket.readable() => if readable.is_err() { return HeadResult::Closed },
            () = sleep_until(deadline) => {
                let is_idle = is_stopping || head.bytes().is_empty();
                return if is_idle { HeadResult::Closed } else { HeadResult::Refused(408, head.into_bytes()) };
            }
            () = activity.evicted() => return HeadResult::Evicted,
            () = stop.requested(), if !is_stopping => {
                is_stopping = true;
                deadline = deadline.min(Instant::now() + LAST_CALL_TIMEOUT);
                continue;
            }
        }
        let mut piece = [0; 4096];
        match socket.try_read(&mut piece) {
            Ok(0) if head.bytes().is_empty() => return HeadResult::Closed,
            // Incomplete for good; hyper says what it lacks.
            Ok(0) => return HeadResult::Read(head.into_bytes()),
            Ok(length) => {
                if head.bytes().is_empty() && !is_stopping {
                    deadline = Instant::now() + limits.header_timeout;
                }
                if !head.push(request_budget, &piece[..length]) {
                    return HeadResult::Refused(503, head.into_bytes());
                }
                if !is_incomplete(head.bytes()) {
                    return HeadResult::Read(head.into_bytes());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(_) => return HeadResult::Closed,
        }
    }
}

/// Whether more bytes could complete this header section; hyper decides whether it is valid.
fn is_incomplete(head: &[u8]) -> bool {
    if head.len() >= MAX_HEADER_BYTES || head.ends_with(b"\r\n\r\n") {
        return false;
    }
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    matches!(httparse::Request::new(&mut headers).parse(head), Ok(httparse::Status::Partial))
}
