//! Size and integrity of the database, for the health page.

use std::path::Path;

use rusqlite::Connection;

use crate::domain::timestamp::Timestamp;
use crate::store::conn::file_identity;
use crate::store::{Db, compaction};

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

/// Counts each by the smallest index that covers it.
pub fn count_all(conn: &Connection) -> rusqlite::Result<TableCounts> {
    conn.prepare_cached(
        "SELECT
             (SELECT count(*) FROM users) AS users,
             (SELECT count(*) FROM users WHERE is_activated = 1) AS confirmed,
             (SELECT count(*) FROM users WHERE is_admin = 1) AS admins,
             (SELECT count(*) FROM referrals) AS codes,
             (SELECT count(*) FROM referrals WHERE is_activated = 1) AS active_codes,
             (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')) AS messages_waiting,
             (SELECT count(*) FROM outbox WHERE state = 'dead') AS messages_dead",
    )?
    .query_row([], |row| {
        Ok(TableCounts {
            users: row.get("users")?,
            confirmed: row.get("confirmed")?,
            admins: row.get("admins")?,
            codes: row.get("codes")?,
            active_codes: row.get("active_codes")?,
            messages_waiting: row.get("messages_waiting")?,
            messages_dead: row.get("messages_dead")?,
        })
    })
}

#[derive(Clone, Copy, Debug)]
pub struct DatabaseSize {
    /// Size of the database file, free pages included.
    pub file_bytes: i64,
    /// Size of its free pages.
    pub free_bytes: i64,
    /// Size of the write-ahead log (WAL); `None` for a database in memory.
    pub wal_bytes: Option<u64>,
    /// Version of the last migration.
    pub schema_version: i64,
    /// Since when deleted data may remain in unused parts of the file.
    pub compaction_due_since: Option<Timestamp>,
}

pub fn database_size(conn: &Connection, path: &Path) -> rusqlite::Result<DatabaseSize> {
    let wal = (!file_identity::is_in_memory(path)).then(|| file_identity::with_suffix(path, "-wal"));
    let wal_bytes = wal.map(|wal| wal.metadata().map_or(0, |file| file.len()));
    let compaction_due_since = compaction::due_since(conn)?.filter(|_| wal_bytes.is_some());
    conn.query_row(
        "SELECT page_count * page_size AS file_bytes,
                freelist_count * page_size AS free_bytes,
                (SELECT max(version) FROM refinery_schema_history) AS schema_version
         FROM pragma_page_count, pragma_page_size, pragma_freelist_count",
        [],
        |row| {
            Ok(DatabaseSize {
                file_bytes: row.get("file_bytes")?,
                free_bytes: row.get("free_bytes")?,
                wal_bytes,
                schema_version: row.get("schema_version")?,
                compaction_due_since,
            })
        },
    )
}

/// Free bytes of the disk that the file is on, as far as this user may use them (statvfs(3)); `None` in memory, and where the
/// system does not say.
pub fn free_disk_bytes(path: &Path) -> Option<u64> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let is_file = !file_identity::is_in_memory(path);
    let disk = is_file.then(|| rustix::fs::statvfs(folder).ok()).flatten()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

/// Virtual machine instructions of SQLite between two calls of the progress handler: some
/// microseconds.
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
