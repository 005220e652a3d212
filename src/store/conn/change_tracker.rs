//! Cache invalidation: which rows have changed since a cache read them.
//!
//! A cache takes a `Version` before it reads a row. The cached row is valid while `unchanged_since`
//! holds for that version, however late it is stored.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use rusqlite::hooks::Action;

use crate::domain::sync::lock;
use crate::store::conn::waker::Waker;

/// A row that may be cached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TrackedRow {
    /// A user, by id.
    User(i64),
    /// A referral code, by id.
    Referral(i64),
    /// A key of a program, by id.
    Key(i64),
}

/// The tables of `TrackedRow`.
pub const TABLES: [&str; 3] = ["users", "referrals", "keys"];

/// A point in the sequence of commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u64);

/// Rows that share a slot change together: a few are read again without need.
const SLOTS: usize = 4096;

pub struct ChangeTracker {
    /// Grows with each commit that changed a tracked row.
    latest: AtomicU64,
    /// The last commit of another process, whose rows are not known.
    all_rows: AtomicU64,
    /// The last commit of each slot.
    slots: Vec<AtomicU64>,
    /// Rows that the open transaction changed.
    touched: Arc<Mutex<Vec<TrackedRow>>>,
    /// The open transaction wrote a message for a webhook.
    has_delivery: Arc<AtomicBool>,
    /// Wakes what delivers messages, after their commit.
    pub delivery_waker: Waker,
}

impl ChangeTracker {
    /// Tracks what `writer` changes, by SQLite's update hook.
    pub(super) fn new(writer: &mut Connection) -> rusqlite::Result<ChangeTracker> {
        let touched = Arc::new(Mutex::new(Vec::new()));
        let has_delivery = Arc::new(AtomicBool::new(false));
        let (hooked, delivery) = (Arc::clone(&touched), Arc::clone(&has_delivery));
        writer.update_hook(Some(move |action, _: &str, table: &str, id| {
            let row = match table {
                "users" => TrackedRow::User(id),
                "referrals" => TrackedRow::Referral(id),
                "keys" => TrackedRow::Key(id),
                "webhook_deliveries" if action == Action::SQLITE_INSERT => {
                    return delivery.store(true, Ordering::Relaxed);
                }
                _ => return,
            };
            lock(&hooked).push(row);
        }))?;
        Ok(ChangeTracker {
            latest: AtomicU64::new(1),
            all_rows: AtomicU64::new(0),
            slots: (0..SLOTS).map(|_| AtomicU64::new(0)).collect(),
            touched,
            has_delivery,
            delivery_waker: Waker::default(),
        })
    }

    /// The current version; take it before reading a row.
    pub fn now(&self) -> Version {
        Version(self.latest.load(Ordering::SeqCst))
    }

    /// Whether none of the rows has changed since a version.
    pub fn unchanged_since(&self, version: Version, rows: &[TrackedRow]) -> bool {
        let is_older = |changed: &AtomicU64| changed.load(Ordering::SeqCst) <= version.0;
        is_older(&self.all_rows) && rows.iter().all(|row| is_older(self.slot(*row)))
    }

    /// Publishes what the transaction changed. Only the holder of the writer calls it, after a
    /// commit or a rollback.
    pub(super) fn publish(&self) {
        let touched = std::mem::take(&mut *lock(&self.touched));
        if !touched.is_empty() {
            let version = self.next_version();
            touched.iter().for_each(|row| self.slot(*row).store(version, Ordering::SeqCst));
        }
        if self.has_delivery.swap(false, Ordering::Relaxed) {
            self.delivery_waker.notify();
        }
    }

    /// Another process committed. Only the holder of the writer calls it.
    pub(super) fn invalidate_all(&self) {
        self.all_rows.store(self.next_version(), Ordering::SeqCst);
    }

    fn next_version(&self) -> u64 {
        self.latest.fetch_add(1, Ordering::SeqCst) + 1
    }

    fn slot(&self, row: TrackedRow) -> &AtomicU64 {
        // Neighbouring ids, and a user and a code of one id, have different slots. There are few keys.
        let number = match row {
            TrackedRow::User(id) => id.cast_unsigned().wrapping_mul(2),
            TrackedRow::Referral(id) | TrackedRow::Key(id) => {
                id.cast_unsigned().wrapping_mul(2).wrapping_add(1)
            }
        };
        &self.slots[(number % SLOTS as u64) as usize]
    }
}
