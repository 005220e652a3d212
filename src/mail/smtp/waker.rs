//! Wakes the thread that drives deliveries.

use std::sync::Arc;

use tokio::sync::Notify;

/// Ends a [`Smtp::wait`](crate::mail::smtp::Smtp::wait) from another thread: an email was enqueued, or
/// the server stops. Without a wait in progress it ends the next one at once.
#[derive(Clone)]
pub struct SmtpWaker(pub(super) Arc<Notify>);

impl SmtpWaker {
    pub fn wake(&self) {
        self.0.notify_one();
    }
}
