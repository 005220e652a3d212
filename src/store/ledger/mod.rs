//! The append-only, hash-chained log of everything that counts.
//!
//! The functions that change what counts write here themselves, in the caller's transaction, so that neither can
//! happen without the other.

mod event;
mod replay;
mod verify;

pub use event::{Event, Evidence, Seen};
pub use verify::{Checked, verify};

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::domain::moment::Moment;
use crate::store::Transaction;
use crate::tokens::Hash;

/// Writes what happened behind everything that happened before; returns its number.
pub fn append(tx: &Transaction, event: &Event, now: Moment) -> rusqlite::Result<i64> {
    let (kind, body) = event.encode()?;
    let last: Option<Hash> = tx
        .prepare_cached("SELECT hash FROM ledger ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    let hash = seal(&last.unwrap_or_default(), now, &kind, &body);
    tx.prepare_cached("INSERT INTO ledger (at, kind, body, hash) VALUES (?1, ?2, ?3, ?4)")?
        .insert((now, kind, body, hash))
}

fn seal(before: &Hash, at: Moment, kind: &str, body: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(before);
    sha.update(at.0.to_be_bytes());
    sha.update((kind.len() as u64).to_be_bytes());
    sha.update(kind);
    sha.update(body);
    sha.finalize().into()
}

/// Something that happened, as it stands in the log.
#[derive(Clone, Debug)]
pub struct Entry {
    pub seq: i64,
    pub at: Moment,
    pub event: Event,
    /// What an admin wrote beside it.
    pub note: Option<String>,
}

/// Everything that happened to one attribution, in its order. What happened to a whole branch stands there too, if it
/// was this one that froze it.
pub fn story_of(conn: &Connection, attribution: i64) -> rusqlite::Result<Vec<Entry>> {
    let mut statement = conn.prepare_cached(
        "SELECT l.seq, l.at, l.kind, l.body, n.text FROM ledger l LEFT JOIN notes n ON n.seq = l.seq \
         WHERE l.attribution = ?1 ORDER BY l.seq",
    )?;
    let rows = statement.query_map([attribution], |row| {
        let (kind, body): (String, String) = (row.get(2)?, row.get(3)?);
        let event = Event::decode(&kind, &body);
        Ok(event.map(|event| (row.get(0), row.get(1), event, row.get(4))))
    })?;
    let mut story = Vec::new();
    for row in rows {
        let Some((seq, at, event, note)) = row? else { continue };
        story.push(Entry { seq: seq?, at: at?, event, note: note? });
    }
    Ok(story)
}

/// Writes beside an entry why an admin did it. It may name people, so it is not sealed and goes with them.
pub fn annotate(tx: &Transaction, seq: i64, author: Option<i64>, text: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO notes (seq, author_id, text) VALUES (?1, ?2, ?3)")?
        .execute((seq, author, text))?;
    Ok(())
}
