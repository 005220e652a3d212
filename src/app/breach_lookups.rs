//! Breach lookup: how many run, and how often the log has a failure.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::domain::log_throttle::LogThrottle;
use crate::domain::sync::lock;
use crate::domain::timestamp::Timestamp;

/// Lookups at once. Each holds a request for up to two seconds when the service is down, and comes
/// before the rate limits of the form.
const MAX_RUNNING: usize = 16;

#[derive(Default)]
pub struct BreachLookups {
    running: AtomicUsize,
    log_throttle: Mutex<LogThrottle>,
}

/// A lookup that runs, until it is dropped.
pub struct Running<'l>(&'l BreachLookups);

impl BreachLookups {
    /// `None` while as many run as may.
    pub fn begin(&self) -> Option<Running<'_>> {
        let running = Running(self);
        (self.running.fetch_add(1, Ordering::Relaxed) < MAX_RUNNING).then_some(running)
    }

    /// Logs that a password was not looked up, once a minute.
    pub fn warn(&self, why: &str, now: Timestamp) {
        if lock(&self.log_throttle).should_log(now) {
            log::warn!("passwords: a new one was taken without a look at breaches; {why}");
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
    }
}
