//! The back-off of the writer: pauses that let other programs write.
//!
//! A program that waits for SQLite's lock polls it, at last every 100 ms
//! (`sqliteDefaultBusyCallback`). It would never find the lock free between back-to-back
//! transactions. So after a second of these, each is followed by a pause a quarter as long: of the
//! fifty polls that five seconds allow, one in five meets a pause.

use std::thread;
use std::time::{Duration, Instant};

/// The longest that SQLite sleeps between two looks: whoever waits has had a chance in it.
const LOOK: Duration = Duration::from_millis(100);

/// For how long nobody else need have a chance.
const PATIENCE: Duration = Duration::from_secs(1);

const LONGEST: Duration = Duration::from_millis(10);

/// When this program had the lock last, and since when it has hardly let go of it.
pub(in crate::store) struct WriteBackoff {
    busy_since: Instant,
    begun: Instant,
    ended: Instant,
}

impl WriteBackoff {
    pub fn new() -> WriteBackoff {
        let now = Instant::now();
        WriteBackoff { busy_since: now, begun: now, ended: now }
    }

    /// To be called before a transaction begins to write.
    pub fn begins(&mut self) {
        let now = Instant::now();
        let idle = now.duration_since(self.ended);
        if idle >= LOOK {
            self.busy_since = now;
        }
        if now.duration_since(self.busy_since) > PATIENCE {
            let pause = (self.ended.duration_since(self.begun) / 4).min(LONGEST);
            thread::sleep(pause.saturating_sub(idle));
        }
        self.begun = Instant::now();
    }

    /// To be called when the transaction has ended, however it did.
    pub fn ended(&mut self) {
        self.ended = Instant::now();
    }
}
