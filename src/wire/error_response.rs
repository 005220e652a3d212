//! The error response to bytes that never became a request, sent without the connection's hyper.

use std::convert::Infallible;
use std::future::ready;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, header};
use hyper_util::rt::TokioIo;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::domain::sync::lock;
use crate::wire::application::{Application, Event};
use crate::wire::convert::Converter;
use crate::wire::limits::{MAX_HEADER_BYTES, MAX_HEADERS};
use crate::wire::server::Server;

/// How long, and over how many bytes, a refused client may go on sending.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(2);
const MAX_DRAIN_BYTES: usize = 1024 * 1024;

/// The application's error response, or an empty one if that panics. `raw_url` is empty where no
/// request line was read.
pub(super) fn error_response<A: Application>(app: &A, status: u16, raw_url: &str) -> rouille::Response {
    catch_unwind(AssertUnwindSafe(|| app.error_response(status, raw_url))).unwrap_or_else(|_| {
        app.record(Event::Panicked);
        log::error!("wire: the page for status {status} panicked; sends an empty one");
        rouille::Response::text("").with_status_code(status)
    })
}

/// The status for a parse error of hyper's; `None` when the connection is gone. `unparsed`: what
/// hyper read and did not consume.
pub(super) fn status_of(error: &hyper::Error, unparsed: &[u8]) -> Option<u16> {
    if error.is_parse_too_large() {
        Some(status_of_too_large(unparsed))
    } else if error.is_parse() || (error.is_incomplete_message() && !unparsed.is_empty()) {
        Some(400)
    } else {
        None
    }
}

/// hyper has one error for three excesses. It leaves a too large header section in its buffer; a
/// `Content-Length` beyond 2^64 - 2 is found after the section was consumed.
fn status_of_too_large(unparsed: &[u8]) -> u16 {
    let mut lines = unparsed.split(|&byte| byte == b'\n');
    let request_line = lines.next().unwrap_or_default().len();
    if request_line > MAX_HEADER_BYTES / 2 {
        414
    } else if unparsed.len() >= MAX_HEADER_BYTES || lines.count() > MAX_HEADERS {
        431
    } else {
        413
    }
}

/// The target of an unparsed request line; empty when there is none.
pub(super) fn request_target(unparsed: &[u8]) -> &str {
    let line = unparsed.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let target = line.split(|&byte| byte == b' ').nth(1).unwrap_or_default();
    if target.starts_with(b"/") { str::from_utf8(target).unwrap_or_default() } else { "" }
}

/// Sends the error response and closes the connection so that the client can read it.
pub(super) async fn send_and_close<A: Application>(
    mut socket: TcpStream,
    server: &Server<A>,
    status: u16,
    raw_url: &str,
) {
    let response = render(server, status, raw_url).await;
    let written = tokio::time::timeout(DRAIN_TIMEOUT, socket.write_all(&response)).await;
    drop(response);
    if let Ok(Ok(())) = written {
        drain_and_close(socket).await;
    }
}

/// Closes a connection whose client may still be sending. Closing over unread bytes makes the
/// kernel send a reset, which makes the client's kernel drop the response it has not read yet (RFC
/// 9112, 9.6): so this side is shut down first, and what arrives is discarded for a short while.
pub(super) async fn drain_and_close(mut socket: TcpStream) {
    let _ = tokio::time::timeout(DRAIN_TIMEOUT, async {
        socket.shutdown().await?;
        let mut left = MAX_DRAIN_BYTES;
        loop {
            socket.readable().await?;
            // Declared here, so that the waiting task does not hold it.
            let mut discarded = [0; 8192];
            match socket.try_read(&mut discarded) {
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

/// The error response as bytes. hyper writes them, for a made-up request and into a buffer.
pub(super) async fn render<A: Application>(server: &Server<A>, status: u16, raw_url: &str) -> Vec<u8> {
    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nconnection: close\r\n\r\n";
    let converter = Converter { common_headers: &server.common_headers, state: None };
    let mut response = converter.convert(error_response(&*server.app, status, raw_url));
    response.headers_mut().insert(header::CONNECTION, header::HeaderValue::from_static("close"));
    let response = Mutex::new(Some(response));
    let respond = service_fn(|_: Request<Incoming>| {
        let response = lock(&response).take();
        ready(Ok::<_, Infallible>(response.unwrap_or_default()))
    });
    let io = TokioIo::new(tokio::io::join(REQUEST, Vec::new()));
    match http1::Builder::new().half_close(true).serve_connection(io, respond).without_shutdown().await {
        Ok(parts) => parts.io.into_inner().into_inner().1,
        Err(error) => {
            log::error!(error:% = error; "wire: cannot render the response {status}; closes without one");
            Vec::new()
        }
    }
}
