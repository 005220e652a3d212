//! The SMTP client (RFC 5321): delivers several messages in parallel, behind blocking calls.
//!
//! This folder alone uses mail-send, and nothing `async` leaves it: one thread owns an [`Smtp`] and
//! drives all deliveries inside of [`Smtp::wait`]. Each step of a delivery is run here and not by the
//! library's `connect` and `send`, so that a failure names its step and every step has its timeout.

mod client;
mod connect;
mod connection_pool;
mod delivery;
mod eof_stream;
mod error;
mod mime;
mod session;
mod settings;
mod tls_roots;
mod transfer;
mod waker;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use mail_send::smtp::tls::build_tls_connector;
use rustls::ClientConfig;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::timeout;

use crate::domain::message::Message;
use crate::mail::delivery_error::{DeliveryError, DeliveryOutcome};
use crate::mail::smtp::connection_pool::ConnectionPool;
use crate::mail::smtp::delivery::{Delivery, Note};
use crate::mail::smtp::settings::Server;

pub use mime::mime;
pub use settings::SmtpSettings;
pub use waker::SmtpWaker;

/// The mail server, the deliveries in flight, and the connections between them.
pub struct Smtp {
    server: Arc<Server>,
    kept: Arc<ConnectionPool>,
    deliveries: JoinSet<DeliveryOutcome>,
    /// The caller's id of each delivery.
    ids: HashMap<Id, i64>,
    wakeup: Arc<Notify>,
    note: Option<Note>,
    runtime: Runtime,
}

impl Smtp {
    /// Checks the settings and reads the CA; opens no connection. The error is one sentence for the
    /// operator.
    pub fn new(settings: SmtpSettings) -> Result<Smtp, String> {
        // The error only says that a provider is installed already.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let server = Server::new(settings, system_cas)?;
        let runtime = Builder::new_current_thread().enable_io().enable_time().build().map_err(|error| {
            format!("The mail client cannot start ({error}): check the limit of open files (ulimit -n).")
        })?;
        Ok(Smtp {
            server: Arc::new(server),
            kept: Arc::default(),
            deliveries: JoinSet::new(),
            ids: HashMap::new(),
            wakeup: Arc::new(Notify::new()),
            note: None,
            runtime,
        })
    }

    /// Calls `note` with a delivery's id before its text is sent; the text is sent only if `note`
    /// succeeds. `note` may block: it runs on a blocking thread.
    pub fn note_before_content(&mut self, note: impl Fn(i64) -> Result<(), String> + Send + Sync + 'static) {
        self.note = Some(Arc::new(note));
    }

    /// Delivers one message now on a new connection, and waits for the outcome.
    pub fn send(&self, message: &Message) -> DeliveryOutcome {
        let kept = ConnectionPool::default();
        self.runtime.block_on(async {
            let outcome = deliver(&self.server, &kept, message, None).await;
            kept.close_all().await;
            outcome
        })
    }

    /// Starts a delivery, which runs during [`Smtp::wait`] and ends with `id` and its outcome.
    pub fn start(&mut self, id: i64, message: Message) {
        let (server, kept) = (Arc::clone(&self.server), Arc::clone(&self.kept));
        let note = self.note.clone().map(|note| (note, id));
        let delivery = async move { deliver(&server, &kept, &message, note).await };
        let task = self.deliveries.spawn_on(delivery, self.runtime.handle());
        self.ids.insert(task.id(), id);
    }

    /// Deliveries whose outcome [`Smtp::wait`] has not returned yet.
    pub fn in_flight(&self) -> usize {
        self.deliveries.len()
    }

    /// Drives all deliveries until one ends, and returns its id and outcome; `None` after `at_most`, or
    /// as soon as a [`SmtpWaker`] is used.
    pub fn wait(&mut self, at_most: Duration) -> Option<(i64, DeliveryOutcome)> {
        let ended = self.runtime.block_on(async {
            let first = async {
                tokio::select! {
                    biased;
                    Some(ended) = self.deliveries.join_next_with_id() => Some(ended),
                    () = self.wakeup.notified() => None,
                    () = self.kept.close_idle() => None,
                }
            };
            timeout(at_most, first).await.ok().flatten()
        })?;
        self.outcome(ended)
    }

    /// A delivery that has ended during an earlier wait.
    pub fn next_ended(&mut self) -> Option<(i64, DeliveryOutcome)> {
        let ended = self.deliveries.try_join_next_with_id()?;
        self.outcome(ended)
    }

    fn outcome(&mut self, ended: Result<(Id, DeliveryOutcome), JoinError>) -> Option<(i64, DeliveryOutcome)> {
        let (task, outcome) = match ended {
            Ok((task, outcome)) => (task, outcome),
            // A panicked task must not lose its message.
            Err(error) => (error.id(), DeliveryOutcome::Failed(DeliveryError::panicked())),
        };
        self.ids.remove(&task).map(|id| (id, outcome))
    }

    /// Says QUIT on the connections that wait for an email; takes a second at most.
    pub fn close(&self) {
        self.runtime.block_on(self.kept.close_all());
    }

    pub fn waker(&self) -> SmtpWaker {
        SmtpWaker(Arc::clone(&self.wakeup))
    }
}

/// TLS that trusts the CAs of the operating system. The error is a sentence for the operator.
pub fn system_cas() -> Result<Arc<ClientConfig>, String> {
    let connector = build_tls_connector(false).map_err(|error| {
        format!(
            "The system's CA certificates cannot be read ({error}): install ca-certificates, or set \
             mail.root_ca to the CA of the mail server."
        )
    })?;
    Ok(Arc::clone(connector.config()))
}

async fn deliver(
    server: &Server,
    kept: &ConnectionPool,
    message: &Message,
    note: Option<(Note, i64)>,
) -> DeliveryOutcome {
    match Delivery::new(server, message, note).run(kept).await {
        Ok(()) => DeliveryOutcome::Taken,
        Err(failure) => DeliveryOutcome::Failed(failure),
    }
}
