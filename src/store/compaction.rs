//! Rewrites the database file after an account was erased (`VACUUM`).
//!
//! `secure_delete` zeroes a deleted row in its place. When SQLite repacks a page (`rebuildPage` in
//! its `btree.c`), it leaves copies of rows in the unused part of the page, and a later deletion
//! does not reach those. `VACUUM` writes every page anew from the rows that exist.

use rusqlite::Connection;

use crate::domain::timestamp::Timestamp;
use crate::store::{Db, Transaction, settings};

/// The largest file that is rewritten unasked: writers wait for less than a second. A larger one
/// waits for `referral compact`.
pub const MAX_BYTES_UNASKED: u64 = 64 * 1024 * 1024;

/// The settings row that exists while deleted data may remain: when the first erasure was, and how
/// many there were.
const NAME: &str = "compaction_due";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Due {
    since: Timestamp,
    erasures: i64,
}

impl Due {
    fn read(conn: &Connection) -> rusqlite::Result<Option<Due>> {
        let Some(bytes) = settings::get(conn, NAME)? else { return Ok(None) };
        let (words, _) = bytes.as_chunks();
        let word = |at: usize| words.get(at).map_or(0, |word| i64::from_be_bytes(*word));
        Ok(Some(Due { since: Timestamp(word(0)), erasures: word(1) }))
    }

    fn bytes(self) -> Vec<u8> {
        [self.since.0, self.erasures].map(i64::to_be_bytes).concat()
    }
}

/// Notes that the file needs a rewrite. To be called in the transaction that erases an account.
pub fn request(tx: &Transaction, now: Timestamp) -> rusqlite::Result<()> {
    let due = Due::read(tx)?.unwrap_or(Due { since: now, erasures: 0 });
    settings::set(tx, NAME, &Due { erasures: due.erasures.saturating_add(1), ..due }.bytes())
}

/// Since when deleted data may remain in unused parts of the file; `None` if none may.
pub fn due_since(conn: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    Ok(Due::read(conn)?.map(|due| due.since))
}

/// What became of a rewrite that was not asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    NotDue,
    TooLarge,
    Rewritten,
}

/// Rewrites the file if an account was erased and the file has `max_bytes` at most.
pub fn run_if_due(db: &Db, max_bytes: u64) -> rusqlite::Result<Outcome> {
    let (due, bytes) = db.read(|conn| Ok::<_, rusqlite::Error>((Due::read(conn)?, file_bytes(conn)?)))?;
    if due.is_none() || db.is_in_memory() {
        return Ok(Outcome::NotDue);
    }
    if bytes > max_bytes {
        return Ok(Outcome::TooLarge);
    }
    run(db)?;
    Ok(Outcome::Rewritten)
}

/// Rewrites the file whatever its size. Needs as much free disk as the file has, twice; where that
/// is missing, the file stays as it was. Returns false if a reader kept the log from being emptied:
/// old pages stay in it until the next purge.
pub fn run(db: &Db) -> rusqlite::Result<bool> {
    let before = db.read(Due::read)?;
    let emptied = db.vacuum()?;
    if let Some(before) = before {
        db.write(|tx| settle(tx, before))?;
    }
    Ok(emptied)
}

/// Clears the note of what was due before a rewrite. It stays if another account was erased since,
/// by this process or another: that needs a further rewrite.
fn settle(tx: &Transaction, before: Due) -> rusqlite::Result<()> {
    if Due::read(tx)? == Some(before) { settings::remove(tx, NAME) } else { Ok(()) }
}

/// The size of the file in bytes.
pub fn file_bytes(conn: &Connection) -> rusqlite::Result<u64> {
    let sql = "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size";
    let bytes: i64 = conn.query_row(sql, [], |row| row.get(0))?;
    Ok(u64::try_from(bytes).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    #[test]
    fn an_erasure_during_a_rewrite_stays_due() {
        let db = Db::open(Path::new(":memory:")).expect("a database");
        let due = || db.read(Due::read).expect("an answer");
        let erase = |at| db.write(|tx| request(tx, Timestamp(at))).expect("a commit");
        erase(7);
        let before = due().expect("due");
        erase(7);
        db.write(|tx| settle(tx, before)).expect("a commit");
        assert_eq!(due().map(|due| due.since), Some(Timestamp(7)));
        let again = due().expect("due");
        db.write(|tx| settle(tx, again)).expect("a commit");
        assert_eq!(due(), None);
    }
}
