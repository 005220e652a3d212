//! Minimum rate: how slowly a client may read its responses.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use crate::wire::limits::Limits;

/// A client's credit of time, `body_timeout` at first. Waiting for the client spends it, bytes that
/// the client reads pay some back. So a client that reads nothing is closed after `body_timeout`,
/// and one below the minimum rate some time later. Time without a waiting write costs nothing.
///
/// Only the connection's own task changes it; it is atomic because tasks move between threads.
#[derive(Debug)]
pub(super) struct MinRate {
    /// Times are counted from here.
    begun: Instant,
    bytes_per_second: u64,
    full_micros: u64,
    left_micros: AtomicU64,
    /// When the waiting write began to wait, or `NO_WRITE_WAITS`.
    since_micros: AtomicU64,
}

const NO_WRITE_WAITS: u64 = u64::MAX;

impl MinRate {
    pub(super) fn new(limits: &Limits) -> MinRate {
        let full_micros = micros(limits.body_timeout);
        MinRate {
            begun: Instant::now(),
            bytes_per_second: limits.min_response_bytes_per_second.max(1),
            full_micros,
            left_micros: AtomicU64::new(full_micros),
            since_micros: AtomicU64::new(NO_WRITE_WAITS),
        }
    }

    /// How much longer the waiting write may wait; `None` when none waits.
    pub(super) fn time_left(&self) -> Option<Duration> {
        let waited = self.waited_micros()?;
        Some(Duration::from_micros(self.left_micros.load(Ordering::Relaxed).saturating_sub(waited)))
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.since_micros.load(Ordering::Relaxed) != NO_WRITE_WAITS
    }

    /// A write cannot go on: the socket's buffer is full. True if it could before.
    pub(super) fn write_blocked(&self) -> bool {
        let is_new = !self.is_waiting();
        if is_new {
            self.since_micros.store(micros(self.begun.elapsed()), Ordering::Relaxed);
        }
        is_new
    }

    /// The socket took `bytes`. True if that ended a wait.
    pub(super) fn bytes_written(&self, bytes: usize) -> bool {
        let left = self.left_micros.load(Ordering::Relaxed);
        let waited = self.waited_micros();
        // Nearly every write: nothing is owed, so the clock is not read.
        if waited.is_none() && left == self.full_micros {
            return false;
        }
        let paid_back = (bytes as u64).saturating_mul(1_000_000) / self.bytes_per_second;
        let left = left.saturating_sub(waited.unwrap_or(0)).saturating_add(paid_back).min(self.full_micros);
        self.left_micros.store(left, Ordering::Relaxed);
        self.since_micros.store(NO_WRITE_WAITS, Ordering::Relaxed);
        waited.is_some()
    }

    fn waited_micros(&self) -> Option<u64> {
        let since = self.since_micros.load(Ordering::Relaxed);
        (since != NO_WRITE_WAITS).then(|| micros(self.begun.elapsed()).saturating_sub(since))
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX - 1)
}
