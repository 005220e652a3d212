//! Who opens a link: a person or a program that only looks at it, which of today's visitors, and coming from where.

use std::net::IpAddr;

use url::Url;

use crate::app::rate_limit;
use crate::domain::person::printable;
use crate::store::click_sources::ClickSource;
use crate::store::unique_visitors::Visitor;
use crate::web::request::context::RequestContext;

/// How programs that people write and run themselves begin their user agent. They open a link on somebody's behalf,
/// unlike a preview or a scanner that nobody asked for.
const HTTP_TOOLS: [&str; 10] = [
    "curl/",
    "wget/",
    "python-",
    "python/",
    "httpx",
    "go-http-client",
    "okhttp",
    "node",
    "axios/",
    "apache-httpclient",
];

/// False for HEAD, for prefetches (W3C Resource Hints; `Purpose` and `X-Moz` are older browsers' names) and for known
/// crawlers and link previews.
pub fn is_human(ctx: &RequestContext) -> bool {
    let prefetch = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"].iter().any(|name| {
        ctx.header(name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("prefetch") || value.contains("preview") || value.contains("prerender")
        })
    });
    ctx.method() == "GET" && !prefetch && !is_crawler(ctx.header("User-Agent").unwrap_or(""))
}

fn is_crawler(user_agent: &str) -> bool {
    let lower = user_agent.to_ascii_lowercase();
    let is_tool = lower.is_empty() || HTTP_TOOLS.iter().any(|tool| lower.starts_with(tool));
    !is_tool && iscrawl::is_crawler(user_agent)
}

/// Which of today's visitors this is. What is kept of them is a number that means nothing tomorrow.
pub fn visitor(ctx: &RequestContext) -> Visitor {
    ctx.app.daily_salt.visitor(&network(ctx), &ctx.device(), ctx.now)
}

/// The network that a visit comes from, as today's key has it. One that is not on the internet is none: behind a proxy
/// that `trusted_proxies` does not name everybody would share it.
pub fn daily_network_hash(ctx: &RequestContext) -> Option<i64> {
    let network = rate_limit::client_network(ctx.client_ip()).filter(|_| !is_private(ctx.client_ip()))?;
    Some(ctx.app.daily_salt.network(&network, ctx.now))
}

/// RFC 1918, 3927 and 4193, and the addresses that a provider's customers share inside (RFC 6598).
fn is_private(client: IpAddr) -> bool {
    match client {
        IpAddr::V4(ip) => {
            let [a, b, ..] = ip.octets();
            ip.is_private() || ip.is_link_local() || ip.is_unspecified() || (a == 100 && b & 0xc0 == 64)
        }
        IpAddr::V6(ip) => ip.is_unique_local() || ip.is_unicast_link_local() || ip.is_unspecified(),
    }
}

fn network(ctx: &RequestContext) -> String {
    rate_limit::client_network(ctx.client_ip()).unwrap_or_default()
}

/// Characters kept of anything that a link or a browser says of where it comes from.
const MAX_CHARS: usize = 64;

/// Where a click comes from: the host of `Referer` (RFC 9110 10.1.3), unless it is this site's own, and the link's
/// `utm_*`.
pub fn from_request(ctx: &RequestContext) -> ClickSource {
    let referer = ctx.header("Referer").and_then(|text| Url::parse(text).ok());
    let host = referer.as_ref().and_then(Url::host_str).filter(|host| *host != ctx.app.config.server.host());
    let utm = |name| ctx.query_param(name).map(|value| truncate(value.trim())).unwrap_or_default();
    ClickSource {
        host: host.map(truncate).unwrap_or_default(),
        source: utm("utm_source"),
        medium: utm("utm_medium"),
        campaign: utm("utm_campaign"),
    }
}

fn truncate(text: &str) -> String {
    printable(text, MAX_CHARS)
}
