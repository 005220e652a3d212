//! The whole program as one function: a request in, an answer out. Tests call just this.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::Instant;

use rouille::{Request, Response};

use crate::app::App;
use crate::http::{Failure, Visit, answer, server};
use crate::routes::{self, Side};

/// Answers one request. Never panics: a panic of a handler is one visitor's 500.
pub fn handle(app: &App, request: &Request) -> Response {
    let begun = Instant::now();
    let visit = Visit::new(app, request);
    let (pattern, answer) = catch_unwind(AssertUnwindSafe(|| routes::dispatch(&visit)))
        .unwrap_or_else(|_| ("-", routes::failed(&visit, Side::of(request.raw_url()), &Failure::Panicked)));
    let answer = answer::finish(&visit, answer);
    // The pattern and never the path, the query or an address: those name people and carry tokens.
    log::info!(
        target: "access",
        method = visit.method(), route = pattern, status = answer.status_code, micros = begun.elapsed().as_micros() as u64;
        "answered"
    );
    answer
}

/// The program as the wire serves it.
pub struct Site(pub Arc<App>);

impl server::Application for Site {
    fn handle(&self, request: &Request) -> Response {
        handle(&self.0, request)
    }

    fn blocks(&self, method: &str, raw_url: &str) -> bool {
        routes::blocks(method, raw_url)
    }

    fn refuse(&self, status: u16) -> Response {
        self.refuse_at(status, "/")
    }

    fn refuse_at(&self, status: u16, raw_url: &str) -> Response {
        let unread = Request::fake_http("GET", raw_url, Vec::new(), Vec::new());
        routes::refused(&Visit::new(&self.0, &unread), status)
    }
}
