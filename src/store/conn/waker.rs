//! Wakes a background thread that has work: mail delivery after a commit, the purge thread after
//! the first click in the write buffer.

use std::sync::OnceLock;

/// Does nothing until a listener is set; the work waits.
#[derive(Default)]
pub struct Waker {
    listener: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

impl Waker {
    pub fn notify(&self) {
        if let Some(listener) = self.listener.get() {
            listener();
        }
    }

    /// Sets the listener; a second call changes nothing.
    pub fn set_listener(&self, listener: impl Fn() + Send + Sync + 'static) {
        let _ = self.listener.set(Box::new(listener));
    }
}
