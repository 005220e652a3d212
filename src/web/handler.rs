//! Handles one request: routing, response headers, access log, metrics. Tests call this without a
//! socket.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Instant;

use log::Level;
use rouille::{Request, Response};

use crate::app::App;
use crate::metrics::{Access, AnsweredRequest, Group};
use crate::web::api;
use crate::web::dispatch;
use crate::web::pages;
use crate::web::request::throttle;
use crate::web::routes::{self, Body, RouteMatch, Side};
use crate::web::{
    request::{context::RequestContext, path, request_id},
    response::{self, cookies, error::HttpError},
};
use crate::wire::{self, Embedded, Event};

/// Log target of the access log.
const ACCESS: &str = "access";

/// A panic of a handler is a 500.
pub fn handle(app: &App, request: &Request) -> Response {
    let begun = Instant::now();
    let ctx = RequestContext::new(app, request);
    ctx.check_proxy();
    let found = routes::find(&ctx);
    let answer = finalize(&ctx, dispatch::answer(&ctx, found.as_ref()));
    if answer.status_code == 503 {
        throttle::refund_unserved(&ctx);
    }
    record_request(&ctx, found.as_ref(), answer.status_code, begun);
    answer
}

/// Records metrics and the access log line. It has the route pattern, never path, query or IP
/// address, which may identify a person or hold a token.
fn record_request(ctx: &RequestContext, found: Option<&RouteMatch>, status: u16, begun: Instant) {
    let took = begun.elapsed();
    ctx.app.metrics.requests.record(&AnsweredRequest {
        route: found.map(|found| found.number),
        method: ctx.method(),
        status,
        group: found.map_or(Group::None, RouteMatch::group),
        access: if ctx.is_safe_method() { Access::Read } else { Access::Write },
        duration: took,
    });
    // Checked first, because the request id is generated on use.
    if !log::log_enabled!(target: ACCESS, Level::Info) {
        return;
    }
    log::info!(
        target: ACCESS,
        id = ctx.request_id(), method = ctx.method(), route = found.map_or("-", RouteMatch::pattern), status = status,
        micros = took.as_micros() as u64;
        "answered"
    );
}

/// Adds the cookies of the response, and security headers (OWASP ASVS 5.0 3.4) where the handler
/// set none.
fn finalize(ctx: &RequestContext, mut answer: Response) -> Response {
    // A publicly cached response must not set cookies (RFC 9111 7.3).
    let is_public =
        |(name, value): &(Cow<str>, Cow<str>)| name == "Cache-Control" && value.starts_with("public");
    if !answer.headers.iter().any(is_public) {
        for cookie in ctx.response_cookies().iter() {
            response::add_header(&mut answer, "Set-Cookie", cookies::to_header(cookie));
        }
    }
    // The id is for support requests. Elsewhere it would make responses differ that must be alike.
    if answer.status_code >= 500 || ctx.trusted_request_id().is_some() {
        response::add_header(&mut answer, request_id::HEADER, ctx.request_id().to_owned());
    }
    for (name, value) in pages::join::cors_headers(ctx) {
        response::add_header(&mut answer, name, value);
    }
    if let Some(quota) = ctx.quota() {
        // draft-ietf-httpapi-ratelimit-headers.
        let policy = format!("\"key\";q={};w=60", quota.limit);
        response::add_header(&mut answer, "RateLimit-Policy", policy);
        let left = format!("\"key\";r={};t={}", quota.left, quota.full_in);
        response::add_header(&mut answer, "RateLimit", left);
    }
    let may_be_framed = response::may_be_framed(&answer);
    let chosen = answer.headers.len();
    let mut default = |name: &'static str, value: &'static str| {
        if !answer.headers[..chosen].iter().any(|(n, _)| n.eq_ignore_ascii_case(name)) {
            response::add_header(&mut answer, name, value);
        }
    };
    default("Cache-Control", "no-store");
    for (name, value) in response::common_headers(ctx.app.https()) {
        if name == response::FRAME_OPTIONS && may_be_framed {
            continue;
        }
        let is_secret = name == response::REFERRER_POLICY && ctx.path_has_token();
        default(name, if is_secret { "no-referrer" } else { value });
    }
    answer
}

/// Response to a request that the wire refused before it was complete.
fn refused(ctx: &RequestContext, status: u16) -> Response {
    // Sets the pattern, which says whether the path is secret.
    routes::find(ctx);
    let failure = HttpError::from_status(status);
    let mut answer = match Side::from_url(ctx.target()) {
        Side::Api | Side::Program => api::error_response(ctx, &failure),
        Side::Page => pages::error_response(ctx, &failure),
    };
    answer.status_code = status;
    finalize(ctx, answer)
}

/// Adapter to the wire.
pub struct Site(pub Arc<App>);

impl wire::Application for Site {
    fn handle(&self, request: &Request) -> Response {
        handle(&self.0, request)
    }

    fn embedded_body(&self, request: &Request, answer: &Response) -> Embedded {
        match routes::body(request.raw_url()) {
            Body::Rendered => Embedded::None,
            Body::PartlyEmbedded => Embedded::Most,
            Body::Embedded => {
                api::static_files::bytes_of(request.raw_url(), answer).map_or(Embedded::None, Embedded::All)
            }
        }
    }

    fn common_headers(&self) -> Vec<(&'static str, &'static str)> {
        response::common_headers(self.0.https()).collect()
    }

    fn blocks(&self, method: &str, raw_url: &str) -> bool {
        routes::blocks(method, raw_url)
    }

    fn max_body_bytes(&self, raw_url: &str, configured: u64) -> u64 {
        routes::max_body_bytes(raw_url, configured)
    }

    fn spools_body(&self, raw_url: &str) -> bool {
        raw_url.split('?').next() == Some(path::SPOOLED)
    }

    fn error_response(&self, status: u16, raw_url: &str) -> Response {
        let begun = Instant::now();
        let raw_url = if raw_url.is_empty() { "/" } else { raw_url };
        // The method is unknown here.
        let unread = Request::fake_http("-", raw_url, Vec::new(), Vec::new());
        let ctx = RequestContext::new(&self.0, &unread);
        let answer = refused(&ctx, status);
        record_request(&ctx, None, answer.status_code, begun);
        answer
    }

    fn record(&self, event: Event) {
        let (metrics, wire) = (&self.0.metrics, &self.0.metrics.wire);
        match event {
            Event::Connected => wire.connections.increment(),
            Event::Disconnected => wire.connections.decrement(),
            Event::ConnectionLimit => wire.connection_limit.add(),
            Event::NetworkLimit => wire.network_limit.add(),
            Event::AcceptFailed => wire.accept_failed.add(),
            Event::TimedOut => wire.timed_out.add(),
            Event::Evicted => wire.evicted.add(),
            Event::MemoryLimit => wire.memory_limit.add(),
            Event::Queued => wire.blocking_waiting.increment(),
            Event::Started => {
                wire.blocking_waiting.decrement();
                wire.blocking_running.increment();
            }
            Event::Finished => wire.blocking_running.decrement(),
            Event::Panicked => metrics.panics.add(),
            Event::Tick => {
                self.0.last_runs.job("network", wire::TICK_INTERVAL).record_run(self.0.clock.now());
            }
        }
    }
}
