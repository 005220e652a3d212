//! Last runs: when each background job last succeeded and last failed, for the health page, the
//! metrics and the systemd watchdog.

use std::error::Error;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::domain::log_throttle::LogThrottle;
use crate::domain::sync::lock;
use crate::domain::timestamp::Timestamp;
use crate::metrics::supervise::run_catching_panics;
use crate::metrics::{Counter, Metrics};

pub struct LastRuns {
    pub started: Timestamp,
    jobs: Mutex<Vec<Arc<JobRuns>>>,
}

/// What is known of one job.
pub struct JobRuns {
    pub name: &'static str,
    /// The longest time between two runs; `Duration::MAX` for a job that runs when it is needed.
    pub period: Duration,
    pub runs: Counter,
    pub failures: Counter,
    /// Seconds since 1970; 0 for never.
    last_run: AtomicI64,
    last_failure: AtomicI64,
    last_attempt: Mutex<Option<Instant>>,
    log_throttle: Mutex<LogThrottle>,
}

impl LastRuns {
    pub fn new(started: Timestamp) -> LastRuns {
        LastRuns { started, jobs: Mutex::default() }
    }

    /// The runs of a job, which is listed from now on.
    pub fn job(&self, name: &'static str, period: Duration) -> Arc<JobRuns> {
        let mut jobs = lock(&self.jobs);
        if let Some(job) = jobs.iter().find(|job| job.name == name) {
            return Arc::clone(job);
        }
        let job = Arc::new(JobRuns {
            name,
            period,
            runs: Counter::default(),
            failures: Counter::default(),
            last_run: AtomicI64::default(),
            last_failure: AtomicI64::default(),
            last_attempt: Mutex::default(),
            log_throttle: Mutex::default(),
        });
        jobs.push(Arc::clone(&job));
        job
    }

    /// Takes a job that is not needed from the list.
    pub fn remove(&self, name: &str) {
        lock(&self.jobs).retain(|job| job.name != name);
    }

    /// The runs of a listed job.
    pub fn find(&self, name: &str) -> Option<Arc<JobRuns>> {
        lock(&self.jobs).iter().find(|job| job.name == name).cloned()
    }

    pub fn list(&self) -> Vec<Arc<JobRuns>> {
        lock(&self.jobs).clone()
    }
}

impl JobRuns {
    /// Runs the job once. An error or a panic costs this run: it is counted and logged, and `None`.
    pub fn supervise<T, E: Into<Box<dyn Error>>>(
        &self,
        metrics: &Metrics,
        now: Timestamp,
        run: impl FnOnce() -> Result<T, E>,
    ) -> Option<T> {
        match run_catching_panics(metrics, self.name, run) {
            Some(Ok(done)) => {
                self.record_run(now);
                return Some(done);
            }
            Some(Err(error)) => self.record_failure(now, error.into().as_ref()),
            None => self.count_failure(now),
        }
        None
    }

    pub fn record_run(&self, now: Timestamp) {
        self.runs.add();
        self.last_run.store(now.0, Ordering::Relaxed);
        self.record_attempt();
        if lock(&self.log_throttle).should_log_recovery() {
            log::info!(job = self.name; "background: the job works again");
        }
    }

    /// Logs the first failure, then one a minute.
    pub fn record_failure(&self, now: Timestamp, error: &dyn Error) {
        self.count_failure(now);
        if lock(&self.log_throttle).should_log(now) {
            log::error!(job = self.name, error:% = error; "background: the job failed; runs again");
        }
    }

    fn count_failure(&self, now: Timestamp) {
        self.failures.add();
        self.last_failure.store(now.0, Ordering::Relaxed);
        self.record_attempt();
    }

    fn record_attempt(&self) {
        *lock(&self.last_attempt) = Some(Instant::now());
    }

    /// Whether the job ran or failed less than `period` ago, whatever the wall clock says.
    pub fn was_attempted_within(&self, period: Duration) -> bool {
        let last = *lock(&self.last_attempt);
        last.is_some_and(|at| at.elapsed() < period)
    }

    /// When the job last succeeded; `None` if never.
    pub fn last_run(&self) -> Option<Timestamp> {
        read(&self.last_run)
    }

    pub fn last_failure(&self) -> Option<Timestamp> {
        read(&self.last_failure)
    }

    /// When the last run failed; `None` once one has succeeded after it.
    pub fn failed_at(&self) -> Option<Timestamp> {
        self.last_failure().filter(|failure| self.last_run().is_none_or(|run| run <= *failure))
    }
}

fn read(at: &AtomicI64) -> Option<Timestamp> {
    Some(at.load(Ordering::Relaxed)).filter(|at| *at > 0).map(Timestamp)
}
