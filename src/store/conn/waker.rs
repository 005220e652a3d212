//! Wakes a thread that has something to do: the postman, after the transaction that wrote a letter, and whoever writes
//! down what waits.

use std::sync::OnceLock;

/// Does nothing until somebody listens; what there is to do waits meanwhile.
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

    /// The first listener stays.
    pub fn wait(&self, listener: impl Fn() + Send + Sync + 'static) {
        let _ = self.listener.set(Box::new(listener));
    }
}
