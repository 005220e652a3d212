//! How long something took, counted in steps.

use std::time::Duration;

use crate::metrics::Counter;
use std::sync::atomic::{AtomicU64, Ordering};

/// Upper bounds of the steps in microseconds, each included. From a page out of memory to a wait that nobody waits.
const BOUNDS: [u64; 16] = [
    50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 500_000, 1_000_000,
    2_500_000, 10_000_000,
];

#[derive(Debug, Default)]
pub struct Histogram {
    /// One more than there are bounds: the last holds what is above them all.
    buckets: [Counter; BOUNDS.len() + 1],
    nanoseconds: AtomicU64,
}

impl Histogram {
    pub fn record(&self, took: Duration) {
        let micros = u64::try_from(took.as_nanos().div_ceil(1_000)).unwrap_or(u64::MAX);
        self.buckets[BOUNDS.partition_point(|bound| *bound < micros)].add();
        let nanoseconds = u64::try_from(took.as_nanos()).unwrap_or(u64::MAX);
        self.nanoseconds.fetch_add(nanoseconds, Ordering::Relaxed);
    }

    /// How many took at most how long, in seconds, step by step, and how many there are altogether.
    pub fn cumulative(&self) -> (Vec<(f64, u64)>, u64) {
        let mut count = 0;
        let mut steps = Vec::with_capacity(BOUNDS.len());
        for (bound, step) in BOUNDS.iter().zip(&self.buckets) {
            count += step.get();
            steps.push((*bound as f64 / 1e6, count));
        }
        (steps, count + self.buckets[BOUNDS.len()].get())
    }

    /// All of them together, in seconds.
    pub fn seconds(&self) -> f64 {
        self.nanoseconds.load(Ordering::Relaxed) as f64 / 1e9
    }
}
