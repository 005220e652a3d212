//! Background jobs: every thread that runs as long as the server. Among them Prometheus metrics
//! and the systemd watchdog.

pub mod metrics_page;
mod metrics_server;
mod process_stats;
pub mod purge;
mod systemd;

pub use metrics_server::MetricsServer;
pub use systemd::{SystemdNotifier, Watchdog};
