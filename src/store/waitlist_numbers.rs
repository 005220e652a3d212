//! The last number that was given on the waitlist, kept so that none is given twice, also after an erasure.

use rusqlite::Connection;

use crate::store::Transaction;

/// 0 before the first.
pub fn find_last(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT coalesce(max(value), 0) FROM counts WHERE name = 'waitlist_numbers'")?
        .query_row([], |row| row.get(0))
}

pub fn set_last(tx: &Transaction, number: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO counts (name, value) VALUES ('waitlist_numbers', ?1)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute([number])?;
    Ok(())
}
