//! Source of a click: human or bot, unique visitor of the day, and where the click came from.

use url::Url;

use crate::actions::fraud_signals::DailyNetwork;
use crate::app::rate_limit::{self, QuotaKey};
use crate::domain::device::DeviceKind;
use crate::domain::person::printable;
use crate::store::click_sources::ClickSource;
use crate::store::unique_visitors::{Visitor, WiderNetwork};
use crate::web::request::{context::RequestContext, forwarded};

/// User agent prefixes of HTTP tools that count as human: a person runs them, unlike a link
/// preview.
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

/// Header of the request that a page's script sends when a browser shows a page that it drew beforehand. Other sites
/// cannot send it: a custom header needs their permission by CORS (Fetch, section 4.8).
pub const PAGE_SHOWN: &str = "X-Page-Shown";

/// False for HEAD, for what a browser does not show as a page, for prefetches, and for known crawlers and link previews.
pub fn is_human(ctx: &RequestContext) -> bool {
    ctx.method() == "GET"
        && (is_document(ctx) || is_shown_later(ctx))
        && !is_prefetch(ctx)
        && !is_crawler(ctx.header("User-Agent").unwrap_or(""))
}

/// Whether the request is for a page of a tab, or of a program without Fetch Metadata (W3C Fetch Metadata, section 2.1):
/// images, frames and scripts of other sites are fetched without a person's click.
fn is_document(ctx: &RequestContext) -> bool {
    match ctx.header("Sec-Fetch-Dest") {
        Some(destination) => destination == "document",
        None => ["Sec-Fetch-Site", "Sec-Fetch-Mode", "Sec-Fetch-User"]
            .iter()
            .all(|name| ctx.header(name).is_none()),
    }
}

/// Whether the page was drawn beforehand, counted as no click then, and is shown now.
fn is_shown_later(ctx: &RequestContext) -> bool {
    ctx.header(PAGE_SHOWN).is_some() && ctx.header("Sec-Fetch-Site") == Some("same-origin")
}

/// W3C Resource Hints; `Purpose` and `X-Moz` are older names.
fn is_prefetch(ctx: &RequestContext) -> bool {
    ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"].iter().any(|name| {
        ctx.header(name).is_some_and(|value| {
            let value = value.to_ascii_lowercase();
            value.contains("prefetch") || value.contains("preview") || value.contains("prerender")
        })
    })
}

fn is_crawler(user_agent: &str) -> bool {
    let lower = user_agent.to_ascii_lowercase();
    let is_tool = lower.is_empty() || HTTP_TOOLS.iter().any(|tool| lower.starts_with(tool));
    !is_tool && iscrawl::is_crawler(user_agent)
}

/// Unique visitor: a hash with the daily salt, so days cannot be linked.
pub fn visitor(ctx: &RequestContext) -> Visitor {
    let networks = rate_limit::client_networks(ctx.client_ip());
    let narrow = networks.first().map_or("", |network| &network.name);
    let mut visitor = ctx.app.daily_salt.visitor(narrow, &ctx.device(), ctx.now);
    for (place, larger) in visitor.wider.iter_mut().zip(networks.iter().skip(1)) {
        let network = ctx.app.daily_salt.network(&larger.name, ctx.now);
        let factor = usize::try_from(larger.factor).unwrap_or(1);
        *place = Some(WiderNetwork { network, factor });
    }
    visitor
}

/// Client network and the larger ones that it belongs to, hashed with the daily salt. None for a
/// private address, and for a trusted proxy that names no client: all its visitors would share the
/// network.
pub fn daily_networks(ctx: &RequestContext) -> Vec<DailyNetwork> {
    let client = ctx.client_ip();
    if forwarded::is_private(client) || ctx.is_trusted(client) {
        return Vec::new();
    }
    rate_limit::client_networks(client)
        .into_iter()
        .map(|QuotaKey { name, factor }| DailyNetwork {
            hash: ctx.app.daily_salt.network(&name, ctx.now),
            factor,
        })
        .collect()
}

/// Source of a click on a link with `?qr`, which our QR codes hold: a camera sends no `Referer`.
const QR: &str = "qr";

/// Limit of each stored field of a click source, in characters.
const MAX_CHARS: usize = 64;

/// Host of `Referer` (RFC 9110 10.1.3), empty for this site's own, and the `utm_*` query
/// parameters.
pub fn from_request(ctx: &RequestContext) -> ClickSource {
    let referer = ctx.header("Referer").and_then(|text| Url::parse(text).ok());
    let host = referer.as_ref().and_then(Url::host_str).filter(|host| *host != ctx.app.config.server.host());
    let utm = |name| ctx.query_param(name).map(|value| truncate(value.trim())).unwrap_or_default();
    ClickSource {
        host: host.map(truncate).unwrap_or_default(),
        source: if ctx.query_param("qr").is_some() { QR.to_owned() } else { utm("utm_source") },
        medium: utm("utm_medium"),
        campaign: utm("utm_campaign"),
        device: DeviceKind::from_user_agent(ctx.header("User-Agent").unwrap_or_default())
            .map_or("", DeviceKind::name)
            .to_owned(),
    }
}

fn truncate(text: &str) -> String {
    printable(text, MAX_CHARS)
}
