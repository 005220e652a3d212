//! The click buffer: a write buffer for what may wait for a common transaction. It holds clicks,
//! the last use and network of sessions, and failed sign-ins.
//!
//! Clicks on one code are one number, so the number of codes bounds the memory. A kill loses what
//! is not flushed: at most the last 50 ms of these, and nothing else.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::metrics::Counter;
use crate::store::Transaction;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::click_sources::{self, ClickSource};
use crate::store::conn::waker::Waker;
use crate::store::unique_visitors::{self, MAX_BROWSERS_PER_NETWORK, Visitor};
use crate::store::visitor_salt::DailySalt;
use crate::store::{Db, clicks, sessions};

/// How long something may wait for its group. Half of what a kill may cost: the other half is for writing it.
pub const FLUSH_INTERVAL: Duration = Duration::from_millis(25);

/// Entries that may wait while the database cannot be written.
const MAX_AUDIT_ENTRIES: usize = 10_000;

/// Visitors and origins that may wait. Clicks beyond are counted like all; who made them and from where is not told
/// apart any more.
const MAX_VISITORS: usize = 50_000;

#[derive(Default)]
pub struct WriteBuffer {
    pending: Mutex<Pending>,
    clicked: Counter,
    /// Wakes whoever writes it down, when the first thing comes.
    pub bell: Waker,
}

/// How much waits, by what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BufferSizes {
    /// Codes that were clicked, each on one day.
    pub clicks: usize,
    pub uses: usize,
    pub happened: usize,
}

#[derive(Default)]
struct Pending {
    /// Clicks by code and UTC day.
    clicks: HashMap<(i64, i64), i64>,
    /// Who made them: browsers by code, UTC day and network, no more of a network than count.
    visitors: HashMap<(i64, i64, i64), Vec<i64>>,
    /// How many those are.
    told_apart: usize,
    /// From where, by code and UTC day.
    origins: HashMap<(i64, i64, ClickSource), i64>,
    /// Sessions by when they were last used.
    uses: HashMap<Hash, Timestamp>,
    /// Networks that members were signed in from, by person and UTC day.
    networks: HashSet<(i64, i64, i64)>,
    /// Entries of accounts' audit trails.
    happened: Vec<(i64, AuditEvent, AuditSource, Timestamp)>,
}

impl Pending {
    fn is_empty(&self) -> bool {
        self.clicks.is_empty() && self.uses.is_empty() && self.networks.is_empty() && self.happened.is_empty()
    }

    fn write(&self, tx: &Transaction) -> rusqlite::Result<()> {
        let mut people: HashMap<(i64, i64), usize> = HashMap::new();
        for (&(code, day, network), browsers) in &self.visitors {
            *people.entry((code, day)).or_insert(0) +=
                unique_visitors::mark_seen(tx, code, day, network, browsers)?;
        }
        for (&(code, day), &count) in &self.clicks {
            let people = people.get(&(code, day)).copied().unwrap_or(0);
            clicks::add(tx, code, day, count, people as i64)?;
        }
        for ((code, day, origin), &count) in &self.origins {
            click_sources::add(tx, *code, *day, origin, count)?;
        }
        self.uses.iter().try_for_each(|(session, at)| sessions::touch(tx, session, *at))?;
        self.networks
            .iter()
            .try_for_each(|(id, day, network)| unique_visitors::record_network(tx, *id, *day, *network))?;
        self.happened.iter().try_for_each(|(id, what, by, at)| audit::insert(tx, *id, *what, by, *at))
    }

    fn add_visitor(&mut self, code: i64, day: i64, visitor: Visitor) {
        if self.told_apart >= MAX_VISITORS {
            return;
        }
        let browsers = self.visitors.entry((code, day, visitor.network)).or_default();
        // However many are known already: with so many of them all places of the network are taken.
        if browsers.len() < MAX_BROWSERS_PER_NETWORK && !browsers.contains(&visitor.browser) {
            browsers.push(visitor.browser);
            self.told_apart += 1;
        }
    }

    /// Puts what could not be written before what came meanwhile.
    fn restore(&mut self, earlier: Pending) {
        for (place, count) in earlier.clicks {
            *self.clicks.entry(place).or_insert(0) += count;
        }
        for ((code, day, network), browsers) in earlier.visitors {
            browsers
                .into_iter()
                .for_each(|browser| self.add_visitor(code, day, Visitor { network, browser }));
        }
        for (place, count) in earlier.origins {
            *self.origins.entry(place).or_insert(0) += count;
        }
        for (session, at) in earlier.uses {
            self.uses.entry(session).or_insert(at);
        }
        self.networks.extend(earlier.networks);
        self.happened.splice(0..0, earlier.happened);
    }
}

impl WriteBuffer {
    /// Somebody opened a code's link.
    pub fn record_click(&self, code: i64, visitor: Visitor, origin: ClickSource, now: Timestamp) {
        let (day, mut waiting) = (now.day(), self.pending_to_add());
        *waiting.clicks.entry((code, day)).or_insert(0) += 1;
        waiting.add_visitor(code, day, visitor);
        let origin = if waiting.origins.len() < MAX_VISITORS { origin } else { ClickSource::other() };
        *waiting.origins.entry((code, day, origin)).or_insert(0) += 1;
        self.clicked.add();
    }

    /// Clicks counted since the program started, written or not.
    pub fn clicks(&self) -> u64 {
        self.clicked.get()
    }

    pub fn sizes(&self) -> BufferSizes {
        let waiting = self.waiting();
        BufferSizes {
            clicks: waiting.clicks.len(),
            uses: waiting.uses.len(),
            happened: waiting.happened.len(),
        }
    }

    pub fn touch_session(&self, session: Hash, now: Timestamp) {
        self.pending_to_add().uses.insert(session, now);
    }

    /// Somebody is signed in from a network, as the key of the day has it.
    pub fn record_member_network(&self, user_id: i64, network: i64, now: Timestamp) {
        let mut waiting = self.pending_to_add();
        if waiting.networks.len() < MAX_VISITORS {
            waiting.networks.insert((user_id, now.day(), network));
        }
    }

    /// An entry of an account's trail, for what no transaction does.
    pub fn record_audit(&self, user_id: i64, what: AuditEvent, by: AuditSource, now: Timestamp) {
        let mut waiting = self.pending_to_add();
        if waiting.happened.len() < MAX_AUDIT_ENTRIES {
            waiting.happened.push((user_id, what, by, now));
        }
    }

    /// Writes what waits in one transaction, and brings the key of the day along. What could not be written waits on.
    pub fn flush(&self, db: &Db, today: &DailySalt, now: Timestamp) -> Result<(), rusqlite::Error> {
        let taken = std::mem::take(&mut *self.waiting());
        if taken.is_empty() && !today.needs_persist(now) {
            return Ok(());
        }
        let written = db.write_with_priority(|tx| {
            let day = today.persist(tx, now)?;
            taken.write(tx)?;
            Ok(day)
        });
        match written {
            Ok(day) => today.mark_persisted(day, now),
            Err(_) => self.waiting().restore(taken),
        }
        written.map(drop)
    }

    /// Whether anything waits.
    pub fn has_pending(&self) -> bool {
        !self.waiting().is_empty()
    }

    /// What waits, for something to be added to it.
    fn pending_to_add(&self) -> MutexGuard<'_, Pending> {
        let waiting = self.waiting();
        if waiting.is_empty() {
            self.bell.notify();
        }
        waiting
    }

    fn waiting(&self) -> MutexGuard<'_, Pending> {
        self.pending.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
