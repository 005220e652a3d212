//! Event names: what a program calls an event, for ever. A second report under any of them is
//! the same event. Names of erased people's events are kept as salted hashes.

use rusqlite::{Connection, OptionalExtension};
use sha2::{Digest, Sha256};

use crate::crypto::tokens::{self, Hash};
use crate::store::{Transaction, settings};

/// The setting with the salt of the hashes; there is none before the first erasure.
const SALT: &str = "erased_event_names_salt";

/// The event of this type that has the name.
pub fn find(conn: &Connection, r#type: &str, name: &str) -> rusqlite::Result<Option<i64>> {
    let found = conn
        .prepare_cached("SELECT event_id FROM event_names WHERE type = ?1 AND name = ?2")?
        .query_row((r#type, name), |row| row.get(0))
        .optional()?;
    if found.is_some() {
        return Ok(found);
    }
    let Some(salt) = settings::get(conn, SALT)? else { return Ok(None) };
    conn.prepare_cached("SELECT event_id FROM erased_event_names WHERE hash = ?1")?
        .query_row([hash(&salt, r#type, name)], |row| row.get(0))
        .optional()
}

/// The events that have the name, whatever their types.
pub fn find_any(conn: &Connection, name: &str, types: &[&str]) -> rusqlite::Result<Vec<i64>> {
    let mut found = Vec::new();
    for r#type in types {
        found.extend(find(conn, r#type, name)?);
    }
    Ok(found)
}

/// The names of an event, in alphabetical order.
pub fn list(conn: &Connection, event_id: i64) -> rusqlite::Result<Vec<String>> {
    conn.prepare_cached("SELECT name FROM event_names WHERE event_id = ?1 ORDER BY name")?
        .query_map([event_id], |row| row.get(0))?
        .collect()
}

/// Gives an event a name that no other of its type has.
pub fn insert(tx: &Transaction, r#type: &str, name: &str, event_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO event_names (type, name, event_id) VALUES (?1, ?2, ?3)")?
        .execute((r#type, name, event_id))?;
    Ok(())
}

/// Gives all names of one event to another.
pub fn move_all(tx: &Transaction, from: i64, to: i64) -> rusqlite::Result<()> {
    for table in ["event_names", "erased_event_names"] {
        tx.prepare_cached(&format!("UPDATE {table} SET event_id = ?2 WHERE event_id = ?1"))?
            .execute((from, to))?;
    }
    Ok(())
}

/// Leaves of the names of a user's events their hashes, and of the events what counts.
pub(super) fn erase_of(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    let names: Vec<(String, String, i64)> = tx
        .prepare_cached(
            "SELECT n.type, n.name, n.event_id FROM events e JOIN event_names n ON n.event_id = e.id
             WHERE e.participant_id = ?1",
        )?
        .query_map([user_id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<_, _>>()?;
    if !names.is_empty() {
        let salt = settings::get_or_insert(tx, SALT, &tokens::random_bytes::<32>())?;
        for (r#type, name, event_id) in &names {
            tx.prepare_cached(
                "INSERT INTO erased_event_names (hash, event_id) VALUES (?1, ?2) ON CONFLICT DO NOTHING",
            )?
            .execute((hash(&salt, r#type, name), event_id))?;
        }
        tx.prepare_cached(
            "DELETE FROM event_names WHERE event_id IN (SELECT id FROM events WHERE participant_id = ?1)",
        )?
        .execute([user_id])?;
    }
    // The name of a custom event is the program's word for a kind, as a type is.
    tx.prepare_cached("UPDATE events SET metadata = NULL, code = NULL WHERE participant_id = ?1")?
        .execute([user_id])?;
    Ok(())
}

fn hash(salt: &[u8], r#type: &str, name: &str) -> Hash {
    let sha = Sha256::new().chain_update(salt).chain_update(r#type);
    sha.chain_update([0]).chain_update(name).finalize().into()
}
