//! Accepting connections: within the caps, and whatever the operating system answers.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};

use super::slots::{Cap, Slots};
use super::{Application, Event, Limits, Shared, connection, refusal};

/// Files that connections leave to the database, the mailer and the log.
const OTHER_OPEN_FILES: u64 = 128;

/// How long accepting rests after the system refused a socket: long enough not to spin, short enough that
/// connections which ended meanwhile make room for those that wait.
const PAUSE: Duration = Duration::from_millis(50);

/// Accepts until the stop. The listener is closed when this returns.
pub(super) async fn accept<A: Application>(listener: TcpListener, slots: Arc<Slots>, shared: Arc<Shared<A>>) {
    loop {
        let accepted = tokio::select! {
            biased;
            () = shared.stop.asked() => return,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((socket, peer)) => match slots.take(peer.ip()) {
                Ok(slot) => {
                    let shared = Arc::clone(&shared);
                    let here = Here::with(Arc::clone(&shared.app));
                    tokio::spawn(async move {
                        connection::converse(socket, peer, shared).await;
                        drop((here, slot));
                    });
                }
                Err(cap) => {
                    shared.app.happened(match cap {
                        Cap::Altogether => Event::Full,
                        Cap::Origin => Event::FullOrigin,
                    });
                    turn_away(socket, &*shared.app).await;
                }
            },
            // That peer left before it was let in; the next one is not concerned.
            Err(error) if is_the_peers(&error) => {}
            Err(error) => {
                shared.app.happened(Event::NotAccepted);
                log::error!("cannot accept connections, trying again: {error}");
                tokio::select! {
                    () = shared.stop.asked() => return,
                    () = tokio::time::sleep(PAUSE) => {}
                }
            }
        }
    }
}

/// A connection that was let in; it leaves when this is dropped, however it ended.
struct Here<A: Application>(Arc<A>);

impl<A: Application> Here<A> {
    fn with(app: Arc<A>) -> Here<A> {
        app.happened(Event::Connected);
        Here(app)
    }
}

impl<A: Application> Drop for Here<A> {
    fn drop(&mut self) {
        self.0.happened(Event::Disconnected);
    }
}

fn is_the_peers(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted)
}

/// Says 503 to one connection too many and closes it without waiting for anything: whoever floods the server
/// must not get tasks and time for it. The answer may be lost, the closing may not.
async fn turn_away<A: Application>(socket: TcpStream, app: &A) {
    let answer = refusal::rendered(app, 503, "").await;
    let Ok(mut socket) = socket.into_std() else { return };
    // The socket does not block. What has arrived is taken out of it, because closing over unread bytes resets
    // the connection and the answer with it.
    let _ = socket.write(&answer);
    let _ = socket.shutdown(Shutdown::Write);
    let _ = socket.read(&mut [0; 4096]);
}

/// Lets the process open as many files as it may, and caps connections below that, so that the database can
/// still open its own when the server is full.
pub(super) fn within_open_files(mut limits: Limits) -> Limits {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(files) => {
            let room = files.saturating_sub(OTHER_OPEN_FILES.min(files / 2));
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
