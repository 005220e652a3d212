//! The clock: the only reader of the system's time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use rustix::time::{ClockId, clock_gettime};

use crate::domain::timestamp::Timestamp;

/// The source of `now`. `Fixed` changes only when a test advances it.
#[derive(Clone, Debug)]
pub enum Clock {
    System,
    Fixed(Arc<FixedTime>),
}

/// Both clocks of a test, in seconds.
#[derive(Debug)]
pub struct FixedTime {
    wall: AtomicI64,
    uptime: AtomicI64,
}

impl Clock {
    pub fn fixed(at: Timestamp) -> Clock {
        Clock::Fixed(Arc::new(FixedTime { wall: AtomicI64::new(at.0), uptime: AtomicI64::default() }))
    }

    /// The current time. A request reads it once and passes it on as a value.
    pub fn now(&self) -> Timestamp {
        match self {
            Clock::System => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
            }
            Clock::Fixed(time) => Timestamp(time.wall.load(Ordering::SeqCst)),
        }
    }

    /// Seconds since the machine started, sleep included: `CLOCK_BOOTTIME`, which no one can set.
    pub fn uptime_seconds(&self) -> i64 {
        match self {
            Clock::System => clock_gettime(ClockId::Boottime).tv_sec,
            Clock::Fixed(time) => time.uptime.load(Ordering::SeqCst),
        }
    }

    /// Advances a fixed clock by `seconds`; does nothing to the system's.
    pub fn advance(&self, seconds: i64) {
        if let Clock::Fixed(time) = self {
            time.uptime.fetch_add(seconds, Ordering::SeqCst);
            self.jump(seconds);
        }
    }

    /// Sets a fixed clock forward by `seconds`, or back, in no time.
    pub fn jump(&self, seconds: i64) {
        if let Clock::Fixed(time) = self {
            time.wall.fetch_add(seconds, Ordering::SeqCst);
        }
    }
}
