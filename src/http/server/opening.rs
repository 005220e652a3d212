//! The beginning of a conversation: what a peer says until it has said a whole header section.

use std::io;
use std::time::Duration;

use hyper::body::Bytes;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep_until};

use super::connection::LAST_CALL;
use super::{Limits, MAX_HEADER_BYTES, Stop};

/// hyper's own limit.
const MAX_HEADERS: usize = 100;

/// How waiting for a request ended.
pub(super) enum Opening {
    /// With a header section, or with what will never be one; there may be more behind it.
    Said(Bytes),
    /// With only a part of one after the time for it.
    HalfSaid(Bytes),
    /// With nobody to talk to, or the server's stop.
    Over,
}

/// Waits for a request for as long as `patience`, and from its first byte for as long as a header section may take. `said`
/// is what was read of it before.
///
/// hyper could wait too, and would hold some 16 KiB of buffers meanwhile. Here a peer that is silent, or drips, costs what it
/// has sent: whole crowds of them are nothing to worry about.
pub(super) async fn opening(
    socket: &TcpStream,
    said: Bytes,
    patience: Duration,
    limits: &Limits,
    stop: &Stop,
) -> Opening {
    let patience = if said.is_empty() { patience } else { limits.header_timeout };
    let mut said = Vec::from(said);
    let mut deadline = Instant::now() + patience;
    let mut stops = false;
    loop {
        tokio::select! {
            biased;
            readable = socket.readable() => if readable.is_err() { return Opening::Over },
            () = sleep_until(deadline) => {
                return if stops || said.is_empty() { Opening::Over } else { Opening::HalfSaid(said.into()) };
            }
            () = stop.asked(), if !stops => {
                stops = true;
                deadline = deadline.min(Instant::now() + LAST_CALL);
                continue;
            }
        }
        let mut piece = [0; 4096];
        match socket.try_read(&mut piece) {
            Ok(0) if said.is_empty() => return Opening::Over,
            // What is not whole will not become so; hyper says what it lacks.
            Ok(0) => return Opening::Said(said.into()),
            Ok(length) => {
                if said.is_empty() && !stops {
                    deadline = Instant::now() + limits.header_timeout;
                }
                said.extend_from_slice(&piece[..length]);
                if !may_become_whole(&said) {
                    return Opening::Said(said.into());
                }
            }
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
            Err(_) => return Opening::Over,
        }
    }
}

/// Whether this is the beginning of a header section and more is needed of it. What it is worth, hyper decides.
fn may_become_whole(said: &[u8]) -> bool {
    if said.len() >= MAX_HEADER_BYTES || said.ends_with(b"\r\n\r\n") {
        return false;
    }
    let mut headers = [httparse::EMPTY_HEADER; MAX_HEADERS];
    matches!(httparse::Request::new(&mut headers).parse(said), Ok(httparse::Status::Partial))
}
