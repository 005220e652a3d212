//! Client address: the connection's peer, or what a trusted proxy says in `X-Forwarded-For`.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use crate::app::proxy_warnings::ProxyWarning;
use crate::app::rate_limit::{self, QuotaKey};
use crate::web::request::context::RequestContext;

/// Headers by which a proxy names its client.
const CLIENT_HEADERS: [&str; 3] = ["X-Forwarded-For", "Forwarded", "X-Real-IP"];

impl RequestContext<'_> {
    /// Client IP: the peer's, or behind a trusted proxy the last untrusted one of
    /// `X-Forwarded-For`. Entries further left can be forged. An entry that is no address ends the
    /// search: the client is the proxy that wrote it, and the log says so once.
    pub fn client_ip(&self) -> IpAddr {
        let mut client = self.peer_ip();
        if !self.is_trusted(client) {
            return client;
        }
        let hops: Vec<&str> = self
            .headers("X-Forwarded-For")
            .flat_map(|value| value.split(','))
            .map(str::trim)
            // RFC 9110 5.6.1.2: empty elements of a list do not count.
            .filter(|hop| !hop.is_empty())
            .collect();
        for hop in hops.iter().rev() {
            if !self.is_trusted(client) {
                break;
            }
            let Some(ip) = parse_node(hop) else {
                self.app.proxy_warnings.warn(ProxyWarning::UnreadableForwardedFor);
                break;
            };
            client = ip;
        }
        client
    }

    /// The networks whose attempts are counted together; none for the operator's own machine. A
    /// trusted proxy that names no client counts itself, also on loopback.
    pub fn limited_networks(&self) -> Vec<QuotaKey> {
        let client = self.client_ip();
        if client.is_loopback() && self.is_trusted(client) {
            return vec![QuotaKey::new(&client.to_string())];
        }
        rate_limit::client_networks(client)
    }

    /// Warns of a proxy that the settings do not fit. A stranger's headers cause no warning.
    pub fn check_proxy(&self) {
        let (server, peer) = (&self.app.config.server, self.peer_ip());
        let is_named = self.is_trusted(peer);
        if !is_named && !peer.is_loopback() && !is_private(peer) {
            return;
        }
        let has = |name: &&str| self.header(name).is_some();
        if !is_named && self.app.config.limits.enabled && CLIENT_HEADERS.iter().any(has) {
            self.app.proxy_warnings.warn(ProxyWarning::UnnamedProxy);
        }
        if !server.is_https() && self.is_https_at_proxy() {
            self.app.proxy_warnings.warn(ProxyWarning::HttpsUnderHttpUrl);
        }
    }

    /// Whether a proxy says that the visitor's connection is https: `Forwarded` (RFC 7239 5.4) or
    /// one of the headers before it.
    fn is_https_at_proxy(&self) -> bool {
        let first_is = |name, wanted: &str| {
            let first = self.header(name).and_then(|value| value.split(',').next());
            first.is_some_and(|value| value.trim().eq_ignore_ascii_case(wanted))
        };
        let forwarded = || {
            let pairs = self.headers("Forwarded").flat_map(|value| value.split([',', ';']));
            pairs.filter_map(|pair| pair.split_once('=')).any(|(name, value)| {
                name.trim().eq_ignore_ascii_case("proto")
                    && value.trim().trim_matches('"').eq_ignore_ascii_case("https")
            })
        };
        first_is("X-Forwarded-Proto", "https")
            || first_is("X-Forwarded-Ssl", "on")
            || first_is("Front-End-Https", "on")
            || forwarded()
    }

    /// Whether `server.trusted_proxies` names the address.
    pub fn is_trusted(&self, peer: IpAddr) -> bool {
        self.app.config.server.trusted_proxies.iter().any(|net| net.contains(&peer.to_canonical()))
    }
}

/// IP address of a node as RFC 7239 6 writes it, which proxies use in `X-Forwarded-For` too: with
/// or without a port, brackets and quotation marks. `None` for `unknown`, an obfuscated name and
/// anything else. An IPv4-mapped IPv6 address becomes IPv4.
fn parse_node(text: &str) -> Option<IpAddr> {
    let node = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(text);
    let bracketed = || node.strip_prefix('[')?.strip_suffix(']')?.parse::<Ipv6Addr>().ok();
    let ip = node
        .parse::<IpAddr>()
        .ok()
        .or_else(|| node.parse::<SocketAddr>().ok().map(|address| address.ip()))
        .or_else(|| bracketed().map(IpAddr::V6))?;
    Some(ip.to_canonical())
}

/// RFC 1918, 3927 and 4193, and carrier-grade NAT (RFC 6598).
pub fn is_private(client: IpAddr) -> bool {
    match client {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            ip.is_private() || ip.is_link_local() || ip.is_unspecified() || (a == 100 && b & 0xc0 == 64)
        }
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified(),
    }
}
