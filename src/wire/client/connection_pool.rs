//! Connections that wait for the next message to the same server.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::Bytes;
use hyper::client::conn::http1::SendRequest;
use tokio::time::Instant;

use crate::domain::sync::lock;

/// How long a connection waits. Node closes one after five seconds.
const MAX_IDLE: Duration = Duration::from_secs(4);

/// Connections that wait for one server, at most.
const MAX_PER_ORIGIN: usize = 32;

/// Scheme, host and port: the address that was checked belongs to them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Origin {
    pub is_https: bool,
    /// An IPv6 address is in brackets.
    pub host: String,
    pub port: u16,
}

pub type Sender = SendRequest<Full<Bytes>>;

#[derive(Default)]
pub struct ConnectionPool(Mutex<HashMap<Origin, Vec<(Instant, Sender)>>>);

impl ConnectionPool {
    /// A connection that is open still, as far as this side knows.
    pub fn take(&self, origin: &Origin) -> Option<Sender> {
        let mut all = lock(&self.0);
        let waiting = all.get_mut(origin)?;
        while let Some((since, sender)) = waiting.pop() {
            if since.elapsed() < MAX_IDLE && sender.is_ready() {
                return Some(sender);
            }
        }
        all.remove(origin);
        None
    }

    /// Keeps a connection, and drops those that waited too long.
    pub fn put(&self, origin: Origin, sender: Sender) {
        let mut all = lock(&self.0);
        all.retain(|_, waiting| {
            waiting.retain(|(since, sender)| since.elapsed() < MAX_IDLE && !sender.is_closed());
            !waiting.is_empty()
        });
        let waiting = all.entry(origin).or_default();
        if waiting.len() < MAX_PER_ORIGIN {
            waiting.push((Instant::now(), sender));
        }
    }
}
