//! What whoever watches the program gets to see: metrics, the names of requests, signs of life.

mod dashboards;
mod metrics;
mod request_ids;
mod serve_output;
mod systemd;
