//! The append-only, hash-chained log of everything that counts.
//!
//! Functions that change what counts append in the same transaction, so that neither happens
//! without the other.

mod event;
mod id_map;
mod pending_clicks;
mod replay;
mod told_events;
mod told_rewards;
mod tree;
mod verify;

pub use event::{DecidedByWho, Event, EventContext, Evidence};
pub(super) use pending_clicks::add_pending_clicks;
pub use pending_clicks::{ClickTarget, LEDGER_BATCH_ROWS, append_pending_clicks};
pub use verify::{Verified, VerifyOutcome, verify};

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Statement};
use sha2::{Digest, Sha256};

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;

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

fn chain_hash(before: &Hash, at: Timestamp, kind: &str, body: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(before);
    sha.update(at.0.to_be_bytes());
    sha.update((kind.len() as u64).to_be_bytes());
    sha.update(kind);
    sha.update(body);
    sha.finalize().into()
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
