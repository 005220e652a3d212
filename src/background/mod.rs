//! Background jobs: every thread that runs as long as the server is a row of one table. All are
//! started, supervised and joined here; `app::last_runs` records their runs.

mod backup;
mod backup_check;
mod checkpoint;
mod email_delivery;
mod holds;
pub mod job;
pub mod metrics_page;
mod metrics_server;
mod news;
pub mod purge;
mod systemd;
mod waiting_events;
pub mod webhook_delivery;
mod write_buffer;

pub use systemd::Watchdog;

use std::sync::atomic::Ordering;
use std::time::Duration;

use job::{Job, Join, Setup};

const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_secs(60);

/// All background jobs, in the order in which a stop joins them, such as the write buffer before
/// the ledger that reads what it wrote. The start is in reverse.
pub static JOBS: &[Job] = &[
    Job::thread("watchdog", Duration::MAX, systemd::start),
    Job::thread("metrics", Duration::MAX, metrics_server::start),
    Job::thread("email", Duration::from_secs(5), email_delivery::start),
    Job::thread("webhooks", Duration::from_secs(1), webhook_delivery::start),
    Job::every("write_buffer", Duration::from_secs(5), write_buffer::flush)
        .woken_by(|app| &app.write_buffer.waker)
        .retried_in(SECOND)
        .and_at_stop(),
    Job::every("ledger", MINUTE, write_buffer::write_to_ledger).and_at_stop(),
    Job::every("waiting_events", MINUTE, waiting_events::run),
    Job::every("holds", MINUTE, holds::run),
    Job::every("news", MINUTE, news::run),
    Job::every("purge", MINUTE, purge::run),
    Job::every("backup", Duration::from_secs(30), backup::run)
        .retried_in(Duration::from_secs(600))
        .only_if(backup::is_configured),
    Job::every("backup_check", MINUTE, backup_check::run).only_if(backup_check::is_configured),
    Job::thread("checkpoint", Duration::MAX, checkpoint::start),
];

/// The jobs that run.
pub struct RunningJobs {
    setup: Setup,
    joins: Vec<Join>,
}

impl RunningJobs {
    /// Starts the jobs of the table whose name `is_wanted`.
    ///
    /// # Errors
    /// A sentence for the operator, when a job cannot start.
    pub fn start(setup: Setup, is_wanted: impl Fn(&str) -> bool) -> Result<RunningJobs, String> {
        let mut joins = Vec::new();
        for job in JOBS.iter().filter(|job| is_wanted(job.name)).rev() {
            joins.extend(job.start(&setup)?);
        }
        joins.reverse();
        Ok(RunningJobs { setup, joins })
    }

    /// Ends all jobs and joins their threads. `timeout` begins with the stop and bounds the emails
    /// that are being sent.
    pub fn stop(self, timeout: Duration) {
        let Setup { app, stop, .. } = self.setup;
        stop.request();
        app.is_stopping.store(true, Ordering::Relaxed);
        self.joins.into_iter().for_each(|join| join(stop.time_left(timeout)));
    }
}
