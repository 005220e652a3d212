//! The beginning of a conversation: what a peer says until it has said a whole header section.

use std::io;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until};

use crate::wire::idle_connections::Seat;
use crate::wire::memory_budget::BudgetedBuffer;
use crate::wire::{LAST_CALL_TIMEOUT, MAX_HEADER_BYTES, Server};

/// hyper's own limit.
const MAX_HEADERS: usize = 100;

/// How waiting for a request ended.
pub(super) enum HeadResult {
    /// With a header section, or with what will never be one; there may be more behind it.
    Read(Bytes),
    /// With only a part of one: 408 after the time for it, 503 when there is no room for more.
    Refused(u16, Bytes),
    /// With nobody to talk to, or the server's stop.
    Closed,
    /// With somebody else who wants the place.
    Evicted,
}

/// Waits for a request for as long as `patience`, and from its first byte for as long as a header section may take. `before`
/// is what was read of it before.
///
/// hyper could wait too, and would hold some 16 KiB of buffers meanwhile. Here a peer that is silent, or drips, costs what it
/// has sent: whole crowds of them are nothing to worry about.
pub(super) async fn read_head<A>(
    socket: &TcpStream,
    before: Bytes,
    patience: Duration,
    seat: &Seat,
    shared: &Server<A>,
) -> HeadResult {
    let Server { limits, stop, request_budget: room, .. } = shared;
    let patience = if before.is_empty() { patience } else { limits.header_timeout };
    let mut said = BudgetedBuffer::with_max(MAX_HEADER_BYTES, 0);
    if !said.push(room, &before) {
        return HeadResult::Refused(503, before);
    }
    drop(before);
    let mut deadline = Instant::now() + patience;
    let mut stops = false;
    loop {
        tokio::select! {
            biased;
            readable = socket.readable() => if readable.is_err() { return HeadResult::Closed },
            () = sleep_until(deadline) => {
                return if stops || said.bytes().is_empty() { HeadResult::Closed } else { HeadResult::Refused(408, said.into_bytes()) };
            }
            () = seat.wanted() => return HeadResult::Evicted,
            () = stop.asked(), if !stops => {
                stops = true;
                deadline = deadline.min(Instant::now() + LAST_CALL_TIMEOUT);
                continue;
            }
        }
        let mut piece = [0; 4096];
        match socket.try_read(&mut piece) {
            Ok(0) if said.bytes().is_empty() => return HeadResult::Closed,
            // What is not whole will not become so; hyper says what it lacks.
            Ok(0) => return HeadResult::Read(said.into_bytes()),
            Ok(length) => {
                if said.bytes().is_empty() && !stops {
                    deadline = Instant::now() + limits.header_timeout;
                }
                if !said.push(room, &piece[..length]) {
                    return HeadResult::Refused(503, said.into_bytes());
                }
                if !is_incomplete(said.bytes()) {
                    return HeadResult::Read(said.into_bytes());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(_) => return HeadResult::Closed,
        }
    }
}

/// Whether this is the beginning of a header section and more is needed of it. What it is worth, hyper decides.
fn is_incomplete(said: &[u8]) -> bool {
    if said.len() >= MAX_HEADER_BYTES || said.ends_with(b"\r\n\r\n") {
        return false;
    }
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    matches!(httparse::Request::new(&mut headers).parse(said), Ok(httparse::Status::Partial))
}
