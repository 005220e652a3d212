//! What is counted while the program runs: numbers that many threads add to and that are read now and then.
//!
//! Every series is known before it is first added to, so counting is one atomic addition to a place in an array: no
//! lock, no look-up by labels, no memory that a stranger could make grow.

mod histogram;
mod requests;
pub mod supervise;
mod text;

pub use histogram::Histogram;
pub use requests::{Access, AnsweredRequest, Group, MAX_ROUTES, Requests};
pub use text::{MEDIA_TYPE, PrometheusText};

use std::sync::atomic::{AtomicU64, Ordering};

/// A number that only grows. What it says of other memory nobody asks, so the order of additions does not matter.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    pub fn add(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// How many there are of something at this moment: those that came and those that went.
#[derive(Debug, Default)]
pub struct Gauge {
    came: Counter,
    went: Counter,
}

impl Gauge {
    pub fn increment(&self) {
        self.came.add();
    }

    pub fn decrement(&self) {
        self.went.add();
    }

    /// How many are here.
    pub fn now(&self) -> u64 {
        // Read in this order, one that comes and goes in between can make it too large and never less than nothing.
        let went = self.went.get();
        self.came.get().saturating_sub(went)
    }

    /// How many ever came.
    pub fn total(&self) -> u64 {
        self.came.get()
    }
}

/// What is counted for the whole program; what belongs to one part, such as the queue of hashes, that part counts.
#[derive(Default)]
pub struct Metrics {
    pub requests: Requests,
    /// Panics that cost one visitor a 500, or one chore its turn.
    pub panics: Counter,
    pub wire: WireMetrics,
    pub mail: MailMetrics,
}

/// The site's connections, and the requests that wait for a thread.
#[derive(Default)]
pub struct WireMetrics {
    pub connections: Gauge,
    /// Turned away because there were enough connections altogether.
    pub connection_limit: Counter,
    /// Turned away because there were enough from where they came.
    pub network_limit: Counter,
    /// Those that the operating system did not give, for want of files or memory.
    pub accept_failed: Counter,
    /// Ended because the peer was too slow.
    pub timed_out: Counter,
    /// Ended because somebody else wanted the place of one that waited for its peer.
    pub evicted: Counter,
    /// Ended because unfinished requests hold all the memory that they may.
    pub memory_limit: Counter,
    pub blocking_waiting: Gauge,
    pub blocking_running: Gauge,
}

/// How deliveries ended.
#[derive(Default)]
pub struct MailMetrics {
    pub sent: Counter,
    pub rescheduled: Counter,
    pub dead: Counter,
}
