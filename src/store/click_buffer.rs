//! The click buffer: a write buffer for what may wait for a common transaction. It holds clicks,
//! the last use and network of sessions, and audit entries of failed sign-ins.
//!
//! Clicks on one code are one number, so the number of codes bounds the memory. A kill loses what
//! is not flushed: at most the last 50 ms of these, and nothing else.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;

use crate::crypto::tokens::Hash;
use crate::domain::sync::lock;
use crate::domain::timestamp::Timestamp;
use crate::metrics::Counter;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::click_sources::{self, ClickSource};
use crate::store::conn::waker::Waker;
use crate::store::conn::writer::is_committed_to_replaced_file;
use crate::store::unique_visitors::{self, MAX_BROWSERS_PER_NETWORK, Visitor, WiderNetwork};
use crate::store::visitor_salt::DailySalt;
use crate::store::{Db, Transaction, clicks, keys, sessions};

/// How long an entry waits. Half of what a kill may lose; the other half is the write itself.
pub const FLUSH_INTERVAL: Duration = Duration::from_millis(25);

/// Audit entries held while the database cannot be written; more are dropped.
const MAX_AUDIT_ENTRIES: usize = 10_000;

/// Unique visitors, sources and networks held, each. Clicks beyond are counted without them.
const MAX_VISITORS: usize = 50_000;

#[derive(Default)]
pub struct WriteBuffer {
    pending: Mutex<Pending>,
    total_clicks: Counter,
    /// Wakes the thread that flushes, at the first entry.
    pub waker: Waker,
}

/// How many entries wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BufferSizes {
    /// Codes with clicks, by day.
    pub clicks: usize,
    pub sessions: usize,
    pub audit_entries: usize,
}

/// A browser, and the source of its first click.
type FirstClick = (i64, Arc<ClickSource>);

#[derive(Default)]
struct Pending {
    /// Clicks by code and UTC day.
    clicks: HashMap<(i64, i64), i64>,
    /// Browsers by code, UTC day and network; per network no more than count.
    visitors: HashMap<(i64, i64, i64), Browsers>,
    /// Browsers in `visitors`.
    visitor_count: usize,
    /// Clicks by code, UTC day and source.
    sources: HashMap<(i64, i64, Arc<ClickSource>), i64>,
    /// The last use of each session.
    sessions: HashMap<Hash, Timestamp>,
    /// The last use of each key, by number.
    keys: HashMap<i64, Timestamp>,
    /// User, UTC day and network of each session in use.
    networks: HashSet<(i64, i64, i64)>,
    audit_entries: Vec<(Option<i64>, AuditEvent, AuditSource, Timestamp)>,
}

/// Browsers of one network.
#[derive(Default)]
struct Browsers {
    wider: [Option<WiderNetwork>; 2],
    hashes: Vec<FirstClick>,
}

impl Pending {
    fn is_empty(&self) -> bool {
        self.clicks.is_empty()
            && self.sessions.is_empty()
            && self.keys.is_empty()
            && self.networks.is_empty()
            && self.audit_entries.is_empty()
    }

    fn write(&self, tx: &Transaction) -> rusqlite::Result<()> {
        let mut new_visitors: HashMap<(i64, i64), i64> = HashMap::new();
        let mut new_by_source: HashMap<(i64, i64, &ClickSource), i64> = HashMap::new();
        for (&(code, day, network), visitors) in &self.visitors {
            let browsers: Vec<i64> = visitors.hashes.iter().map(|(browser, _)| *browser).collect();
            let new = unique_visitors::mark_seen(tx, code, day, network, &visitors.wider, &browsers)?;
            for (_, source) in visitors.hashes.iter().filter(|(browser, _)| new.contains(browser)) {
                *new_visitors.entry((code, day)).or_insert(0) += 1;
                *new_by_source.entry((code, day, source)).or_insert(0) += 1;
            }
        }
        for (&(code, day), &count) in &self.clicks {
            let visitors = new_visitors.get(&(code, day)).copied().unwrap_or(0);
            clicks::add(tx, code, day, count, visitors)?;
        }
        for ((code, day, source), &count) in &self.sources {
            let visitors = new_by_source.get(&(*code, *day, source.as_ref())).copied().unwrap_or(0);
            click_sources::add(tx, *code, *day, source, count, visitors)?;
        }
        self.sessions.iter().try_for_each(|(session, at)| sessions::touch(tx, session, *at))?;
        self.keys.iter().try_for_each(|(key, at)| keys::touch(tx, *key, *at))?;
        self.networks
            .iter()
            .try_for_each(|(id, day, network)| unique_visitors::record_network(tx, *id, *day, *network))?;
        self.audit_entries.iter().try_for_each(|(id, event, source, at)| match id {
            Some(id) => audit::insert(tx, *id, *event, source, *at),
            None => audit::rehearse_insert(tx, *event, source, *at),
        })
    }

    fn add_visitor(&mut self, code: i64, day: i64, visitor: Visitor, source: Arc<ClickSource>) {
        if self.visitor_count >= MAX_VISITORS {
            return;
        }
        let browsers = self.visitors.entry((code, day, visitor.network)).or_default();
        browsers.wider = visitor.wider;
        let hashes = &mut browsers.hashes;
        let is_known = hashes.iter().any(|(browser, _)| *browser == visitor.browser);
        if hashes.len() < MAX_BROWSERS_PER_NETWORK && !is_known {
            hashes.push((visitor.browser, source));
            self.visitor_count += 1;
        }
    }

    /// Puts entries back whose write failed; newer ones stay.
    fn restore(&mut self, earlier: Pending) {
        for (key, count) in earlier.clicks {
            *self.clicks.entry(key).or_insert(0) += count;
        }
        for ((code, day, network), Browsers { wider, hashes }) in earlier.visitors {
            hashes.into_iter().for_each(|(browser, source)| {
                self.add_visitor(code, day, Visitor { network, browser, wider }, source)
            });
        }
        for (key, count) in earlier.sources {
            *self.sources.entry(key).or_insert(0) += count;
        }
        for (session, at) in earlier.sessions {
            self.sessions.entry(session).or_insert(at);
        }
        for (key, at) in earlier.keys {
            self.keys.entry(key).or_insert(at);
        }
        self.networks.extend(earlier.networks);
        self.audit_entries.splice(0..0, earlier.audit_entries);
    }
}

impl WriteBuffer {
    /// Counts a click on a code's link.
    pub fn record_click(&self, code: i64, visitor: Visitor, source: ClickSource, now: Timestamp) {
        let (day, mut pending) = (now.day(), self.pending_to_add());
        *pending.clicks.entry((code, day)).or_insert(0) += 1;
        let source = if pending.sources.len() < MAX_VISITORS { source } else { ClickSource::other() };
        let source = Arc::new(source);
        pending.add_visitor(code, day, visitor, Arc::clone(&source));
        *pending.sources.entry((code, day, source)).or_insert(0) += 1;
        self.total_clicks.add();
    }

    /// Clicks since the program started, written or not.
    pub fn total_clicks(&self) -> u64 {
        self.total_clicks.get()
    }

    pub fn sizes(&self) -> BufferSizes {
        let pending = lock(&self.pending);
        BufferSizes {
            clicks: pending.clicks.len(),
            sessions: pending.sessions.len(),
            audit_entries: pending.audit_entries.len(),
        }
    }

    pub fn touch_session(&self, session: Hash, now: Timestamp) {
        self.pending_to_add().sessions.insert(session, now);
    }

    /// Notes the last use of a key.
    pub fn touch_key(&self, key_id: i64, now: Timestamp) {
        self.pending_to_add().keys.insert(key_id, now);
    }

    /// Records the network of a signed-in user, as a hash under the daily salt.
    pub fn record_member_network(&self, user_id: i64, network: i64, now: Timestamp) {
        let mut pending = self.pending_to_add();
        if pending.networks.len() < MAX_VISITORS {
            pending.networks.insert((user_id, now.day(), network));
        }
    }

    /// Adds an audit entry that belongs to no transaction. Without a user it is written like the others,
    /// and rolled back.
    pub fn record_audit(&self, user_id: Option<i64>, event: AuditEvent, source: AuditSource, now: Timestamp) {
        let mut pending = self.pending_to_add();
        if pending.audit_entries.len() < MAX_AUDIT_ENTRIES {
            pending.audit_entries.push((user_id, event, source, now));
        }
    }

    /// Writes all entries and the daily salt in one transaction. Entries that were not committed
    /// wait for the next flush.
    pub fn flush(&self, db: &Db, salt: &DailySalt, now: Timestamp) -> rusqlite::Result<()> {
        let taken = std::mem::take(&mut *lock(&self.pending));
        if taken.is_empty() && !salt.needs_persist(now) {
            return Ok(());
        }
        let written = db.write_with_priority(|tx| {
            let persisted = salt.persist(tx, now)?;
            taken.write(tx)?;
            Ok(persisted)
        });
        match written {
            Ok(persisted) => salt.mark_persisted(persisted, now),
            Err(e) => {
                if !is_committed_to_replaced_file(&e) {
                    lock(&self.pending).restore(taken);
                }
                return Err(e);
            }
        }
        Ok(())
    }

    pub fn has_pending(&self) -> bool {
        !lock(&self.pending).is_empty()
    }

    /// The entries, for one to be added.
    fn pending_to_add(&self) -> MutexGuard<'_, Pending> {
        let pending = lock(&self.pending);
        if pending.is_empty() {
            self.waker.notify();
        }
        pending
    }
}
