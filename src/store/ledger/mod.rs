//! The append-only, hash-chained log of everything that counts.
//!
//! Functions that change what counts append in the same transaction, so that neither happens
//! without the other.

mod chain;
mod compare_rewards;
mod event;
mod file;
mod id_map;
mod known_rewards;
mod known_rules;
mod known_waitlist;
mod pending_clicks;
mod rejudge;
mod repair;
mod replay;
mod replayed_events;
mod replayed_rewards;
pub(in crate::store) mod seal;
mod tree;
mod trial;
mod verify;
mod words;

pub use event::{DecidedByWho, Event, EventContext, Evidence, PersonFacts};
pub use file::{FileOutcome, list_lines, verify_lines};
pub(super) use pending_clicks::add_pending_clicks;
pub use pending_clicks::{ClickTarget, LEDGER_BATCH_ROWS, append_pending_clicks};
pub use rejudge::{Difference, DifferenceKind, MissingReward};
pub use repair::{Findings, findings, repair_tables};
pub use trial::{TrialChange, TrialOutcome, TrialSum, try_rule};
pub use verify::{Verified, VerifyOutcome, verify};

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Statement};

use crate::crypto::tokens::Hash;
use crate::domain::program::calendar::Zone;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::ledger::seal::chain_hash;

/// Appends an event; returns its `seq`.
pub fn append(tx: &Transaction, event: &Event, now: Timestamp) -> rusqlite::Result<i64> {
    let (kind, body) = event.encode()?;
    let last: Option<Hash> = tx
        .prepare_cached("SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let hash = chain_hash(&last.unwrap_or_default(), now, &kind, &body);
    tx.prepare_cached("INSERT INTO ledger (at, kind, body, hash) VALUES (?1, ?2, ?3, ?4)")?
        .insert((now, kind, body, hash))
}

/// The number of the last entry; 0 in an empty ledger.
pub fn last_seq(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM ledger")?.query_row([], |row| row.get(0))
}

/// Appends the time zone in which months begin, if it is another one than before.
pub fn note_zone(tx: &Transaction, zone: &Zone, now: Timestamp) -> rusqlite::Result<()> {
    let last: Option<String> = tx
        .prepare_cached(
            "SELECT json_extract(body, '$.time_zone') FROM ledger WHERE kind = 'zone_set' ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([], |row| row.get(0))
        .optional()?;
    if last.as_deref().unwrap_or("UTC") != zone.name() {
        append(tx, &Event::ZoneSet { time_zone: zone.name().to_owned() }, now)?;
    }
    Ok(())
}

/// An entry of the ledger.
#[derive(Clone, Debug)]
pub struct Entry {
    pub seq: i64,
    pub at: Timestamp,
    pub event: Event,
    /// The admin's reason.
    pub note: Option<String>,
}

/// The entries of one attribution, oldest first. `find_branch_events` returns those of its branch.
pub fn find_history(conn: &Connection, attribution: i64) -> rusqlite::Result<Vec<Entry>> {
    Ok(find_histories(conn, &[attribution])?.remove(&attribution).unwrap_or_default())
}

/// The entries of several attributions in one query, by attribution.
pub fn find_histories(conn: &Connection, attributions: &[i64]) -> rusqlite::Result<HashMap<i64, Vec<Entry>>> {
    let mut statement = conn.prepare_cached(
        "SELECT l.attribution, l.seq, l.at, l.kind, l.body, n.text \
         FROM json_each(?1) j CROSS JOIN ledger l ON l.attribution = j.value LEFT JOIN notes n ON n.seq = l.seq \
         ORDER BY l.attribution, l.seq",
    )?;
    entries(&mut statement, attributions)
}

/// The `Frozen` and `Restored` entries of some users, by user.
pub fn find_branch_events(conn: &Connection, roots: &[i64]) -> rusqlite::Result<HashMap<i64, Vec<Entry>>> {
    let mut statement = conn.prepare_cached(
        "SELECT j.value, l.seq, l.at, l.kind, l.body, n.text FROM json_each(?1) j CROSS JOIN ledger l \
         ON json_extract(l.body, '$.root') = j.value AND l.kind IN ('frozen', 'restored') \
         LEFT JOIN notes n ON n.seq = l.seq ORDER BY 1, l.seq",
    )?;
    entries(&mut statement, roots)
}

/// Entries by id; the statement takes a JSON list of ids and returns the id first.
fn entries(statement: &mut Statement, ids: &[i64]) -> rusqlite::Result<HashMap<i64, Vec<Entry>>> {
    let list = serde_json::Value::from(ids).to_string();
    let mut rows = statement.query([list])?;
    let mut found: HashMap<i64, Vec<Entry>> = HashMap::new();
    while let Some(row) = rows.next()? {
        let (kind, body): (String, String) = (row.get(3)?, row.get(4)?);
        let Some(event) = Event::decode(&kind, &body) else { continue };
        let entry = Entry { seq: row.get(1)?, at: row.get(2)?, event, note: row.get(5)? };
        found.entry(row.get(0)?).or_default().push(entry);
    }
    Ok(found)
}

/// Appends an admin's action with the reason. A reason may name people, so the hash does not cover
/// it and the erasure of a user removes it.
pub fn append_with_reason(
    tx: &Transaction,
    event: &Event,
    author: Option<i64>,
    reason: &str,
    now: Timestamp,
) -> rusqlite::Result<()> {
    let seq = append(tx, event, now)?;
    annotate(tx, seq, author, reason)
}

/// Adds a reason to the last entry of this transaction.
pub fn annotate_last(tx: &Transaction, reason: &str) -> rusqlite::Result<()> {
    let last = tx.prepare_cached("SELECT max(seq) FROM ledger")?.query_row([], |row| row.get(0))?;
    annotate(tx, last, None, reason)
}

/// Adds a reason to an existing entry.
pub(super) fn annotate(
    tx: &Transaction,
    seq: i64,
    author: Option<i64>,
    reason: &str,
) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO notes (seq, author_id, text) VALUES (?1, ?2, ?3)")?
        .execute((seq, author, reason))?;
    Ok(())
}
