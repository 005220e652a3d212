//! How serving ends: a handle that says so, and the signals that hold one.

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
const FILE_TOO_LARGE: i32 = 25;

/// Says «stop» once, to everybody who holds a clone.
#[derive(Clone, Debug, Default)]
pub struct Stop(Arc<State>);

#[derive(Debug, Default)]
struct State {
    /// When it was asked for.
    requested: OnceLock<Instant>,
    waiting: Notify,
}

impl Stop {
    pub fn new() -> Stop {
        Stop::default()
    }

    /// A stop that SIGTERM or SIGINT asks for. A second of these exits the process at once with code 1, also when
    /// serving has already returned and the rest of the program is still flushing.
    ///
    /// # Errors
    /// When the signals or the thread that waits for them cannot be had.
    pub fn on_signals() -> io::Result<Stop> {
        let runtime = runtime::Builder::new_current_thread().enable_all().build()?;
        let (mut terminate, mut interrupt) = {
            let _within = runtime.enter();
            // Caught for good, whether anybody listens: the write fails as on a full disk, and that is enough.
            let _ = signal(SignalKind::from_raw(FILE_TOO_LARGE));
            (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?)
        };
        let stop = Stop::new();
        let asked = stop.clone();
        thread::Builder::new().name("signals".into()).spawn(move || {
            runtime.block_on(async {
                for again in [false, true] {
                    tokio::select! {
                        _ = terminate.recv() => {}
                        _ = interrupt.recv() => {}
                    }
                    if again {
                        process::exit(1);
                    }
                    asked.request();
                }
            });
        })?;
        Ok(stop)
    }

    /// Asks for the graceful stop. Asking again changes nothing.
    pub fn request(&self) {
        self.0.requested.get_or_init(Instant::now);
        self.0.waiting.notify_waiters();
    }

    pub fn is_requested(&self) -> bool {
        // A plain load on most machines: this is read once for every wake of every connection.
        self.0.requested.get().is_some()
    }

    /// What is left of a deadline that counts from when the stop was asked for; all of it before.
    pub fn time_left(&self, deadline: Duration) -> Duration {
        self.0.requested.get().map_or(deadline, |asked| deadline.saturating_sub(asked.elapsed()))
    }

    /// Waits on this thread until the stop was asked for, `most` at the longest; returns whether it was.
    ///
    /// # Errors
    /// When the system gives no timer.
    pub fn wait(&self, most: Duration) -> io::Result<bool> {
        let runtime = runtime::Builder::new_current_thread().enable_time().build()?;
        let _ = runtime.block_on(async { tokio::time::timeout(most, self.asked()).await });
        Ok(self.is_requested())
    }

    /// Wakes when the stop is asked for. It counts from its creation; look at `is_asked` after it, not before.
    pub(super) fn notified(&self) -> Notified<'_> {
        self.0.waiting.notified()
    }

    /// Returns once the stop was asked for.
    pub(super) async fn asked(&self) {
        let notified = self.notified();
        if !self.is_requested() {
            notified.await;
        }
    }
}
