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
    /// The system's, moved forward by these seconds: of a server made for tests.
    Moved(Arc<AtomicI64>),
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

    /// The system's clock, `seconds` ahead.
    pub fn moved(seconds: i64) -> Clock {
        Clock::Moved(Arc::new(AtomicI64::new(seconds)))
    }

    /// Seconds by which a moved clock is ahead.
    pub fn ahead_seconds(&self) -> i64 {
        match self {
            Clock::Moved(seconds) => seconds.load(Ordering::SeqCst),
            Clock::System | Clock::Fixed(_) => 0,
        }
    }

    /// The current time. A request reads it once and passes it on as a value.
    pub fn now(&self) -> Timestamp {
        match self {
            Clock::System | Clock::Moved(_) => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                Timestamp(i64::try_from(since.as_secs()).unwrap_or(i64::MAX)).plus(self.ahead_seconds())
            }
            Clock::Fixed(time) => Timestamp(time.wall.load(Ordering::SeqCst)),
        }
    }

    /// The current time that signatures are made and checked with: a moved clock's without its lead,
    /// because the other side keeps real time.
    pub fn signature_time(&self) -> Timestamp {
        self.now().minus(self.ahead_seconds())
    }

    /// Milliseconds since 1970, for pauses that are shorter than a few seconds.
    pub fn now_ms(&self) -> i64 {
        match self {
            Clock::System | Clock::Moved(_) => {
                let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
                let ms = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
                ms.saturating_add(self.ahead_seconds().saturating_mul(1_000))
            }
            Clock::Fixed(_) => self.now().0.saturating_mul(1_000),
        }
    }

    /// Seconds since the machine started, sleep included: `CLOCK_BOOTTIME`, which no one can set.
    pub fn uptime_seconds(&self) -> i64 {
        match self {
            Clock::System | Clock::Moved(_) => {
                clock_gettime(ClockId::Boottime).tv_sec.saturating_add(self.ahead_seconds())
            }
            Clock::Fixed(time) => time.uptime.load(Ordering::SeqCst),
        }
    }

    /// Advances a fixed or a moved clock by `seconds`; does nothing to the system's.
    pub fn advance(&self, seconds: i64) {
        if let Clock::Moved(ahead) = self {
            ahead.fetch_add(seconds, Ordering::SeqCst);
        }
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
