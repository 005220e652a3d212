//! The write queue: the order in which threads get the one connection that writes, and the back-off
//! that lets other programs write too.

use std::sync::{Mutex, MutexGuard, TryLockError};
use std::thread;
use std::time::{Duration, Instant};

use crate::domain::sync::lock;

/// A value for one thread at a time, first come, first served, with a priority lane for one thread.
///
/// A turn takes about as long as the kernel needs to wake a thread. So the thread that is next is
/// awake before its turn: it looks for the value and lets others run in between.
pub(super) struct WriteQueue<T> {
    /// The first of the crowd holds this until its turn begins; the others wait here.
    crowd: Mutex<()>,
    /// The holder is next.
    next: Mutex<()>,
    value: Mutex<T>,
}

/// How long the next thread stays awake; some turns.
const MAX_AWAKE: Duration = Duration::from_millis(1);

/// One thread's turn.
pub(super) struct Ticket<'a, T> {
    pub value: MutexGuard<'a, T>,
    /// The ticket came through the priority lane.
    pub is_priority: bool,
}

impl<T> WriteQueue<T> {
    pub fn new(value: T) -> WriteQueue<T> {
        WriteQueue { crowd: Mutex::default(), next: Mutex::default(), value: Mutex::new(value) }
    }

    /// Waits for all threads that came before.
    pub fn acquire(&self) -> Ticket<'_, T> {
        let _crowd = lock(&self.crowd);
        Ticket { is_priority: false, ..self.acquire_priority() }
    }

    /// Waits for the current holder and the one that is `next`.
    pub fn acquire_priority(&self) -> Ticket<'_, T> {
        let _next = lock(&self.next);
        Ticket { value: self.wait_awake(), is_priority: true }
    }

    fn wait_awake(&self) -> MutexGuard<'_, T> {
        let begun = Instant::now();
        loop {
            match self.value.try_lock() {
                Ok(value) => return value,
                Err(TryLockError::WouldBlock) if begun.elapsed() < MAX_AWAKE => thread::yield_now(),
                Err(TryLockError::WouldBlock) => return lock(&self.value),
                // A writer panicked. The error holds the lock, so a second one would wait for ever.
                Err(TryLockError::Poisoned(value)) => return value.into_inner(),
            }
        }
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
/// transactions without a gap. After one second of those a pause of an eighth of its length follows
/// each. Of the fifty tries in five seconds one in nine meets a pause, so one in 360 meets none.
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
            let pause = (self.ended.duration_since(self.started) / 8).min(MAX_PAUSE);
            thread::sleep(pause.saturating_sub(idle));
        }
        self.started = Instant::now();
    }

    /// Call after a transaction was committed or rolled back.
    pub fn after_transaction(&mut self) {
        self.ended = Instant::now();
    }
}
