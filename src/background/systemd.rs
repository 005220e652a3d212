//! systemd: tells the service manager that the program serves, lives and stops (sd_notify(3)).

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use sd_notify::NotifyState;

use crate::app::App;
use crate::app::last_runs::JobRuns;
use crate::background::job::{Join, Setup, spawn};
use crate::store::users;
use crate::wire::Stop;

/// Time between two probes when systemd sets no deadline; they only write the status line.
const PROBE_INTERVAL: Duration = Duration::from_secs(30);

/// The longest that a watched job may not run: the delivery worker sleeps five seconds, and may
/// then wait ten for another program that locks the database.
const STUCK_TIMEOUT: Duration = Duration::from_secs(20);

/// The jobs that never pause for long.
const WATCHED: [&str; 3] = ["network", "write_buffer", "email"];

/// Starts the watchdog; `None` when no service manager started the program.
pub fn start(setup: &Setup, runs: &Arc<JobRuns>) -> Result<Option<Join>, String> {
    if std::env::var_os("NOTIFY_SOCKET").is_none() {
        return Ok(None);
    }
    let (app, address) = (Arc::clone(&setup.app), setup.address.clone());
    let (runs, stop) = (Arc::clone(runs), setup.stop.clone());
    spawn("watchdog", move || run_until_stop(&app, &runs, &address, &stop)).map(Some)
}

fn run_until_stop(app: &App, runs: &JobRuns, address: &str, stop: &Stop) {
    notify(&[NotifyState::Ready, NotifyState::Status(&format!("serving on {address}"))]);
    // Half of the deadline, as sd_watchdog_enabled(3) advises.
    let interval = sd_notify::watchdog_enabled().map_or(PROBE_INTERVAL, |deadline| deadline / 2);
    let mut watchdog = Watchdog::every(interval);
    let mut probe = || -> Result<bool, String> {
        match stop.wait(interval) {
            Ok(false) => {}
            Ok(true) => return Ok(true),
            Err(error) => {
                log::error!(error:% = error; "watchdog: no timer; ends, and systemd restarts the program");
                return Ok(true);
            }
        }
        match watchdog.probe(app) {
            Ok(()) => {
                let connections = app.metrics.wire.connections.now();
                let status = format!("serving on {address}, {connections} connections");
                notify(&[NotifyState::Watchdog, NotifyState::Status(&status)]);
            }
            Err(why) => {
                log::error!("watchdog: {why}; does not notify systemd, which restarts the program");
                notify(&[NotifyState::Status(&why)]);
            }
        }
        Ok(false)
    };
    // A panic keeps the notification from systemd, which restarts the program if they go on.
    while !runs.supervise(&app.metrics, app.clock.now(), &mut probe).unwrap_or(stop.is_requested()) {}
    notify(&[NotifyState::Stopping, NotifyState::Status("answering requests in flight")]);
}

fn notify(state: &[NotifyState]) {
    if let Err(error) = sd_notify::notify(state) {
        log::warn!(error:% = error; "watchdog: cannot notify systemd; tries again");
    }
}

/// Finds jobs that are stuck, from one probe to the next.
pub struct Watchdog {
    /// For each watched job: its runs and failures at the last probe, and for how many probes they
    /// have not grown.
    seen: HashMap<&'static str, (u64, u32)>,
    /// Probes without a run after which a job is stuck.
    max_probes: u32,
}

impl Watchdog {
    /// For probes that are `interval` apart.
    pub fn every(interval: Duration) -> Watchdog {
        let probes = STUCK_TIMEOUT.as_millis().div_ceil(interval.as_millis().max(1));
        Watchdog { seen: HashMap::new(), max_probes: u32::try_from(probes).unwrap_or(u32::MAX) }
    }

    /// Reads from the database, and checks that each watched job has run since the last probe.
    /// Blocks while no transaction can be written: then systemd is not notified either. A database
    /// error is no reason for a restart: the disk would be as full as before.
    ///
    /// # Errors
    /// A sentence that names the stuck job.
    pub fn probe(&mut self, app: &App) -> Result<(), String> {
        let _ = app.db.read(|conn| users::find_by_id(conn, 0));
        app.db.with_raw_connection(|_| ());
        let jobs = app.last_runs.list();
        let mut stuck = Ok(());
        for name in WATCHED {
            let Some(job) = jobs.iter().find(|job| job.name == name) else { continue };
            let count = job.runs.get() + job.failures.get();
            let (last, probes) = self.seen.entry(name).or_default();
            *probes = if count == *last { *probes + 1 } else { 0 };
            *last = count;
            if *probes >= self.max_probes {
                stuck = stuck.and(Err(format!("the job {name} is stuck")));
            }
        }
        stuck
    }
}
