//! The answer to what never became a request, written around hyper's back.

use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::wire::{Application, MAX_HEADER_BYTES, convert, request};

/// How long, and over how many bytes, a refused peer may go on talking before it is cut off.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(2);
const MAX_DRAIN_BYTES: usize = 1024 * 1024;

/// The status that tells the sender what was wrong with its bytes; `None` when there is nothing to say or nobody
/// to hear it. `unparsed` is what hyper had read and not taken yet.
pub(super) fn status_of(error: &hyper::Error, unparsed: &[u8]) -> Option<u16> {
    if error.is_parse_too_large() {
        Some(status_of_too_large(unparsed))
    } else if error.is_parse() || (error.is_incomplete_message() && !unparsed.is_empty()) {
        Some(400)
    } else {
        None
    }
}

/// hyper has one error for three excesses. It leaves an oversized header section in its buffer, while a
/// `Content-Length` beyond 2^64 - 2 is found after the section was taken out.
fn status_of_too_large(unparsed: &[u8]) -> u16 {
    let mut lines = unparsed.split(|&byte| byte == b'\n');
    let request_line = lines.next().unwrap_or_default().len();
    if request_line > MAX_HEADER_BYTES / 2 {
        414
    } else if unparsed.len() >= MAX_HEADER_BYTES || lines.count() > 100 {
        431
    } else {
        413
    }
}

/// The target that a request line names which was read and never became a request; empty when there is none.
pub(super) fn request_target(unparsed: &[u8]) -> &str {
    let line = unparsed.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let target = line.split(|&byte| byte == b' ').nth(1).unwrap_or_default();
    if target.starts_with(b"/") { str::from_utf8(target).unwrap_or_default() } else { "" }
}

/// Writes the application's refusal and closes the connection so that the peer gets to read it.
pub(super) async fn send_and_close<A: Application>(
    mut socket: TcpStream,
    app: &A,
    status: u16,
    raw_url: &str,
) {
    let answer = render(app, status, raw_url).await;
    let written = tokio::time::timeout(DRAIN_TIMEOUT, socket.write_all(&answer)).await;
    drop(answer);
    if let Ok(Ok(())) = written {
        drain_and_close(socket).await;
    }
}

/// Closes a connection whose peer may still be sending. Closing over unread bytes makes the kernel send a reset,
/// and a reset makes the peer's kernel forget the answer it has not read yet (RFC 9112, 9.6): so the end is
/// announced first, and what comes then is thrown away for a short while.
pub(super) async fn drain_and_close(mut socket: TcpStream) {
    let _ = tokio::time::timeout(DRAIN_TIMEOUT, async {
        socket.shutdown().await?;
        let mut left = MAX_DRAIN_BYTES;
        loop {
            socket.readable().await?;
            // Not a part of what is waited with: see above.
            let mut thrown_away = [0; 8192];
            match socket.try_read(&mut thrown_away) {
                Ok(0) => return Ok::<(), io::Error>(()),
                Ok(read) if read >= left => return Ok(()),
                Ok(read) => left -= read,
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Err(error),
            }
        }
    })
    .await;
}

/// The refusal as bytes. hyper writes them: it is given a request of our own making and a buffer for a socket.
pub(super) async fn render<A: Application>(app: &A, status: u16, raw_url: &str) -> Vec<u8> {
    const ASKED: &[u8] = b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n";
    let mut answer = convert::to_hyper(request::error_response(app, status, raw_url), None);
    answer.headers_mut().insert(header::CONNECTION, header::HeaderValue::from_static("close"));
    let answer = Mutex::new(Some(answer));
    let give = service_fn(|_: Request<Incoming>| {
        let answer = answer.lock().unwrap_or_else(PoisonError::into_inner).take();
        ready(Ok::<_, Infallible>(answer.unwrap_or_default()))
    });
    let io = TokioIo::new(tokio::io::join(ASKED, Vec::new()));
    match http1::Builder::new().half_close(true).serve_connection(io, give).without_shutdown().await {
        Ok(parts) => parts.io.into_inner().into_inner().1,
        Err(error) => {
            log::error!("cannot write the answer {status}: {error}");
            Vec::new()
        }
    }
}
