//! How the database is, at a glance: how much is in it, how big it is, whether its pages fit together.

use std::path::Path;

use rusqlite::Connection;

use crate::domain::timestamp::Timestamp;
use crate::store::conn::file_identity;
use crate::store::{Db, compaction};

/// How many there are of what.
#[derive(Clone, Copy, Debug)]
pub struct TableCounts {
    pub users: i64,
    pub confirmed: i64,
    pub admins: i64,
    pub codes: i64,
    pub active_codes: i64,
    pub messages_waiting: i64,
    pub messages_dead: i64,
}

/// Each is read off the smallest index that knows it.
pub fn count_all(conn: &Connection) -> rusqlite::Result<TableCounts> {
    conn.prepare_cached(
        "SELECT (SELECT count(*) FROM users), (SELECT count(*) FROM users WHERE is_activated = 1), \
         (SELECT count(*) FROM users WHERE is_admin = 1), (SELECT count(*) FROM referrals), \
         (SELECT count(*) FROM referrals WHERE is_activated = 1), \
         (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')), \
         (SELECT count(*) FROM outbox WHERE state = 'dead')",
    )?
    .query_row([], |row| {
        Ok(TableCounts {
            users: row.get(0)?,
            confirmed: row.get(1)?,
            admins: row.get(2)?,
            codes: row.get(3)?,
            active_codes: row.get(4)?,
            messages_waiting: row.get(5)?,
            messages_dead: row.get(6)?,
        })
    })
}

/// Where the data lies and how much room it takes.
#[derive(Clone, Copy, Debug)]
pub struct DatabaseSize {
    /// Bytes of the database, empty pages among them.
    pub file_bytes: i64,
    /// Bytes that pages given back would free.
    pub free_bytes: i64,
    /// Bytes of the write-ahead log; nothing in memory.
    pub wal_bytes: Option<u64>,
    /// The newest migration that was applied.
    pub schema_version: i64,
    /// Since when deleted data may remain in unused parts of the file.
    pub compaction_due_since: Option<Timestamp>,
}

pub fn database_size(conn: &Connection, path: &Path) -> rusqlite::Result<DatabaseSize> {
    let log = (!file_identity::is_in_memory(path)).then(|| file_identity::with_suffix(path, "-wal"));
    let log = log.map(|log| log.metadata().map_or(0, |file| file.len()));
    let compaction_due_since = compaction::due_since(conn)?.filter(|_| log.is_some());
    conn.query_row(
        "SELECT page_count * page_size, freelist_count * page_size, (SELECT max(version) FROM refinery_schema_history) \
         FROM pragma_page_count, pragma_page_size, pragma_freelist_count",
        [],
        |row| Ok(DatabaseSize { file_bytes: row.get(0)?, free_bytes: row.get(1)?, schema_version: row.get(2)?, wal_bytes: log, compaction_due_since }),
    )
}

/// Virtual machine instructions of SQLite between two calls of the progress handler: some microseconds.
const PROGRESS_INSTRUCTIONS: i32 = 100;

/// `PRAGMA quick_check`: whether all pages fit together. Fails as `OperationInterrupted` when
/// `is_overdue` returns true. The handler ends with the check, so it interrupts no other query.
pub fn quick_check(db: &Db, is_overdue: impl FnMut() -> bool + Send + 'static) -> rusqlite::Result<bool> {
    db.with_private_reader(|conn| {
        conn.progress_handler(PROGRESS_INSTRUCTIONS, Some(is_overdue))?;
        let result = conn.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0));
        conn.progress_handler(0, None::<fn() -> bool>)?;
        Ok(result? == "ok")
    })
}
