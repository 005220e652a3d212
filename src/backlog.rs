//! What may wait a moment for its group: clicks, when a session was last used, failed sign-ins.
//!
//! A flood of clicks on one code is one number here, so memory is bounded by how many codes there are. What is not
//! flushed yet when the process is killed is lost: at most `FLUSH` worth of these, and nothing else.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::domain::moment::Moment;
use crate::metrics::Counter;
use crate::store::audit::{self, Trace, What};
use crate::store::{Db, clicks, sessions};
use crate::tokens::Hash;

/// How long something may wait for its group.
pub const FLUSH: Duration = Duration::from_millis(50);

/// Entries that may wait while the database cannot be written.
const MOST_HAPPENED: usize = 10_000;

#[derive(Default)]
pub struct Backlog {
    waiting: Mutex<Waiting>,
    clicks: Counter,
}

/// How much waits, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Depth {
    /// Codes that were clicked, each on one day.
    pub clicks: usize,
    pub uses: usize,
    pub happened: usize,
}

#[derive(Default)]
struct Waiting {
    /// Clicks by code and UTC day.
    clicks: HashMap<(i64, i64), i64>,
    /// Sessions by when they were last used.
    uses: HashMap<Hash, Moment>,
    /// Entries of accounts' audit trails.
    happened: Vec<(i64, What, Trace, Moment)>,
}

impl Backlog {
    pub fn click(&self, referral_id: i64, now: Moment) {
        *self.waiting().clicks.entry((referral_id, now.day())).or_insert(0) += 1;
        self.clicks.add();
    }

    /// Clicks counted since the program started, written or not.
    pub fn clicks(&self) -> u64 {
        self.clicks.get()
    }

    pub fn depth(&self) -> Depth {
        let waiting = self.waiting();
        Depth { clicks: waiting.clicks.len(), uses: waiting.uses.len(), happened: waiting.happened.len() }
    }

    pub fn session_used(&self, session: Hash, now: Moment) {
        self.waiting().uses.insert(session, now);
    }

    /// An entry of an account's trail, for what no transaction does.
    pub fn happened(&self, user_id: i64, what: What, by: Trace, now: Moment) {
        let mut waiting = self.waiting();
        if waiting.happened.len() < MOST_HAPPENED {
            waiting.happened.push((user_id, what, by, now));
        }
    }

    /// Writes what waits in one transaction. What could not be written waits on.
    pub fn flush(&self, db: &Db, now: Moment) -> Result<(), rusqlite::Error> {
        let taken = std::mem::take(&mut *self.waiting());
        if taken.clicks.is_empty() && taken.uses.is_empty() && taken.happened.is_empty() {
            return Ok(());
        }
        let written = db.write(|tx| {
            taken.clicks.iter().try_for_each(|(&(id, day), &count)| clicks::add(tx, id, day, count, now))?;
            taken.uses.iter().try_for_each(|(session, at)| sessions::used(tx, session, *at))?;
            taken.happened.iter().try_for_each(|(id, what, by, at)| audit::insert(tx, *id, *what, by, *at))
        });
        if written.is_err() {
            let mut waiting = self.waiting();
            for (place, count) in taken.clicks {
                *waiting.clicks.entry(place).or_insert(0) += count;
            }
            for (session, at) in taken.uses {
                waiting.uses.entry(session).or_insert(at);
            }
            waiting.happened.extend(taken.happened);
        }
        written
    }

    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
