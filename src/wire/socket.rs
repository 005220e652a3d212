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
use crate::wire::min_rate::MinRate;
use crate::wire::{HYPER_IDLE_TIMEOUT, Limits};

/// Where a connection is between two requests, in this order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum SocketPhase {
    /// Nothing of the next request has come.
    Idle,
    /// Some of its header section has.
    Head,
    /// The header section is complete, the body is being read.
    Body,
    /// The application or its answer is at work.
    Response,
    /// hyper holds the last of the answer and has to write it out.
    Flush,
}

/// The stage of one connection. Only the connection's own task changes it, so the memory order does not matter;
/// atomics are here because tasks move between threads.
pub(super) struct ConnectionState {
    phase: AtomicU8,
    /// How the peer takes what is written to it.
    min_rate: MinRate,
    seat: Arc<Seat>,
    /// A request was refused before all of it was read.
    mark_truncated: AtomicBool,
    /// Grows with every change: who saw the same number twice needs no new deadline.
    changes: AtomicU32,
}

impl ConnectionState {
    pub(super) fn new(limits: &Limits, seat: Arc<Seat>) -> ConnectionState {
        ConnectionState {
            phase: AtomicU8::new(SocketPhase::Idle as u8),
            min_rate: MinRate::new(limits),
            seat,
            mark_truncated: AtomicBool::new(false),
            changes: AtomicU32::new(0),
        }
    }

    pub(super) fn enter(&self, stage: SocketPhase) {
        self.phase.store(stage as u8, Ordering::Relaxed);
        self.changed();
    }

    pub(super) fn stage(&self) -> SocketPhase {
        match self.phase.load(Ordering::Relaxed) {
            0 => SocketPhase::Idle,
            1 => SocketPhase::Head,
            2 => SocketPhase::Body,
            3 => SocketPhase::Response,
            _ => SocketPhase::Flush,
        }
    }

    /// The peer has no room for what is written to it.
    pub(super) fn is_stalled(&self) -> bool {
        self.min_rate.is_waiting()
    }

    pub(super) fn was_truncated(&self) -> bool {
        self.mark_truncated.load(Ordering::Relaxed)
    }

    /// The rest of the request stays unread, so the peer may be sending when the connection closes.
    pub(super) fn cut_short(&self) {
        self.mark_truncated.store(true, Ordering::Relaxed);
    }

    pub(super) fn changes(&self) -> u32 {
        self.changes.load(Ordering::Relaxed)
    }

    /// Whether the connection waits for a request, with nothing of ours to write.
    pub(super) fn awaits_request(&self) -> bool {
        matches!(self.stage(), SocketPhase::Idle | SocketPhase::Head)
    }

    /// Whether it is the peer's turn: to go on with a request, or to take what is written to it.
    pub(super) fn awaits_peer(&self) -> bool {
        self.is_stalled() || matches!(self.stage(), SocketPhase::Idle | SocketPhase::Head | SocketPhase::Body)
    }

    /// How much longer this may last; `None` where the clock is not the connection's: the application takes the time it
    /// takes, and a body is timed where it is read, since only there it is known whose it is.
    pub(super) fn timeout(&self, limits: &Limits) -> Option<Duration> {
        if let Some(left) = self.min_rate.time_left() {
            return Some(left);
        }
        match self.stage() {
            SocketPhase::Idle => Some(limits.idle_timeout.min(HYPER_IDLE_TIMEOUT)),
            SocketPhase::Head => Some(limits.header_timeout),
            SocketPhase::Body | SocketPhase::Response | SocketPhase::Flush => None,
        }
    }

    fn changed(&self) {
        let changes = self.changes.load(Ordering::Relaxed);
        self.changes.store(changes.wrapping_add(1), Ordering::Relaxed);
        if self.awaits_peer() { self.seat.waits() } else { self.seat.works() }
    }

    /// hyper tries to write again each time it is polled, also when it was the clock that woke it.
    fn record_write(&self, written: &Poll<io::Result<usize>>) {
        let news = match written {
            Poll::Pending => self.min_rate.write_blocked(),
            Poll::Ready(bytes) => self.min_rate.bytes_written(*bytes.as_ref().unwrap_or(&0)),
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
    progress: Arc<ConnectionState>,
}

impl Socket {
    pub(super) fn new(socket: TcpStream, unread: Bytes, progress: Arc<ConnectionState>) -> Socket {
        Socket { inner: TokioIo::new(socket), unread, progress }
    }

    pub(super) fn into_inner(self) -> TcpStream {
        self.inner.into_inner()
    }

    fn wrote(&self, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        self.progress.record_write(&written);
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
        if read.is_ready() && self.progress.stage() == SocketPhase::Idle {
            self.progress.enter(SocketPhase::Head);
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
        if self.progress.stage() == SocketPhase::Flush {
            self.progress.enter(SocketPhase::Idle);
        }
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
