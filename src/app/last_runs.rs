//! The last run of each background job, for the health page.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::timestamp::Timestamp;

#[derive(Debug)]
pub struct LastRuns {
    pub started: Timestamp,
    /// 0 for never.
    flushed: AtomicI64,
    swept: AtomicI64,
}

impl LastRuns {
    pub fn new(started: Timestamp) -> LastRuns {
        LastRuns { started, flushed: AtomicI64::default(), swept: AtomicI64::default() }
    }

    /// What waited in memory stands in the database.
    pub fn record_flush(&self, now: Timestamp) {
        self.flushed.store(now.0, Ordering::Relaxed);
    }

    /// What has expired is gone.
    pub fn record_purge(&self, now: Timestamp) {
        self.swept.store(now.0, Ordering::Relaxed);
    }

    /// When that was last; `None` if never.
    pub fn last_flush(&self) -> Option<Timestamp> {
        read(&self.flushed)
    }

    pub fn last_purge(&self) -> Option<Timestamp> {
        read(&self.swept)
    }
}

fn read(at: &AtomicI64) -> Option<Timestamp> {
    Some(at.load(Ordering::Relaxed)).filter(|at| *at > 0).map(Timestamp)
}
