//! Metrics: counters, gauges and histograms, and their text for Prometheus.
//!
//! Every series is known at compile time, so counting is one atomic addition: no lock, no look-up
//! by labels, and no memory that a client can make grow.

mod requests;
pub mod security_log;
pub mod supervise;
mod text;

pub use requests::{Access, AnsweredRequest, Group, MAX_ROUTES, Requests};
pub use text::{MEDIA_TYPE, PrometheusText};

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A number that only grows. It orders no other memory, so additions are relaxed.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    pub const fn new() -> Counter {
        Counter(AtomicU64::new(0))
    }

    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// The current number of something: how many began, less how many ended.
#[derive(Debug, Default)]
pub struct Gauge {
    begun: Counter,
    ended: Counter,
}

impl Gauge {
    pub fn increment(&self) {
        self.begun.add();
    }

    pub fn decrement(&self) {
        self.ended.add();
    }

    pub fn now(&self) -> u64 {
        // In this order the result can be too large for a moment, and never negative.
        let ended = self.ended.get();
        self.begun.get().saturating_sub(ended)
    }

    /// How many ever began.
    pub fn total(&self) -> u64 {
        self.begun.get()
    }
}

/// The metrics of the whole program. A part such as the hash queue has its own counters.
#[derive(Default)]
pub struct Metrics {
    pub requests: Requests,
    /// Panics, each of which cost one request a 500 or one job a run.
    pub panics: Counter,
    pub wire: WireMetrics,
    pub mail: MailMetrics,
}

/// Connections, and requests on the blocking pool; see `wire::Event`.
#[derive(Default)]
pub struct WireMetrics {
    pub connections: Gauge,
    pub connection_limit: Counter,
    pub network_limit: Counter,
    pub accept_failed: Counter,
    pub timed_out: Counter,
    pub evicted: Counter,
    pub memory_limit: Counter,
    pub blocking_waiting: Gauge,
    pub blocking_running: Gauge,
}

/// Email deliveries by outcome.
#[derive(Default)]
pub struct MailMetrics {
    pub sent: Counter,
    pub rescheduled: Counter,
    pub dead: Counter,
}

/// Inclusive upper bounds of the buckets, in microseconds: from a page out of memory to a client
/// that gave up.
const BOUNDS_MICROS: [u64; 16] = [
    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    2_500_000, 10_000_000,
];

/// Durations, counted in buckets.
#[derive(Debug, Default)]
pub struct Histogram {
    /// The last one is for durations above all bounds.
    buckets: [Counter; BOUNDS_MICROS.len() + 1],
    nanoseconds: AtomicU64,
}

impl Histogram {
    pub fn record(&self, duration: Duration) {
        let micros = u64::try_from(duration.as_nanos().div_ceil(1_000)).unwrap_or(u64::MAX);
        self.buckets[BOUNDS_MICROS.partition_point(|bound| *bound < micros)].add();
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }

    /// For each bound in seconds the count at or below it, and the total count.
    pub fn cumulative(&self) -> (Vec<(f64, u64)>, u64) {
        let mut count = 0;
        let mut steps = Vec::with_capacity(BOUNDS_MICROS.len());
        for (bound, step) in BOUNDS_MICROS.iter().zip(&self.buckets) {
            count += step.get();
            steps.push((*bound as f64 / 1e6, count));
        }
        (steps, count + self.buckets[BOUNDS_MICROS.len()].get())
    }

    /// The sum of all durations, in seconds.
    pub fn seconds(&self) -> f64 {
        self.nanoseconds.load(Ordering::Relaxed) as f64 / 1e9
    }
}
