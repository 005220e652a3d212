//! The socket under hyper, and the phase of its connection, which decides about timeouts.

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

use crate::wire::connection_limits::Activity;
use crate::wire::limits::{HYPER_IDLE_TIMEOUT, Limits};
use crate::wire::min_rate::MinRate;

/// The phases of a request, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum SocketPhase {
    /// Nothing of the next request was read.
    Idle,
    /// A part of its header section was.
    Head,
    /// The header section is complete, the body is being read.
    Body,
    /// The application runs, or its response is being written.
    Response,
    /// hyper has the end of the response and flushes it.
    Flush,
}

/// The phase of one connection, and what its client does. Only the connection's own task changes
/// it, so memory order does not matter; it is atomic because tasks move between threads.
pub(super) struct ConnectionState {
    phase: AtomicU8,
    min_rate: MinRate,
    activity: Arc<Activity>,
    /// A request was refused before all of it was read.
    truncated: AtomicBool,
    /// Grows with every change: the same number twice needs no new deadline.
    changes: AtomicU32,
}

impl ConnectionState {
    pub(super) fn new(limits: &Limits, activity: Arc<Activity>) -> ConnectionState {
        ConnectionState {
            phase: AtomicU8::new(SocketPhase::Idle as u8),
            min_rate: MinRate::new(limits),
            activity,
            truncated: AtomicBool::new(false),
            changes: AtomicU32::new(0),
        }
    }

    pub(super) fn enter(&self, phase: SocketPhase) {
        self.phase.store(phase as u8, Ordering::Relaxed);
        self.record_change();
    }

    pub(super) fn phase(&self) -> SocketPhase {
        match self.phase.load(Ordering::Relaxed) {
            0 => SocketPhase::Idle,
            1 => SocketPhase::Head,
            2 => SocketPhase::Body,
            3 => SocketPhase::Response,
            _ => SocketPhase::Flush,
        }
    }

    /// A write waits for the client to read.
    pub(super) fn is_stalled(&self) -> bool {
        self.min_rate.is_waiting()
    }

    pub(super) fn was_truncated(&self) -> bool {
        self.truncated.load(Ordering::Relaxed)
    }

    /// The rest of the request stays unread, so the client may be sending when the connection
    /// closes.
    pub(super) fn mark_truncated(&self) {
        self.truncated.store(true, Ordering::Relaxed);
    }

    pub(super) fn changes(&self) -> u32 {
        self.changes.load(Ordering::Relaxed)
    }

    /// Whether the connection waits for a request, with nothing to write.
    pub(super) fn awaits_request(&self) -> bool {
        matches!(self.phase(), SocketPhase::Idle | SocketPhase::Head)
    }

    /// Whether the connection waits for its client, to send or to read.
    pub(super) fn awaits_client(&self) -> bool {
        self.is_stalled() || matches!(self.phase(), SocketPhase::Idle | SocketPhase::Head | SocketPhase::Body)
    }

    /// How much longer this phase may last; `None` while the application runs, and for a body,
    /// whose timeout is where it is read.
    pub(super) fn timeout(&self, limits: &Limits) -> Option<Duration> {
        if let Some(left) = self.min_rate.time_left() {
            return Some(left);
        }
        match self.phase() {
            SocketPhase::Idle => Some(limits.idle_timeout.min(HYPER_IDLE_TIMEOUT)),
            SocketPhase::Head => Some(limits.header_timeout),
            SocketPhase::Body | SocketPhase::Response | SocketPhase::Flush => None,
        }
    }

    fn record_change(&self) {
        let changes = self.changes.load(Ordering::Relaxed);
        self.changes.store(changes.wrapping_add(1), Ordering::Relaxed);
        if self.awaits_client() { self.activity.set_idle() } else { self.activity.set_busy() }
    }

    /// hyper writes again each time it is polled, also when a timer woke it.
    fn record_write(&self, written: &Poll<io::Result<usize>>) {
        let is_change = match written {
            Poll::Pending => self.min_rate.write_blocked(),
            Poll::Ready(bytes) => self.min_rate.bytes_written(*bytes.as_ref().unwrap_or(&0)),
        };
        if is_change {
            self.record_change();
        }
    }
}

/// The socket as hyper gets it, which keeps the connection's state.
///
/// While a request is awaited, hyper has nothing to write but its own empty response to bytes it
/// could not parse. That is swallowed: `connection` sends the site's error page instead, and shuts
/// the socket down, so `poll_shutdown` does nothing.
pub(super) struct Socket {
    inner: TokioIo<TcpStream>,
    /// Was read from the socket already, and comes first.
    unread: Bytes,
    state: Arc<ConnectionState>,
}

impl Socket {
    pub(super) fn new(socket: TcpStream, unread: Bytes, state: Arc<ConnectionState>) -> Socket {
        Socket { inner: TokioIo::new(socket), unread, state }
    }

    pub(super) fn into_inner(self) -> TcpStream {
        self.inner.into_inner()
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
        if read.is_ready() && self.state.phase() == SocketPhase::Idle {
            self.state.enter(SocketPhase::Head);
        }
        read
    }
}

impl Write for Socket {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        if self.state.awaits_request() {
            return Poll::Ready(Ok(buf.len()));
        }
        let written = Pin::new(&mut self.inner).poll_write(cx, buf);
        self.state.record_write(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        if self.state.awaits_request() {
            return Poll::Ready(Ok(bufs.iter().map(|buf| buf.len()).sum()));
        }
        let written = Pin::new(&mut self.inner).poll_write_vectored(cx, bufs);
        self.state.record_write(&written);
        written
    }

    /// hyper flushes when all it had is written: after the end of a response, the next request is
    /// awaited.
    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        if self.state.phase() == SocketPhase::Flush {
            self.state.enter(SocketPhase::Idle);
        }
        Pin::new(&mut self.inner).poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
