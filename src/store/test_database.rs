//! A test database: marked for ever when it is new, with a clock that can be moved, and emptied at
//! will. A live database never becomes one.

use rusqlite::Connection;

use crate::domain::timestamp::Timestamp;
use crate::store::{Db, Transaction, settings};

/// The setting that marks a test database.
const MARK: &str = "test_database";

/// The setting with the seconds by which its clock is ahead.
const AHEAD: &str = "test_clock_ahead";

/// Whether the database was marked when it was new.
pub fn is_marked(conn: &Connection) -> rusqlite::Result<bool> {
    Ok(settings::get(conn, MARK)?.is_some())
}

pub fn mark(tx: &Transaction) -> rusqlite::Result<()> {
    settings::set(tx, MARK, b"1")
}

/// Seconds by which the clock is ahead.
pub fn clock_ahead_seconds(conn: &Connection) -> rusqlite::Result<i64> {
    let value = settings::get(conn, AHEAD)?;
    Ok(value.and_then(|bytes| bytes.try_into().ok()).map_or(0, i64::from_be_bytes))
}

pub fn set_clock_ahead(tx: &Transaction, seconds: i64) -> rusqlite::Result<()> {
    settings::set(tx, AHEAD, &seconds.to_be_bytes())
}

/// Whether an email is due that is not sent yet.
pub fn has_due_emails(conn: &Connection, now: Timestamp) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE state IN ('queued', 'sending') AND due_at <= ?1)",
    )?
    .query_row([now], |row| row.get(0))
}

/// Deletes all rows but keys and what the program needs of its settings, and begins all numbers anew
/// but those of keys.
pub fn reset(db: &Db) -> rusqlite::Result<()> {
    db.write(|tx| {
        // A ledger that only grows is a promise of live databases.
        let triggers = list(tx, "SELECT sql FROM sqlite_schema WHERE type = 'trigger'")?;
        for name in list(tx, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")? {
            tx.execute_batch(&format!("DROP TRIGGER {name}"))?;
        }
        tx.execute_batch("PRAGMA defer_foreign_keys = ON")?;
        for table in list(
            tx,
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
               AND name NOT IN ('keys', 'counts', 'settings', 'refinery_schema_history')",
        )? {
            tx.execute_batch(&format!("DELETE FROM {table}"))?;
        }
        tx.execute_batch(
            "UPDATE counts SET value = 0;
             DELETE FROM settings WHERE name NOT IN ('test_database', 'signing_key');
             DELETE FROM sqlite_sequence WHERE name <> 'keys';",
        )?;
        triggers.iter().try_for_each(|sql| tx.execute_batch(sql))
    })?;
    // Rows that are deleted all at once are told to no hook.
    db.invalidate_all();
    Ok(())
}

fn list(tx: &Transaction, sql: &str) -> rusqlite::Result<Vec<String>> {
    tx.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
}
