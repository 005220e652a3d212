//! The `settings` table: values that the program keeps for itself, such as keys and
//! what an admin saved of the site.

use rusqlite::{Connection, OptionalExtension};

use crate::store::Transaction;

/// The value of `name`, if there is one.
pub fn get(conn: &Connection, name: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    conn.prepare_cached("SELECT value FROM settings WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()
}

/// Names and values that begin with `prefix`.
pub fn list(conn: &Connection, prefix: &str) -> rusqlite::Result<Vec<(String, Vec<u8>)>> {
    conn.prepare_cached("SELECT name, value FROM settings WHERE substr(name, 1, length(?1)) = ?1")?
        .query_map([prefix], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// The value of `name`; inserts and returns `default` if there is none.
pub fn get_or_insert(tx: &Transaction, name: &str, default: &[u8]) -> rusqlite::Result<Vec<u8>> {
    if let Some(value) = get(tx, name)? {
        return Ok(value);
    }
    set(tx, name, default)?;
    Ok(default.to_vec())
}

/// Inserts or replaces the value of `name`.
pub fn set(tx: &Transaction, name: &str, value: &[u8]) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO settings (name, value) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )?
    .execute((name, value))?;
    Ok(())
}

/// Deletes the value. `secure_delete` zeroes it.
pub fn remove(tx: &Transaction, name: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM settings WHERE name = ?1")?.execute([name])?;
    Ok(())
}
