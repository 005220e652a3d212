//! Signs that the program's own threads do their work, for the operator to look at.

use std::sync::atomic::{AtomicI64, Ordering};

use crate::domain::timestamp::Moment;

#[derive(Debug)]
pub struct Pulse {
    pub started: Moment,
    /// 0 for never.
    flushed: AtomicI64,
    swept: AtomicI64,
}

impl Pulse {
    pub fn new(started: Moment) -> Pulse {
        Pulse { started, flushed: AtomicI64::default(), swept: AtomicI64::default() }
    }

    /// What waited in memory stands in the database.
    pub fn flushed(&self, now: Moment) {
        self.flushed.store(now.0, Ordering::Relaxed);
    }

    /// What has expired is gone.
    pub fn swept(&self, now: Moment) {
        self.swept.store(now.0, Ordering::Relaxed);
    }

    /// When that was last; `None` if never.
    pub fn last_flush(&self) -> Option<Moment> {
        read(&self.flushed)
    }

    pub fn last_sweep(&self) -> Option<Moment> {
        read(&self.swept)
    }
}

fn read(at: &AtomicI64) -> Option<Moment> {
    Some(at.load(Ordering::Relaxed)).filter(|at| *at > 0).map(Moment)
}
