//! Tells systemd how the program is (sd_notify(3)): that it serves, that it lives, that it stops.

use std::io;
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use sd_notify::NotifyState;

use crate::app::App;
use crate::metrics::supervise::run_catching_panics;
use crate::store::users;
use crate::wire::Stop;

/// How often the program looks at itself when systemd sets no deadline, for the line of status alone.
const PAUSE: Duration = Duration::from_secs(30);

/// The longest that a part of the program may stand still: the postman sleeps five seconds and may then wait ten for
/// another program that holds the database.
const PROBE_INTERVAL: Duration = Duration::from_secs(20);

/// The thread that tells, where somebody listens.
pub struct SystemdNotifier(Option<JoinHandle<()>>);

impl SystemdNotifier {
    /// Says that the program serves, and from now on, until the stop, that it lives. Does nothing when it was not
    /// started by a service manager that wants to know.
    ///
    /// # Errors
    /// When the thread cannot be had.
    pub fn start(app: Arc<App>, address: String, stop: Stop) -> io::Result<SystemdNotifier> {
        if std::env::var_os("NOTIFY_SOCKET").is_none() {
            return Ok(SystemdNotifier(None));
        }
        let thread = thread::Builder::new().name("watchdog".into());
        thread.spawn(move || tell(&app, &address, &stop)).map(|thread| SystemdNotifier(Some(thread)))
    }

    /// Waits for the end that its `Stop` asked for.
    pub fn join(self) {
        if self.0.is_some_and(|thread| thread.join().is_err()) {
            log::error!("the watchdog's thread panicked");
        }
    }
}

fn tell(app: &App, address: &str, stop: &Stop) {
    say(&[NotifyState::Ready, NotifyState::Status(&format!("serving on {address}"))]);
    let deadline = sd_notify::watchdog_enabled();
    // Half of the deadline, as sd_watchdog_enabled(3) advises.
    let pause = deadline.map_or(PAUSE, |deadline| deadline / 2);
    let mut beat = Watchdog::every(pause);
    loop {
        match stop.wait(pause) {
            Ok(false) => {}
            Ok(true) => break,
            Err(error) => return log::error!(error:% = error; "the watchdog has no timer"),
        }
        match run_catching_panics(&app.metrics, "the watchdog", || beat.probe(app))
            .unwrap_or(Err("the watchdog panicked"))
        {
            Ok(()) => {
                let served = app.metrics.wire.connections.now();
                say(&[
                    NotifyState::Watchdog,
                    NotifyState::Status(&format!("serving on {address}, {served} connections")),
                ]);
            }
            Err(still) => {
                log::error!("{still}; the watchdog is not fed");
                say(&[NotifyState::Status(still)]);
            }
        }
    }
    say(&[NotifyState::Stopping, NotifyState::Status("answering what is in flight")]);
}

fn say(state: &[NotifyState]) {
    if let Err(error) = sd_notify::notify(state) {
        log::warn!(error:% = error; "the service manager cannot be told");
    }
}

/// Whether the program still works, seen from one look to the next.
pub struct Watchdog {
    /// How often each part had come round at the last look, and for how many looks it has stood there.
    seen: [(u64, u32); 3],
    /// For how many looks a part may stand still.
    patience: u32,
}

impl Watchdog {
    /// For looks that are `pause` apart.
    pub fn every(pause: Duration) -> Watchdog {
        let looks = PROBE_INTERVAL.as_millis().div_ceil(pause.as_millis().max(1));
        Watchdog { seen: [(0, 0); 3], patience: u32::try_from(looks).unwrap_or(u32::MAX) }
    }

    /// Asks the database, and insists that each part that never rests for long has come round since. The error is
    /// what stands still. Does not return while nobody can write: then the watchdog is not fed either.
    ///
    /// A database that answers with an error is no reason to be started again: the disk would be as full as before.
    pub fn probe(&mut self, app: &App) -> Result<(), &'static str> {
        let _ = app.db.read(|conn| users::find_by_id(conn, 0));
        app.db.with_raw_connection(|_| ());
        let pulses = &app.metrics.pulses;
        let parts = [
            (&pulses.wire, "the network threads stand still"),
            (&pulses.chores, "the chores stand still"),
            (&pulses.postman, "the postman stands still"),
        ];
        let mut still = Ok(());
        for ((count, looks), (pulse, said)) in self.seen.iter_mut().zip(parts) {
            let now = pulse.get();
            *looks = if now == *count { *looks + 1 } else { 0 };
            *count = now;
            if *looks >= self.patience {
                still = still.and(Err(said));
            }
        }
        still
    }
}
