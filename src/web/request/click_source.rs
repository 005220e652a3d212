//! Who opens a link: a person or a program that only looks at it, which of today's visitors, and coming from where.

use std::net::IpAddr;

use url::Url;

use crate::app::rate_limit;
use crate::domain::person::printable;
use crate::store::click_sources::Origin;
use crate::store::unique_visitors::Visitor;
use crate::web::request::context::Visit;

/// How programs that people write and run themselves begin their user agent. They open a link on somebody's behalf,
/// unlike a preview or a scanner that nobody asked for.
const TOOLS: [&str; 10] = [
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
pub fn is_person(visit: &Visit) -> bool {
    let prefetch = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"].iter().any(|name| {
        visit.header(name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("prefetch") || value.contains("preview") || value.contains("prerender")
        })
    });
    visit.method() == "GET" && !prefetch && !is_crawler(visit.header("User-Agent").unwrap_or(""))
}

fn is_crawler(user_agent: &str) -> bool {
    let lower = user_agent.to_ascii_lowercase();
    let is_tool = lower.is_empty() || TOOLS.iter().any(|tool| lower.starts_with(tool));
    !is_tool && iscrawl::is_crawler(user_agent)
}

/// Which of today's visitors this is. What is kept of them is a number that means nothing tomorrow.
pub fn of(visit: &Visit) -> Visitor {
    visit.app.today.visitor(&network(visit), &visit.device(), visit.now)
}

/// The network that a visit comes from, as today's key has it. One that is not on the internet is none: behind a proxy
/// that `trusted_proxies` does not name everybody would share it.
pub fn network_today(visit: &Visit) -> Option<i64> {
    let network = rate_limit::origin(visit.client()).filter(|_| !is_private(visit.client()))?;
    Some(visit.app.today.network(&network, visit.now))
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

fn network(visit: &Visit) -> String {
    rate_limit::origin(visit.client()).unwrap_or_default()
}

/// Characters kept of anything that a link or a browser says of where it comes from.
const LONGEST: usize = 64;

/// Where a click comes from: the host of `Referer` (RFC 9110 10.1.3), unless it is this site's own, and the link's
/// `utm_*`.
pub fn origin(visit: &Visit) -> Origin {
    let referer = visit.header("Referer").and_then(|text| Url::parse(text).ok());
    let host =
        referer.as_ref().and_then(Url::host_str).filter(|host| *host != visit.app.config.server.host());
    let utm = |name| visit.query(name).map(|value| short(value.trim())).unwrap_or_default();
    Origin {
        host: host.map(short).unwrap_or_default(),
        source: utm("utm_source"),
        medium: utm("utm_medium"),
        campaign: utm("utm_campaign"),
    }
}

fn short(text: &str) -> String {
    printable(text, LONGEST)
}
