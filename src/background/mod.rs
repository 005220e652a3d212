//! What whoever watches the program is told: Prometheus its counts, systemd that it lives.

pub mod metrics_page;
mod metrics_server;
mod process_stats;
pub mod purge;
mod systemd;

pub use metrics_server::MetricsServer;
pub use systemd::{SystemdNotifier, Watchdog};
