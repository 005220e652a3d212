//! The write queue: the order in which threads get the one connection that writes, and the back-off
//! that lets other programs write too.

use std::sync::{Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::sync::lock;

/// A value for one thread at a time, first come, first served, with a priority lane for one thread.
pub(super) struct WriteQueue<T> {
    /// The first of the crowd holds this and waits for `next`; the others wait here.
    crowd: Mutex<()>,
    /// The holder is next; no later thread overtakes it.
    next: Mutex<()>,
    value: Mutex<T>,
}

/// One thread's turn. Fields drop in order: the value is released before the crowd moves up.
pub(super) struct Ticket<'a, T> {
    pub value: MutexGuard<'a, T>,
    crowd: Option<MutexGuard<'a, ()>>,
}

impl<T> Ticket<'_, T> {
    /// Whether the ticket came through the priority lane.
    pub fn is_priority(&self) -> bool {
        self.crowd.is_none()
    }
}

impl<T> WriteQueue<T> {
    pub fn new(value: T) -> WriteQueue<T> {
        WriteQueue { crowd: Mutex::default(), next: Mutex::default(), value: Mutex::new(value) }
    }

    /// Waits for all threads that came before.
    pub fn acquire(&self) -> Ticket<'_, T> {
        let crowd = lock(&self.crowd);
        Ticket { crowd: Some(crowd), ..self.acquire_priority() }
    }

    /// Waits for the current holder and, at most, the one that is `next`.
    pub fn acquire_priority(&self) -> Ticket<'_, T> {
        let _next = lock(&self.next);
        Ticket { value: lock(&self.value), crowd: None }
    }
}

/// The longest sleep of SQLite's busy handler between two tries (`sqliteDefaultBusyCallback`).
const BUSY_RETRY_INTERVAL: Duration = Duration::from_millis(100);

/// Back-to-back transactions run this long before the back-off starts.
const BACKOFF_AFTER: Duration = Duration::from_secs(1);

const MAX_PAUSE: Duration = Duration::from_millis(10);

/// Back-off for other programs, such as `sqlite3` or a backup tool.
///
/// A waiting program retries SQLite's lock every 100 ms and never finds it free between
/// transactions without a gap. After one second of those a pause of a quarter of its length follows
/// each. Of the fifty tries in five seconds one in five meets a pause.
pub(super) struct WriteBackoff {
    busy_since: Instant,
    started: Instant,
    ended: Instant,
}

impl WriteBackoff {
    pub fn new() -> WriteBackoff {
        let now = Instant::now();
        WriteBackoff { busy_since: now, started: now, ended: now }
    }

    /// Sleeps if the pause is due. Call before a transaction begins.
    pub fn before_transaction(&mut self) {
        let now = Instant::now();
        let idle = now.duration_since(self.ended);
        if idle >= BUSY_RETRY_INTERVAL {
            self.busy_since = now;
        }
        if now.duration_since(self.busy_since) > BACKOFF_AFTER {
            let pause = (self.ended.duration_since(self.started) / 4).min(MAX_PAUSE);
            thread::sleep(pause.saturating_sub(idle));
        }
        self.started = Instant::now();
    }

    /// Call after a transaction was committed or rolled back.
    pub fn after_transaction(&mut self) {
        self.ended = Instant::now();
    }
}
