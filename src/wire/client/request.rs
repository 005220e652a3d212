//! A request, how it ended, and what all of them keep to.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rustls::ClientConfig;
use url::Url;

use crate::wire::client::connection_pool::ConnectionPool;

/// A POST with a JSON body, or a GET.
pub struct Request {
    /// The caller's.
    pub id: i64,
    pub url: Url,
    pub headers: Vec<(&'static str, String)>,
    /// `None` makes it a GET.
    pub body: Option<String>,
}

/// What the server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// The header.
    pub retry_after: Option<String>,
    /// At most [`Rules::max_answer_chars`] characters of the body.
    pub text: String,
    /// Whether that is all of the body: it came in time and is no longer than the limit.
    pub is_whole: bool,
}

/// How a request ended.
#[derive(Debug)]
pub struct Ended {
    pub id: i64,
    pub duration: Duration,
    /// The error is a sentence for the operator.
    pub result: Result<Answer, String>,
}

/// What every request keeps to.
pub struct Rules {
    /// Whether an address may be connected to: the address, and whether TLS is used.
    pub allows: Box<dyn Fn(IpAddr, bool) -> bool + Send + Sync>,
    /// For the whole of a request: resolving, connecting, TLS, sending and the answer.
    pub timeout: Duration,
    /// Characters of an answer that are read.
    pub max_answer_chars: usize,
    /// Makes the TLS settings before the first request that needs them.
    pub tls: fn() -> Result<Arc<ClientConfig>, String>,
}

/// What requests share.
pub struct Shared {
    pub rules: Rules,
    tls: OnceLock<Result<Arc<ClientConfig>, String>>,
    pub kept: ConnectionPool,
}

impl Shared {
    pub fn new(rules: Rules) -> Shared {
        Shared { rules, tls: OnceLock::new(), kept: ConnectionPool::default() }
    }

    /// The settings of TLS. The error is a sentence for the operator.
    pub fn tls(&self) -> Result<Arc<ClientConfig>, String> {
        self.tls.get_or_init(self.rules.tls).clone()
    }
}
