//! Wakes the postman while it drives deliveries.

use std::sync::Arc;

use tokio::sync::Notify;

/// Ends a [`Smtp::wait`](crate::mail::smtp::Smtp::wait) from another thread: a letter was written, or the program stops. Used while nobody
/// waits, it ends the next wait at once.
#[derive(Clone)]
pub struct SmtpWaker(pub(super) Arc<Notify>);

impl SmtpWaker {
    pub fn wake(&self) {
        self.0.notify_one();
    }
}
