//! Proxy warnings: mistakes between the server and its proxy that only a request shows. The log has
//! one line for each, until a restart.

use std::sync::atomic::{AtomicU8, Ordering};

#[derive(Clone, Copy, Debug)]
pub enum ProxyWarning {
    /// A trusted proxy sent an `X-Forwarded-For` that holds no address.
    UnreadableForwardedFor = 1,
    /// A proxy on this machine or in a private network, which `server.trusted_proxies` does not name.
    UnnamedProxy = 2,
    /// The visitor's connection is https, and `server.public_url` is http.
    HttpsUnderHttpUrl = 4,
}

/// The warnings that the log has already, one bit each.
#[derive(Default)]
pub struct ProxyWarnings(AtomicU8);

impl ProxyWarnings {
    /// Logs the warning, unless the log has it.
    pub fn warn(&self, warning: ProxyWarning) {
        let bit = warning as u8;
        // A visitor's every request comes here, so the usual case only reads.
        if self.0.load(Ordering::Relaxed) & bit == 0 && self.0.fetch_or(bit, Ordering::Relaxed) & bit == 0 {
            log::warn!("{}", warning.text());
        }
    }
}

impl ProxyWarning {
    fn text(self) -> &'static str {
        match self {
            ProxyWarning::UnreadableForwardedFor => {
                "proxy: the X-Forwarded-For of a trusted proxy holds something else than addresses; \
                 its visitors count as one in rate limits"
            }
            ProxyWarning::UnnamedProxy => {
                "proxy: a request came through a proxy that server.trusted_proxies does not name; on \
                 loopback rate limits by IP address are off, else all visitors share them; name the proxy"
            }
            ProxyWarning::HttpsUnderHttpUrl => {
                "proxy: a request came by https, but server.public_url is http; links in emails may lead \
                 nowhere; set the https address"
            }
        }
    }
}
