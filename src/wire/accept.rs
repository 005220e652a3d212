//! Accepts connections within the connection limits, whatever the operating system answers.

use std::io::{self, Read, Write};
use std::net::{Shutdown, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpStream;

use crate::wire::application::{Application, Event};
use crate::wire::connection_limits::LimitReached;
use crate::wire::limits::{LAST_CALL_TIMEOUT, Limits};
use crate::wire::listener::{AsyncListener, Listener};
use crate::wire::server::Server;
use crate::wire::{connection, error_response};

/// File descriptors left to the database, the mailer and the log.
const RESERVED_FILES: u64 = 128;

/// The pause after `accept` failed, and the wait for an evicted connection to close.
const RETRY_INTERVAL: Duration = Duration::from_millis(50);

/// Connections that the kernel keeps until they are accepted; its own limit (net.core.somaxconn) is
/// the same by default.
const MAX_BACKLOG: i32 = 4096;

/// What the kernel buffers of a response: any page of this program and more.
const SEND_BUFFER_BYTES: usize = 128 * 1024;

/// What the kernel buffers of requests: the largest body at its default limit.
const RECEIVE_BUFFER_BYTES: usize = 64 * 1024;

/// Accepts until the stop. The listener is closed when this returns.
pub(super) async fn accept<A: Application>(mut listener: AsyncListener, server: Arc<Server<A>>) {
    let mut is_failing = false;
    loop {
        let accepted = tokio::select! {
            biased;
            () = server.stop.requested() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, peer)) => {
                is_failing = false;
                admit(socket, peer, &server).await;
            }
            // This client is gone; the next one is not concerned.
            Err(error) if is_peer_error(&error) => {}
            Err(error) => {
                server.app.record(Event::AcceptFailed);
                // Logged once, not twenty times a second.
                if !is_failing {
                    log::error!(error:% = error; "wire: cannot accept connections; tries again until it can");
                }
                is_failing = true;
                tokio::select! {
                    () = server.stop.requested() => break,
                    () = tokio::time::sleep(RETRY_INTERVAL) => {}
                }
            }
        }
    }
    // The next server finds what is in the backlog.
    if listener.is_inherited {
        return;
    }
    listener.remove_path();
    // Closing the listener resets connections in the backlog, which may have sent a request.
    let mut last_call = pin!(tokio::time::sleep(LAST_CALL_TIMEOUT));
    for _ in 0..MAX_BACKLOG {
        tokio::select! {
            biased;
            accepted = listener.accept() => match accepted {
                Ok((socket, peer)) => admit(socket, peer, &server).await,
                Err(_) => return,
            },
            () = &mut last_call => return,
        }
    }
}

async fn admit<A: Application>(socket: TcpStream, peer: SocketAddr, server: &Arc<Server<A>>) {
    let connections = &server.connections;
    let mut permit = connections.acquire(peer.ip());
    if matches!(permit, Err(LimitReached::Total)) && connections.evict_idle() {
        let _ = tokio::time::timeout(RETRY_INTERVAL, connections.room()).await;
        permit = connections.acquire(peer.ip());
    }
    match permit {
        Ok(permit) => {
            let server = Arc::clone(server);
            let counted = CountedConnection::new(Arc::clone(&server.app));
            tokio::spawn(async move {
                connection::serve_connection(socket, peer, permit.activity(), server).await;
                drop((counted, permit));
            });
        }
        Err(limit) => {
            server.app.record(match limit {
                LimitReached::Total => Event::ConnectionLimit,
                LimitReached::Network => Event::NetworkLimit,
            });
            refuse(socket, server).await;
        }
    }
}

/// Records `Disconnected` when it is dropped, also by a panic.
struct CountedConnection<A: Application>(Arc<A>);

impl<A: Application> CountedConnection<A> {
    fn new(app: Arc<A>) -> CountedConnection<A> {
        app.record(Event::Connected);
        CountedConnection(app)
    }
}

impl<A: Application> Drop for CountedConnection<A> {
    fn drop(&mut self) {
        self.0.record(Event::Disconnected);
    }
}

fn is_peer_error(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// Sends 503 and closes without waiting: a flood must get no tasks and no time. The response may be
/// lost; the close may not.
async fn refuse<A: Application>(socket: TcpStream, server: &Server<A>) {
    let response = error_response::render(server, 503, "").await;
    let Ok(mut socket) = socket.into_std() else { return };
    // The socket is non-blocking. Closing over unread bytes would reset the connection.
    let _ = socket.write(&response);
    let _ = socket.shutdown(Shutdown::Write);
    let _ = socket.read(&mut [0; 4096]);
}

/// Sets the backlog and the buffer sizes, which accepted connections inherit.
///
/// # Errors
/// When the system refuses one, which it does for no listener that works.
pub(super) fn configure_listener(listener: &Listener) -> io::Result<()> {
    let socket = listener.options();
    // The standard library's backlog is 128. When more connect at once, the kernel drops the end of
    // their handshake: they count as connected for themselves alone.
    socket.listen(MAX_BACKLOG)?;
    // The default buffers grow to megabytes a connection: a few hundred clients that read nothing
    // would use up the memory of all sockets of the machine.
    socket.set_send_buffer_size(SEND_BUFFER_BYTES)?;
    socket.set_recv_buffer_size(RECEIVE_BUFFER_BYTES)
}

/// Raises the limit on open files as far as it can, and lowers `max_connections` below it, so that
/// the database can open its files when the server is full.
pub(super) fn cap_by_open_files(mut limits: Limits) -> Limits {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(files) => {
            let room = files.saturating_sub(RESERVED_FILES.min(files / 2));
            let room = usize::try_from(room).unwrap_or(usize::MAX);
            if limits.max_connections > room {
                // A little less than configured is no news; a tenth less is.
                let level =
                    if room < limits.max_connections / 10 * 9 { log::Level::Warn } else { log::Level::Debug };
                log::log!(
                    level, files, max_connections = limits.max_connections;
                    "wire: the limit on open files is too low; takes {room} connections at once"
                );
                limits.max_connections = room;
            }
        }
        Err(error) => {
            log::warn!(error:% = error; "wire: cannot raise the limit on open files; continues with the old one")
        }
    }
    limits
}
