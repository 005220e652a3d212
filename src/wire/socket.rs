//! The socket under hyper, and the stage a connection is in: what decides how long it may take.

use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::body::Bytes;
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::wire::idle_connections::Seat;
use crate::wire::min_rate::Pace;
use crate::wire::{Limits, REST};

/// Where a connection is between two requests, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Stage {
    /// Nothing of the next request has come.
    Idle,
    /// Some of its header section has.
    Head,
    /// The header section is complete, the body is being read.
    Body,
    /// The application or its answer is at work.
    Answer,
    /// hyper holds the last of the answer and has to write it out.
    Last,
}

/// The stage of one connection. Only the connection's own task changes it, so the memory order does not matter;
/// atomics are here because tasks move between threads.
pub(super) struct Progress {
    stage: AtomicU8,
    /// How the peer takes what is written to it.
    pace: Pace,
    seat: Arc<Seat>,
    /// A request was refused before all of it was read.
    cut_short: AtomicBool,
    /// Grows with every change: who saw the same number twice needs no new deadline.
    changes: AtomicU32,
}

impl Progress {
    pub(super) fn new(limits: &Limits, seat: Arc<Seat>) -> Progress {
        Progress {
            stage: AtomicU8::new(Stage::Idle as u8),
            pace: Pace::new(limits),
            seat,
            cut_short: AtomicBool::new(false),
            changes: AtomicU32::new(0),
        }
    }

    pub(super) fn enter(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Relaxed);
        self.changed();
    }

    pub(super) fn stage(&self) -> Stage {
        match self.stage.load(Ordering::Relaxed) {
            0 => Stage::Idle,
            1 => Stage::Head,
            2 => Stage::Body,
            3 => Stage::Answer,
            _ => Stage::Last,
        }
    }

    /// The peer has no room for what is written to it.
    pub(super) fn is_stalled(&self) -> bool {
        self.pace.is_waiting()
    }

    pub(super) fn is_cut_short(&self) -> bool {
        self.cut_short.load(Ordering::Relaxed)
    }

    /// The rest of the request stays unread, so the peer may be sending when the connection closes.
    pub(super) fn cut_short(&self) {
        self.cut_short.store(true, Ordering::Relaxed);
    }

    pub(super) fn changes(&self) -> u32 {
        self.changes.load(Ordering::Relaxed)
    }

    /// Whether the connection waits for a request, with nothing of ours to write.
    pub(super) fn awaits_request(&self) -> bool {
        matches!(self.stage(), Stage::Idle | Stage::Head)
    }

    /// Whether it is the peer's turn: to go on with a request, or to take what is written to it.
    pub(super) fn awaits_peer(&self) -> bool {
        self.is_stalled() || matches!(self.stage(), Stage::Idle | Stage::Head | Stage::Body)
    }

    /// How much longer this may last; `None` where the clock is not the connection's: the application takes the time it
    /// takes, and a body is timed where it is read, since only there it is known whose it is.
    pub(super) fn patience(&self, limits: &Limits) -> Option<Duration> {
        if let Some(left) = self.pace.left() {
            return Some(left);
        }
        match self.stage() {
            Stage::Idle => Some(limits.idle_timeout.min(REST)),
            Stage::Head => Some(limits.header_timeout),
            Stage::Body | Stage::Answer | Stage::Last => None,
        }
    }

    fn changed(&self) {
        let changes = self.changes.load(Ordering::Relaxed);
        self.changes.store(changes.wrapping_add(1), Ordering::Relaxed);
        if self.awaits_peer() { self.seat.waits() } else { self.seat.works() }
    }

    /// hyper tries to write again each time it is polled, also when it was the clock that woke it.
    fn wrote(&self, written: &Poll<io::Result<usize>>) {
        let news = match written {
            Poll::Pending => self.pace.waits(),
            Poll::Ready(bytes) => self.pace.takes(*bytes.as_ref().unwrap_or(&0)),
        };
        if news {
            self.changed();
        }
    }
}

/// What hyper takes for the socket: the socket, with an eye on progress.
///
/// While a request is awaited, hyper can have nothing to write but its own bare answer to bytes it could not
/// parse. That is swallowed here, and the connection's end writes the site's refusal instead. The whole socket
/// is shut down there too, so `poll_shutdown` does nothing.
pub(super) struct Socket {
    inner: TokioIo<TcpStream>,
    /// Was read from the socket before, and comes first.
    unread: Bytes,
    progress: Arc<Progress>,
}

impl Socket {
    pub(super) fn new(socket: TcpStream, unread: Bytes, progress: Arc<Progress>) -> Socket {
        Socket { inner: TokioIo::new(socket), unread, progress }
    }

    pub(super) fn into_inner(self) -> TcpStream {
        self.inner.into_inner()
    }

    fn wrote(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        self.progress.wrote(&written);
        written
    }
}

impl Read for Socket {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        mut buf: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        let read = if self.unread.is_empty() {
            Pin::new(&mut self.inner).poll_read(cx, buf)
        } else {
            let fits = self.unread.len().min(buf.remaining());
            buf.put_slice(&self.unread.split_to(fits));
            Poll::Ready(Ok(()))
        };
        if read.is_ready() && self.progress.stage() == Stage::Idle {
            self.progress.enter(Stage::Head);
        }
        read
    }
}

impl Write for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        if self.progress.awaits_request() {
            return Poll::Ready(Ok(buf.len()));
        }
        let written = Pin::new(&mut self.inner).poll_write(cx, buf);
        self.wrote(written)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.progress.awaits_request() {
            return Poll::Ready(Ok(bufs.iter().map(|buf| buf.len()).sum()));
        }
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, bufs);
        self.wrote(written)
    }

    /// hyper asks for this when all it had was written: after the last of an answer, the next request is awaited.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.progress.stage() == Stage::Last {
            self.progress.enter(Stage::Idle);
        }
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
