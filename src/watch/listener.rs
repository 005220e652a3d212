//! The listener that shows metrics: the same wire as the site's, another port, one address.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, JoinHandle};

use rouille::{Request, Response};

use super::page;
use crate::app::App;
use crate::domain::moment::Moment;
use crate::http::answer;
use crate::http::server::{self, Application, Limits, Stop};
use crate::metrics::MEDIA_TYPE;

/// A scraper needs one, and somebody may look by hand.
const MOST_CONNECTIONS: usize = 16;

/// Serves metrics on a thread of its own until the stop.
pub struct Listener(JoinHandle<io::Result<()>>);

impl Listener {
    /// # Errors
    /// When the thread cannot be had.
    pub fn start(
        listener: TcpListener,
        app: Arc<App>,
        version: &'static str,
        stop: Stop,
    ) -> io::Result<Listener> {
        let limits = Limits {
            max_connections: MOST_CONNECTIONS,
            max_connections_per_ip: MOST_CONNECTIONS,
            threads: Some(1),
            ..Limits::from(&app.config.server)
        };
        let started = app.clock.now();
        let metrics = Arc::new(Metrics { app, version, started });
        let thread = thread::Builder::new().name("metrics".into());
        thread.spawn(move || server::serve(listener, limits, metrics, stop)).map(Listener)
    }

    /// Waits for the end that its `Stop` asked for.
    pub fn join(self) {
        match self.0.join() {
            Ok(Ok(())) => {}
            Ok(Err(error)) => log::error!(error:% = error; "the metrics' listener failed"),
            Err(_) => log::error!("the metrics' thread panicked"),
        }
    }
}

struct Metrics {
    app: Arc<App>,
    version: &'static str,
    started: Moment,
}

impl Application for Metrics {
    fn handle(&self, request: &Request) -> Response {
        let path = request.raw_url().split('?').next().unwrap_or("");
        match (request.method(), path) {
            ("GET" | "HEAD", "/metrics") => {
                answer::of(200, MEDIA_TYPE, page::page(&self.app, self.version, self.started))
            }
            (_, "/metrics") => {
                let mut answer = answer::text(405, "GET /metrics\n");
                answer::add(&mut answer, "Allow", "GET, HEAD");
                answer
            }
            _ => answer::text(404, "GET /metrics\n"),
        }
    }

    /// What it reads of the database may take a moment, and this listener's one thread has nobody else to serve.
    fn blocks(&self, _: &str, _: &str) -> bool {
        false
    }

    fn refuse(&self, status: u16) -> Response {
        answer::empty(status)
    }
}
