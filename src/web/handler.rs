//! The whole program as one function: a request in, an answer out. Tests call just this.

use std::sync::Arc;
use std::time::Instant;

use log::Level;
use rouille::{Request, Response};

use crate::app::App;
use crate::metrics::{Access, AnsweredRequest, Group};
use crate::web::api;
use crate::web::pages;
use crate::web::request::throttle;
use crate::web::routes::{self, RouteMatch};
use crate::web::{request::context::RequestContext, response};
use crate::wire::{self, Embedded, Event};

/// What the lines about requests are filtered by.
const ACCESS: &str = "access";

/// Answers one request. A panic of a handler is one visitor's 500.
pub fn handle(app: &App, request: &Request) -> Response {
    let begun = Instant::now();
    let ctx = RequestContext::new(app, request);
    let found = routes::find(&ctx);
    let answer = response::finalize(&ctx, routes::answer(&ctx, found.as_ref()));
    if answer.status_code == 503 {
        throttle::refund_unserved(&ctx);
    }
    record_request(&ctx, found.as_ref(), answer.status_code, begun);
    answer
}

/// Counts an answered request, and says it in the log: by its pattern and never by its path, its query or an address,
/// which name people and carry tokens.
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
    // Asked first, because a name is drawn for each request that is written down.
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

/// The program as the wire serves it.
pub struct Site(pub Arc<App>);

impl wire::Application for Site {
    fn handle(&self, request: &Request) -> Response {
        handle(&self.0, request)
    }

    fn embedded_body(&self, request: &Request, answer: &Response) -> Embedded {
        match api::static_files::bytes_of(request.raw_url(), answer) {
            Some(bytes) => Embedded::All(bytes),
            None if pages::api_docs::is_at(request.raw_url()) => Embedded::Most,
            None => Embedded::None,
        }
    }

    fn common_headers(&self) -> Vec<(&'static str, &'static str)> {
        response::common_headers(self.0.https()).collect()
    }

    fn blocks(&self, method: &str, raw_url: &str) -> bool {
        routes::blocks(method, raw_url)
    }

    fn error_response(&self, status: u16, raw_url: &str) -> Response {
        let begun = Instant::now();
        let raw_url = if raw_url.is_empty() { "/" } else { raw_url };
        // The method is unknown here.
        let unread = Request::fake_http("-", raw_url, Vec::new(), Vec::new());
        let ctx = RequestContext::new(&self.0, &unread);
        let answer = routes::refused(&ctx, status);
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
                metrics.pulses.wire.add();
                self.0.db.turn();
            }
        }
    }
}
