//! Wakes a thread that has something to do: the postman, after the transaction that wrote a letter, and whoever writes
//! down what waits.

use std::sync::OnceLock;

/// Does nothing until somebody listens; what there is to do waits meanwhile.
#[derive(Default)]
pub struct Bell {
    listener: OnceLock<Box<dyn Fn() + Send + Sync>>,
}

impl Bell {
    pub fn ring(&self) {
        if let Some(listener) = self.listener.get() {
            listener();
        }
    }

    /// The first listener stays.
    pub fn listen(&self, listener: impl Fn() + Send + Sync + 'static) {
        let _ = self.listener.set(Box::new(listener));
    }
}
