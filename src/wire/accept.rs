//! Accepting connections: within the caps, and whatever the operating system answers.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use socket2::SockRef;
use tokio::net::{TcpListener, TcpStream};

use crate::wire::connection_limits::{Cap, Slots};
use crate::wire::{Application, Event, LAST_CALL_TIMEOUT, Limits, Server, connection, error_response};

/// Files that connections leave to the database, the mailer and the log.
const RESERVED_FILES: u64 = 128;

/// How long accepting rests after the system refused a socket, or waits for somebody to leave: long enough not to spin, short
/// enough that connections which ended meanwhile make room for those that wait.
const RETRY_INTERVAL: Duration = Duration::from_millis(50);

/// As many connections may wait to be accepted; the system's own limit (net.core.somaxconn) is the same by default.
const MAX_BACKLOG: i32 = 4096;

/// What the kernel keeps of an answer that its peer has not read yet: any page of this program and more.
const SEND_BUFFER_BYTES: usize = 128 * 1024;

/// What the kernel keeps of requests that were not read yet: the largest body at its default limit.
const RECEIVE_BUFFER_BYTES: usize = 64 * 1024;

/// Accepts until the stop. The listener is closed when this returns.
pub(super) async fn accept<A: Application>(listener: TcpListener, slots: Arc<Slots>, shared: Arc<Server<A>>) {
    let mut failing = false;
    loop {
        let accepted = tokio::select! {
            biased;
            () = shared.stop.asked() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, peer)) => {
                failing = false;
                admit(socket, peer, &slots, &shared).await;
            }
            // That peer left before it was let in; the next one is not concerned.
            Err(error) if is_peer_error(&error) => {}
            Err(error) => {
                shared.app.record(Event::AcceptFailed);
                // Once for each time it begins: while it lasts, this comes by twenty times a second.
                if !failing {
                    log::error!("cannot accept connections, trying until it goes again: {error}");
                }
                failing = true;
                tokio::select! {
                    () = shared.stop.asked() => break,
                    () = tokio::time::sleep(RETRY_INTERVAL) => {}
                }
            }
        }
    }
    // Closing the listener would reset those whom the kernel has let in already, and who may have asked.
    let mut last_call = pin!(tokio::time::sleep(LAST_CALL_TIMEOUT));
    for _ in 0..MAX_BACKLOG {
        tokio::select! {
            biased;
            accepted = listener.accept() => match accepted {
                Ok((socket, peer)) => admit(socket, peer, &slots, &shared).await,
                Err(_) => return,
            },
            () = &mut last_call => return,
        }
    }
}

async fn admit<A: Application>(
    socket: TcpStream,
    peer: SocketAddr,
    slots: &Arc<Slots>,
    shared: &Arc<Server<A>>,
) {
    let slot = match slots.take(peer.ip()) {
        Err(Cap::Altogether) if shared.seats.displace() => {
            let _ = tokio::time::timeout(RETRY_INTERVAL, slots.room()).await;
            slots.take(peer.ip())
        }
        other => other,
    };
    match slot {
        Ok(slot) => {
            let shared = Arc::clone(shared);
            let here = OpenConnection::with(Arc::clone(&shared.app));
            let seat = shared.seats.take();
            tokio::spawn(async move {
                connection::serve_connection(socket, peer, seat.seat(), shared).await;
                drop((here, seat, slot));
            });
        }
        Err(cap) => {
            shared.app.record(match cap {
                Cap::Altogether => Event::ConnectionLimit,
                Cap::Origin => Event::NetworkLimit,
            });
            refuse(socket, &*shared.app).await;
        }
    }
}

/// A connection that was let in; it leaves when this is dropped, however it ended.
struct OpenConnection<A: Application>(Arc<A>);

impl<A: Application> OpenConnection<A> {
    fn with(app: Arc<A>) -> OpenConnection<A> {
        app.record(Event::Connected);
        OpenConnection(app)
    }
}

impl<A: Application> Drop for OpenConnection<A> {
    fn drop(&mut self) {
        self.0.record(Event::Disconnected);
    }
}

fn is_peer_error(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// Says 503 to one connection too many and closes it without waiting for anything: whoever floods the server
/// must not get tasks and time for it. The answer may be lost, the closing may not.
async fn refuse<A: Application>(socket: TcpStream, app: &A) {
    let answer = error_response::render(app, 503, "").await;
    let Ok(mut socket) = socket.into_std() else { return };
    // The socket does not block. What has arrived is taken out of it, because closing over unread bytes resets
    // the connection and the answer with it.
    let _ = socket.write(&answer);
    let _ = socket.shutdown(Shutdown::Write);
    let _ = socket.read(&mut [0; 4096]);
}

/// Sets what the standard library leaves to the system's defaults. Accepted connections inherit it.
///
/// # Errors
/// When the system takes none of it, which it does for no listener that works.
pub(super) fn configure_listener(listener: &std::net::TcpListener) -> io::Result<()> {
    let socket = SockRef::from(listener);
    // The standard library lets 128 wait. When more come at once, the kernel drops the end of their handshake:
    // they take themselves to be connected, and nobody ever hears of them.
    socket.listen(MAX_BACKLOG)?;
    // The defaults grow to megabytes for each connection. A few hundred peers that read nothing would take the memory
    // that all of the machine's sockets share.
    socket.set_send_buffer_size(SEND_BUFFER_BYTES)?;
    socket.set_recv_buffer_size(RECEIVE_BUFFER_BYTES)
}

/// Lets the process open as many files as it may, and caps connections below that, so that the database can
/// still open its own when the server is full.
pub(super) fn cap_by_open_files(mut limits: Limits) -> Limits {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(files) => {
            let room = files.saturating_sub(RESERVED_FILES.min(files / 2));
            let room = usize::try_from(room).unwrap_or(usize::MAX);
            if limits.max_connections > room {
                log::warn!(
                    "this process may open {files} files, so it takes {room} connections at once instead of {}",
                    limits.max_connections
                );
                limits.max_connections = room;
            }
        }
        Err(error) => log::warn!("cannot raise the limit on open files: {error}"),
    }
    limits
}
