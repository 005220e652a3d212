//! What whoever watches the program gets to see: metrics, the names of requests, signs of life.

mod metrics;
mod operator;
mod request_ids;
mod systemd;
