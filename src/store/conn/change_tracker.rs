//! What has changed since somebody looked, for those who remember rows of the database.
//!
//! Whoever remembers a row notes the moment before they read it, and asks before each use whether the row has changed
//! since. So what was read before a change can never pass for what was read behind it, however late it is remembered.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

/// A row that may be remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackedRow {
    /// A person, by id.
    User(i64),
    /// A code, by id.
    Referral(i64),
}

/// The tables whose rows may be remembered: what `Watched` has a name for.
pub const TABLES: [&str; 2] = ["users", "referrals"];

/// A point in the sequence of changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64);

/// Rows that share a place change together, as far as can be told: a little is read again in vain.
const PLACES: usize = 4096;

pub struct ChangeTracker {
    /// Grows with every commit that changed something watched.
    latest: AtomicU64,
    /// The last change by somebody else, who does not say of what.
    of_all: AtomicU64,
    /// The last change of each row, by its place.
    of_rows: Vec<AtomicU64>,
    /// What the transaction under way has touched.
    touched: Arc<Mutex<Vec<TrackedRow>>>,
}

impl ChangeTracker {
    /// Watches what the connection that writes does.
    pub(in crate::store) fn of(writer: &mut Connection) -> rusqlite::Result<ChangeTracker> {
        let touched = Arc::new(Mutex::new(Vec::new()));
        let noting = Arc::clone(&touched);
        writer.update_hook(Some(move |_, _: &str, table: &str, id| {
            let row = match table {
                "users" => TrackedRow::User(id),
                "referrals" => TrackedRow::Referral(id),
                _ => return,
            };
            noting.lock().unwrap_or_else(PoisonError::into_inner).push(row);
        }))?;
        Ok(ChangeTracker {
            latest: AtomicU64::new(1),
            of_all: AtomicU64::new(0),
            of_rows: (0..PLACES).map(|_| AtomicU64::new(0)).collect(),
            touched,
        })
    }

    /// The present point, to be noted before reading.
    pub fn now(&self) -> Version {
        Version(self.latest.load(Ordering::SeqCst))
    }

    /// Whether none of the rows has changed since a point.
    pub fn unchanged_since(&self, point: Version, rows: &[TrackedRow]) -> bool {
        let before = |at: &AtomicU64| at.load(Ordering::SeqCst) <= point.0;
        before(&self.of_all) && rows.iter().all(|row| before(self.place(*row)))
    }

    /// What was touched may be committed: everybody may see it from now on. Called by one at a time, who holds the writer.
    pub(in crate::store) fn committed(&self) {
        let touched = std::mem::take(&mut *self.touched.lock().unwrap_or_else(PoisonError::into_inner));
        if !touched.is_empty() {
            let point = self.next();
            touched.iter().for_each(|row| self.place(*row).store(point, Ordering::SeqCst));
        }
    }

    /// Another process changed something. Called by one at a time, who holds the writer.
    pub(in crate::store) fn invalidate_all(&self) {
        self.of_all.store(self.next(), Ordering::SeqCst);
    }

    fn next(&self) -> u64 {
        self.latest.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn place(&self, row: TrackedRow) -> &AtomicU64 {
        // Ids are given one after the other, so neighbours go to different places; a person and a code of one number too.
        let number = match row {
            TrackedRow::User(id) => id.cast_unsigned().wrapping_mul(2),
            TrackedRow::Referral(id) => id.cast_unsigned().wrapping_mul(2).wrapping_add(1),
        };
        &self.of_rows[(number % PLACES as u64) as usize]
    }
}
