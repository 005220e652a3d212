//! The stop: a handle that requests it, and the signals that do.

use std::io;
use std::process;
use std::sync::{Arc, OnceLock};
use std::thread;
use std::time::{Duration, Instant};

use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::Notify;
use tokio::sync::futures::Notified;

/// SIGXFSZ on Linux's usual architectures: a file would grow beyond its limit (`ulimit -f`).
const SIGXFSZ: i32 = 25;

/// Signals that would end the process, and that are sent by habit to have a program read its
/// settings or open its log again. SIGHUP also comes when a terminal closes.
const IGNORED: [(&str, SignalKind); 4] = [
    ("SIGHUP", SignalKind::hangup()),
    ("SIGUSR1", SignalKind::user_defined1()),
    ("SIGUSR2", SignalKind::user_defined2()),
    ("SIGALRM", SignalKind::alarm()),
];

/// A stop that any clone requests, once, and all clones see.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<State>);

#[derive(Debug, Default)]
struct State {
    requested_at: OnceLock<Instant>,
    waiting: Notify,
}

impl Stop {
    pub fn new() -> Stop {
        Stop::default()
    }

    /// A stop that SIGTERM or SIGINT requests. The second of these signals exits the process at
    /// once with code 1, also while the program flushes after serving. Signals of habit are ignored
    /// with a line in the log.
    ///
    /// # Errors
    /// When the system refuses the signals or their thread.
    pub fn on_signals() -> io::Result<Stop> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let (mut terminate, mut interrupt) = {
            let _within = runtime.enter();
            // Handled for good, so that the write fails as on a full disk and the process lives.
            let _ = signal(SignalKind::from_raw(SIGXFSZ));
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?)
        };
        for (name, kind) in IGNORED {
            let mut ignored = {
                let _within = runtime.enter();
                signal(kind)?
            };
            runtime.spawn(async move {
                while ignored.recv().await.is_some() {
                    log::info!("signals: {name} is ignored; a restart reads the settings again");
                }
            });
        }
        let stop = Stop::new();
        let stopping = stop.clone();
        thread::Builder::new().name("signals".into()).spawn(move || {
            runtime.block_on(async {
                for is_second in [false, true] {
                    tokio::select! {
                        _ = terminate.recv() => {}
                        _ = interrupt.recv() => {}
                    }
                    if is_second {
                        process::exit(1);
                    }
                    stopping.request();
                }
            });
        })?;
        Ok(stop)
    }

    /// Requests the graceful stop. Requesting again changes nothing.
    pub fn request(&self) {
        self.0.requested_at.get_or_init(Instant::now);
        self.0.waiting.notify_waiters();
    }

    pub fn is_requested(&self) -> bool {
        // A plain load on most machines: read once for every wake of every connection.
        self.0.requested_at.get().is_some()
    }

    /// What is left of a timeout that begins with the stop; all of it before.
    pub fn time_left(&self, timeout: Duration) -> Duration {
        self.0.requested_at.get().map_or(timeout, |at| timeout.saturating_sub(at.elapsed()))
    }

    /// Blocks this thread until the stop, for at most `timeout`; returns whether it was requested.
    ///
    /// # Errors
    /// When the system refuses a timer.
    pub fn wait(&self, timeout: Duration) -> io::Result<bool> {
        let runtime = runtime::Builder::new_current_thread().enable_time().build()?;
        let _ = runtime.block_on(async { tokio::time::timeout(timeout, self.requested()).await });
        Ok(self.is_requested())
    }

    /// Wakes at a request after this call; check `is_requested` after it, not before.
    pub(super) fn notified(&self) -> Notified<'_> {
        self.0.waiting.notified()
    }

    /// Returns once the stop is requested.
    pub(super) async fn requested(&self) {
        let notified = self.notified();
        if !self.is_requested() {
            notified.await;
        }
    }
}
