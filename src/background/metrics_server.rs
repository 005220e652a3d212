//! The listener that shows metrics: the same wire as the site's, another port, one address.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use rouille::{Request, Response};

use crate::app::App;
use crate::background::metrics_page;
use crate::domain::timestamp::Timestamp;
use crate::metrics::supervise::run_catching_panics;
use crate::metrics::{self, MEDIA_TYPE};
use crate::web::response;
use crate::wire::{self, Application, Limits, Stop};

/// A scraper needs one, and somebody may look by hand.
const MAX_CONNECTIONS: usize = 16;

/// How long the listener rests after it failed.
const RESTART_PAUSE: Duration = Duration::from_secs(1);

/// Serves metrics on a thread of its own until the stop.
pub struct MetricsServer(JoinHandle<()>);

impl MetricsServer {
    /// # Errors
    /// When the thread cannot be had.
    pub fn start(
        listener: TcpListener,
        app: Arc<App>,
        version: &'static str,
        stop: Stop,
    ) -> io::Result<MetricsServer> {
        let limits = Limits {
            max_connections: MAX_CONNECTIONS,
            max_connections_per_ip: MAX_CONNECTIONS,
            network_threads: Some(1),
            ..Limits::from(&app.config.server)
        };
        let started = app.clock.now();
        let metrics = Arc::new(Metrics { app: Arc::clone(&app), version, started });
        let serve = move |stop: &Stop| {
            wire::serve(listener.try_clone()?, limits.clone(), Arc::clone(&metrics), stop.clone())
        };
        let thread = thread::Builder::new().name("metrics".into());
        thread.spawn(move || keep(&app.metrics, &stop, RESTART_PAUSE, serve)).map(MetricsServer)
    }

    /// Waits for the end that its `Stop` asked for.
    pub fn join(self) {
        if self.0.join().is_err() {
            log::error!("the metrics' thread panicked");
        }
    }
}

/// Serves until the stop. The site does not end with its metrics: what fails or panics is begun again after a pause.
fn keep(metrics: &metrics::Metrics, stop: &Stop, pause: Duration, serve: impl Fn(&Stop) -> io::Result<()>) {
    loop {
        match run_catching_panics(metrics, "the metrics' listener", || serve(stop)) {
            Some(Ok(())) => return,
            Some(Err(error)) => {
                log::error!(error:% = error; "the metrics' listener failed and is begun again")
            }
            None => {}
        }
        if stop.wait(pause).unwrap_or(true) {
            return;
        }
    }
}

struct Metrics {
    app: Arc<App>,
    version: &'static str,
    started: Timestamp,
}

impl Application for Metrics {
    fn handle(&self, request: &Request) -> Response {
        let path = request.raw_url().split('?').next().unwrap_or("");
        match (request.method(), path) {
            ("GET" | "HEAD", "/metrics") => response::with_bytes(
                200,
                MEDIA_TYPE,
                metrics_page::render(&self.app, self.version, self.started),
            ),
            (_, "/metrics") => {
                let mut answer = response::text(405, "GET /metrics\n");
                response::add_header(&mut answer, "Allow", "GET, HEAD");
                answer
            }
            _ => response::text(404, "GET /metrics\n"),
        }
    }

    /// What it reads of the database may take a moment, and this listener's one thread has nobody else to serve.
    fn blocks(&self, _: &str, _: &str) -> bool {
        false
    }

    fn error_response(&self, status: u16, _: &str) -> Response {
        response::empty(status)
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn metrics_are_served_again_after_a_panic_and_after_a_failure() {
        let (metrics, begun) = (metrics::Metrics::default(), Cell::new(0));
        keep(&metrics, &Stop::new(), Duration::ZERO, |_| {
            begun.set(begun.get() + 1);
            match begun.get() {
                1 => panic!("the first time"),
                2 => Err(io::ErrorKind::OutOfMemory.into()),
                _ => Ok(()),
            }
        });
        assert_eq!((begun.get(), metrics.panics.get()), (3, 1));
    }

    #[test]
    fn a_listener_that_fails_is_not_begun_again_after_the_stop() {
        let (metrics, stop) = (metrics::Metrics::default(), Stop::new());
        stop.request();
        let begun = Cell::new(0);
        keep(&metrics, &stop, Duration::from_secs(600), |_| {
            begun.set(begun.get() + 1);
            Err(io::ErrorKind::OutOfMemory.into())
        });
        assert_eq!(begun.get(), 1);
    }
}
