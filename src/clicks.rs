//! Clicks on their way to the database: summed in memory, written in groups.
//!
//! A flood of clicks on one code is one number here. What is not flushed yet when the process is killed is lost: at
//! most `FLUSH` worth of clicks, and nothing else.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::domain::moment::Moment;
use crate::store::{Db, clicks};

/// How long a click may wait for its group.
pub const FLUSH: Duration = Duration::from_millis(50);

/// Clicks by code and UTC day.
#[derive(Default)]
pub struct Clicks {
    waiting: Mutex<HashMap<(i64, i64), i64>>,
}

impl Clicks {
    pub fn record(&self, referral_id: i64, now: Moment) {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        *waiting.entry((referral_id, now.day())).or_insert(0) += 1;
    }

    /// Writes what waits in one transaction. What could not be written waits on.
    pub fn flush(&self, db: &Db) -> Result<(), rusqlite::Error> {
        let taken = std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner));
        if taken.is_empty() {
            return Ok(());
        }
        let written = db.write(|tx| {
            taken
                .iter()
                .try_for_each(|(&(referral_id, day), &count)| clicks::add(tx, referral_id, day, count))
        });
        if written.is_err() {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            for (place, count) in taken {
                *waiting.entry(place).or_insert(0) += count;
            }
        }
        written
    }
}
