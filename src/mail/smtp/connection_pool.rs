//! Connections that wait for the next email to the mail server (RFC 5321 §3.3).

use std::future::pending;
use std::mem::take;
use std::sync::Mutex;
use std::time::Duration;

use smtp_proto::EhloResponse;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep_until, timeout};

use crate::domain::sync::lock;
use crate::mail::smtp::client::Client;

/// How long a connection waits, as long as one of Postfix. Servers have to wait for five minutes
/// (RFC 5321 §4.5.3.2.7).
const MAX_IDLE: Duration = Duration::from_secs(2);

/// Limit for QUIT: the server has answered for its messages before it.
const QUIT_TIMEOUT: Duration = Duration::from_secs(1);

/// A connection that is ready for MAIL, and the extensions that the server offers on it.
pub struct Connection {
    pub client: Client<'static>,
    pub offer: EhloResponse<String>,
}

#[derive(Default)]
pub struct ConnectionPool(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    /// Each with the time at which it is idle; the last one waits least.
    waiting: Vec<(Instant, Connection)>,
    /// Those that only QUIT is still to be said on.
    leaving: Vec<Connection>,
}

impl ConnectionPool {
    /// The connection that has waited least, so that those that are too many become idle.
    pub fn take(&self) -> Option<Connection> {
        lock(&self.0).waiting.pop().map(|(_, connection)| connection)
    }

    pub fn keep(&self, connection: Connection) {
        lock(&self.0).waiting.push((Instant::now() + MAX_IDLE, connection));
    }

    /// Closes it, without keeping its delivery waiting.
    pub fn leave(&self, connection: Connection) {
        lock(&self.0).leaving.push(connection);
    }

    /// Closes what leaves and what is idle, for as long as it is polled. It never ends.
    pub async fn close_idle(&self) {
        loop {
            quit(self.take_leaving(Instant::now()));
            let next = lock(&self.0).waiting.first().map(|(idle_at, _)| *idle_at);
            match next {
                Some(idle_at) => sleep_until(idle_at).await,
                None => pending().await,
            }
        }
    }

    /// Closes all of them.
    pub async fn close_all(&self) {
        for quit in quit(self.take_leaving(Instant::now() + MAX_IDLE)) {
            // Its result changes nothing: the server has answered for its messages.
            let _ = quit.await;
        }
    }

    /// What leaves, and what is idle at `now`.
    fn take_leaving(&self, now: Instant) -> Vec<Connection> {
        let mut kept = lock(&self.0);
        let idle = kept.waiting.partition_point(|(idle_at, _)| *idle_at <= now);
        let mut leaving = take(&mut kept.leaving);
        leaving.extend(kept.waiting.drain(..idle).map(|(_, connection)| connection));
        leaving
    }
}

/// Begins QUIT on each. A task each, because the wait for an email may end first.
fn quit(connections: Vec<Connection>) -> Vec<JoinHandle<()>> {
    let quit = |connection: Connection| async {
        let _ = timeout(QUIT_TIMEOUT, connection.client.quit()).await;
    };
    connections.into_iter().map(|connection| tokio::spawn(quit(connection))).collect()
}
