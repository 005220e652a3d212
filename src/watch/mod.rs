//! What whoever watches the program is told: Prometheus its counts, systemd that it lives.

mod listener;
mod page;
mod process;
mod service;

pub use listener::Listener;
pub use page::page;
pub use service::{Beat, Service};
