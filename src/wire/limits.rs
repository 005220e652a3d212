//! Every limit of the wire in time, size and number.

use std::time::Duration;

use ipnet::IpNet;

use crate::config;

#[derive(Clone, Debug)]
pub struct Limits {
    pub max_body_bytes: u64,
    /// From a request's first byte to the end of its header section.
    pub header_timeout: Duration,
    /// For a whole request body; also how long a client may read nothing of a response.
    pub body_timeout: Duration,
    /// The minimum rate at which a client reads, measured while a write waits for it.
    pub min_response_bytes_per_second: u64,
    /// Between requests, and before the first byte of a new connection.
    pub idle_timeout: Duration,
    pub max_connections: usize,
    /// An IPv6 /64 counts as one address.
    pub max_connections_per_ip: usize,
    /// `None` for one network thread a core.
    pub network_threads: Option<usize>,
    /// Reverse proxies have no limit per address: all visitors of a site come from one.
    pub trusted_proxies: Vec<IpNet>,
    /// For all unfinished requests together, beyond 4 KiB of headers and 4 KiB of body each.
    pub request_budget_bytes: usize,
    /// For all responses that wait for their clients, beyond 32 KiB each.
    pub response_budget_bytes: usize,
    /// How long requests in flight may take after a stop.
    pub stop_timeout: Duration,
}

impl From<&config::Server> for Limits {
    fn from(server: &config::Server) -> Self {
        Limits {
            max_body_bytes: server.max_body_bytes,
            header_timeout: Duration::from_secs(server.header_timeout_seconds),
            body_timeout: Duration::from_secs(server.body_timeout_seconds),
            min_response_bytes_per_second: MIN_RESPONSE_BYTES_PER_SECOND,
            idle_timeout: Duration::from_secs(server.idle_timeout_seconds),
            max_connections: server.max_connections,
            max_connections_per_ip: server.max_connections_per_ip,
            network_threads: None,
            trusted_proxies: server.trusted_proxies.clone(),
            request_budget_bytes: REQUEST_BUDGET_BYTES,
            response_budget_bytes: RESPONSE_BUDGET_BYTES,
            stop_timeout: STOP_TIMEOUT,
        }
    }
}

/// A longer header section, request line included, is refused with 431.
pub(super) const MAX_HEADER_BYTES: usize = 16 * 1024;

/// hyper's own limit.
pub(super) const MAX_HEADERS: usize = 100;

/// After a stop, how long a connection without a request stays open: what its client sent before it
/// could know is still answered, with `Connection: close`.
pub(super) const LAST_CALL_TIMEOUT: Duration = Duration::from_millis(50);

/// How long hyper and its buffers stay after a response: longer than a busy client pauses.
pub(super) const HYPER_IDLE_TIMEOUT: Duration = Duration::from_millis(100);

/// Slower than any line people have, and four times what Kestrel asks for (`MinResponseDataRate`,
/// 240 bytes a second): responses here are pages of a few kilobytes.
const MIN_RESPONSE_BYTES_PER_SECOND: u64 = 1024;

/// 250 requests of the default maximum at once, and one of the largest that can be configured.
const REQUEST_BUDGET_BYTES: usize = 20 * 1024 * 1024;

/// No page is over 32 KiB. Longer are JSON lists and CSV tables; 500 of them at once are many.
const RESPONSE_BUDGET_BYTES: usize = 20 * 1024 * 1024;

/// Shorter than any service manager waits before it sends SIGKILL.
const STOP_TIMEOUT: Duration = Duration::from_secs(5);
