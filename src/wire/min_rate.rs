//! The minimum rate at which a peer must read its response.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

use crate::wire::Limits;

/// A peer's credit of time. It runs out while a write waits for the peer, and what the peer takes pays some of it back:
/// so who takes nothing is gone after `body_timeout`, and who takes less than the least rate a while later, however
/// steadily it trickles. Time in which nothing waits to be written costs nothing.
///
/// Only the connection's own task changes it; atomics are here because tasks move between threads.
#[derive(Debug)]
pub(super) struct MinRate {
    /// What times are counted from.
    begun: Instant,
    bytes_per_second: u64,
    full_micros: u64,
    left_micros: AtomicU64,
    /// When the write that waits now began to, in microseconds after `begun`; `NOTHING_WAITS` if none does.
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

    /// How much longer the write that waits may do so; `None` when none waits.
    pub(super) fn time_left(&self) -> Option<Duration> {
        let waited = self.waited()?;
        Some(Duration::from_micros(self.left_micros.load(Ordering::Relaxed).saturating_sub(waited)))
    }

    pub(super) fn is_waiting(&self) -> bool {
        self.since_micros.load(Ordering::Relaxed) != NO_WRITE_WAITS
    }

    /// The peer has no room for what is to be written. Says whether it had before.
    pub(super) fn write_blocked(&self) -> bool {
        let news = !self.is_waiting();
        if news {
            self.since_micros.store(micros(self.begun.elapsed()), Ordering::Relaxed);
        }
        news
    }

    /// So many bytes went out to the peer. Says whether that ended a wait.
    pub(super) fn bytes_written(&self, bytes: usize) -> bool {
        let left = self.left_micros.load(Ordering::Relaxed);
        let waited = self.waited();
        // Nearly every write of nearly every connection: nothing was owed, so no clock is asked.
        if waited.is_none() && left == self.full_micros {
            return false;
        }
        let paid_back = (bytes as u64).saturating_mul(1_000_000) / self.bytes_per_second;
        let left = left.saturating_sub(waited.unwrap_or(0)).saturating_add(paid_back).min(self.full_micros);
        self.left_micros.store(left, Ordering::Relaxed);
        self.since_micros.store(NO_WRITE_WAITS, Ordering::Relaxed);
        waited.is_some()
    }

    fn waited(&self) -> Option<u64> {
        let since = self.since_micros.load(Ordering::Relaxed);
        (since != NO_WRITE_WAITS).then(|| micros(self.begun.elapsed()).saturating_sub(since))
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX - 1)
}
