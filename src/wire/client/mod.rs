//! The HTTP client of webhooks and of the lookup of breached passwords: many at once on one thread, behind blocking calls.
//!
//! Nothing `async` leaves it: one thread owns a [`Client`] and drives all requests inside of
//! [`Client::wait`]. A name is resolved once for each connection; its addresses are checked, and the
//! connection is made to a checked one. There are no redirects. One deadline holds for all of a request.

mod connect;
mod connection_pool;
mod exchange;
mod request;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

pub use request::{Answer, Ended, Request, Rules};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::{Instant, timeout};

use request::Shared;

pub struct Client {
    shared: Arc<Shared>,
    requests: JoinSet<Ended>,
    /// The caller's id of each task.
    ids: HashMap<Id, i64>,
    wakeup: Arc<Notify>,
    runtime: Runtime,
}

/// Ends a [`Client::wait`] from another thread.
#[derive(Clone)]
pub struct ClientWaker(Arc<Notify>);

impl ClientWaker {
    pub fn wake(&self) {
        self.0.notify_one();
    }
}

impl Client {
    /// Opens no connection. The error is a sentence for the operator.
    pub fn new(rules: Rules) -> Result<Client, String> {
        let runtime = Builder::new_current_thread().enable_io().enable_time().build().map_err(|error| {
            format!("The HTTP client cannot start ({error}): check the limit of open files (ulimit -n).")
        })?;
        Ok(Client {
            shared: Arc::new(Shared::new(rules)),
            requests: JoinSet::new(),
            ids: HashMap::new(),
            wakeup: Arc::new(Notify::new()),
            runtime,
        })
    }

    /// Starts a request, which runs during [`Client::wait`].
    pub fn start(&mut self, request: Request) {
        let shared = Arc::clone(&self.shared);
        let id = request.id;
        let run = async move {
            let begun = Instant::now();
            let result = exchange::exchange(&shared, &request, begun + shared.rules.timeout).await;
            Ended { id, duration: begun.elapsed(), result }
        };
        let task = self.requests.spawn_on(run, self.runtime.handle());
        self.ids.insert(task.id(), id);
    }

    /// Requests whose end [`Client::wait`] has not returned yet.
    pub fn in_flight(&self) -> usize {
        self.requests.len()
    }

    /// Drives all requests until one ends, and returns all that have; none after `at_most`, or as soon
    /// as a [`ClientWaker`] is used.
    pub fn wait(&mut self, at_most: Duration) -> Vec<Ended> {
        let first = self.runtime.block_on(async {
            let first = async {
                tokio::select! {
                    biased;
                    Some(ended) = self.requests.join_next_with_id() => Some(ended),
                    () = self.wakeup.notified() => None,
                }
            };
            timeout(at_most, first).await.ok().flatten()
        });
        let mut all: Vec<Ended> = first.into_iter().filter_map(|ended| self.ended(ended)).collect();
        while let Some(ended) = self.requests.try_join_next_with_id() {
            all.extend(self.ended(ended));
        }
        all
    }

    fn ended(&mut self, ended: Result<(Id, Ended), JoinError>) -> Option<Ended> {
        match ended {
            Ok((task, ended)) => {
                self.ids.remove(&task);
                Some(ended)
            }
            Err(error) => {
                let id = self.ids.remove(&error.id())?;
                let result = Err("the client broke off, which is a mistake of this program".to_owned());
                Some(Ended { id, duration: Duration::ZERO, result })
            }
        }
    }

    pub fn waker(&self) -> ClientWaker {
        ClientWaker(Arc::clone(&self.wakeup))
    }
}
