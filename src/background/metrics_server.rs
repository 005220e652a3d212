//! The metrics server: the same wire as the site's, on another port.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use rouille::{Request, Response};

use crate::app::App;
use crate::app::last_runs::JobRuns;
use crate::app::version::version;
use crate::background::job::{Join, Setup, spawn};
use crate::background::metrics_page;
use crate::domain::timestamp::Timestamp;
use crate::metrics::MEDIA_TYPE;
use crate::web::response;
use crate::wire::{self, Application, Limits, Stop};

/// A scraper needs one.
const MAX_CONNECTIONS: usize = 16;

/// The pause after the server failed.
const RESTART_INTERVAL: Duration = Duration::from_secs(1);

/// Starts the server; `None` when `metrics.listen` is not set.
pub fn start(setup: &Setup, runs: &Arc<JobRuns>) -> Result<Option<Join>, String> {
    let Some(listener) = &setup.metrics_listener else { return Ok(None) };
    let listener = listener.try_clone().map_err(|e| format!("the metrics server cannot start: {e}"))?;
    let (app, runs, stop) = (Arc::clone(&setup.app), Arc::clone(runs), setup.stop.clone());
    let limits = Limits {
        max_connections: MAX_CONNECTIONS,
        max_connections_per_ip: MAX_CONNECTIONS,
        network_threads: Some(1),
        ..Limits::from(&app.config.server)
    };
    let metrics = Arc::new(Metrics { started: app.clock.now(), app: Arc::clone(&app) });
    let serve = move |stop: &Stop| -> io::Result<()> {
        let listener: TcpListener = listener.try_clone()?;
        wire::serve(listener, limits.clone(), Arc::clone(&metrics), stop.clone())
    };
    spawn("metrics", move || run_until_stop(&app, &runs, &stop, RESTART_INTERVAL, serve)).map(Some)
}

/// Serves until the stop, and again after a failure or a panic.
fn run_until_stop(
    app: &App,
    runs: &JobRuns,
    stop: &Stop,
    pause: Duration,
    serve: impl Fn(&Stop) -> io::Result<()>,
) {
    loop {
        if runs.supervise(&app.metrics, app.clock.now(), || serve(stop)).is_some() {
            return;
        }
        if stop.wait(pause).unwrap_or(true) {
            return;
        }
    }
}

struct Metrics {
    app: Arc<App>,
    started: Timestamp,
}

impl Application for Metrics {
    fn handle(&self, request: &Request) -> Response {
        let path = request.raw_url().split('?').next().unwrap_or("");
        match (request.method(), path) {
            ("GET" | "HEAD", "/metrics") => response::with_bytes(
                200,
                MEDIA_TYPE,
                metrics_page::render(&self.app, version(), self.started),
            ),
            (_, "/metrics") => {
                let mut answer = response::text(405, "GET /metrics\n");
                response::add_header(&mut answer, "Allow", "GET, HEAD");
                answer
            }
            _ => response::text(404, "GET /metrics\n"),
        }
    }

    /// Reading the database takes a moment, and this thread has nothing else to serve.
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
    use crate::app::clock::Clock;
    use crate::config::Config;

    fn served(stop: &Stop, pause: Duration, serve: impl Fn(u32) -> io::Result<()>) -> (App, u32) {
        let mut config = Config::default();
        config.database.path = ":memory:".into();
        let app = App::open(config, Clock::System).expect("an app");
        let starts = Cell::new(0);
        run_until_stop(&app, &app.last_runs.job("metrics", Duration::MAX), stop, pause, |_| {
            starts.set(starts.get() + 1);
            serve(starts.get())
        });
        (app, starts.get())
    }

    #[test]
    fn metrics_are_served_again_after_a_panic_and_after_a_failure() {
        let (app, starts) = served(&Stop::new(), Duration::ZERO, |start| match start {
            1 => panic!("the first time"),
            2 => Err(io::ErrorKind::OutOfMemory.into()),
            _ => Ok(()),
        });
        assert_eq!((starts, app.metrics.panics.get()), (3, 1));
    }

    #[test]
    fn a_listener_that_fails_is_not_begun_again_after_the_stop() {
        let stop = Stop::new();
        stop.request();
        let (_, starts) = served(&stop, Duration::from_secs(600), |_| Err(io::ErrorKind::OutOfMemory.into()));
        assert_eq!(starts, 1);
    }
}
