//! What the program keeps for itself.

use rusqlite::{Connection, OptionalExtension};

use crate::store::Transaction;

/// The value under `name`, if there is one.
pub fn get(conn: &Connection, name: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    conn.prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// The value under `name`; `fresh` is stored and returned when there is none yet.
pub fn get_or_insert(tx: &Transaction, name: &str, fresh: &[u8]) -> rusqlite::Result<Vec<u8>> {
    if let Some(value) = get(tx, name)? {
        return Ok(value);
    }
    tx.execute("INSERT INTO settings (name, value) VALUES (?1, ?2)", (name, fresh))?;
    Ok(fresh.to_vec())
}

/// Puts a value under `name`, whatever stood there.
pub fn set(tx: &Transaction, name: &str, value: &[u8]) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute((name, value))?;
    Ok(())
}

/// Deletes the value. `secure_delete` zeroes it.
pub fn remove(tx: &Transaction, name: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM settings WHERE name = ?1")?.execute([name])?;
    Ok(())
}
