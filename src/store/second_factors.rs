//! Second factors of sign-in, and their recovery codes.

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;

/// A user's app, as stored.
pub struct StoredFactor {
    /// The encrypted secret.
    pub secret: Vec<u8>,
    /// What cookies of remembered browsers are made with.
    pub browsers: Vec<u8>,
    pub created_at: Timestamp,
}

/// Stores a user's app in place of an earlier one. `step` is that of the code that confirmed it.
pub fn put(
    tx: &Transaction,
    user_id: i64,
    secret: &[u8],
    browsers: &[u8],
    step: i64,
    now: Timestamp,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO second_factors (user_id, secret, last_step, browsers, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (user_id) DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step,
             browsers = excluded.browsers, created_at = excluded.created_at",
    )?
    .execute((user_id, secret, step, browsers, now))?;
    Ok(())
}

pub fn find(conn: &Connection, user_id: i64) -> rusqlite::Result<Option<StoredFactor>> {
    conn.prepare_cached("SELECT secret, browsers, created_at FROM second_factors WHERE user_id = ?1")?
        .query_row([user_id], |row| {
            Ok(StoredFactor {
                secret: row.get("secret")?,
                browsers: row.get("browsers")?,
                created_at: row.get("created_at")?,
            })
        })
        .optional()
}

/// Whether the user has a second factor.
pub fn exists(conn: &Connection, user_id: i64) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM second_factors WHERE user_id = ?1)")?
        .query_row([user_id], |row| row.get(0))
}

/// Uses a code's step up; false if it, or a newer one, was used before.
pub fn use_step(tx: &Transaction, user_id: i64, step: i64) -> rusqlite::Result<bool> {
    let used = tx
        .prepare_cached("UPDATE second_factors SET last_step = ?2 WHERE user_id = ?1 AND last_step < ?2")?
        .execute((user_id, step))?;
    Ok(used == 1)
}

/// Ends all remembered browsers.
pub fn set_browsers(tx: &Transaction, user_id: i64, browsers: &[u8]) -> rusqlite::Result<bool> {
    let set = tx
        .prepare_cached("UPDATE second_factors SET browsers = ?2 WHERE user_id = ?1")?
        .execute((user_id, browsers))?;
    Ok(set == 1)
}

/// Deletes a user's app and recovery codes; false if there was none.
pub fn delete(tx: &Transaction, user_id: i64) -> rusqlite::Result<bool> {
    tx.prepare_cached("DELETE FROM recovery_codes WHERE user_id = ?1")?.execute([user_id])?;
    let deleted = tx.prepare_cached("DELETE FROM second_factors WHERE user_id = ?1")?.execute([user_id])?;
    Ok(deleted == 1)
}

/// Stores new recovery codes in place of all earlier ones.
pub fn put_recovery_codes(tx: &Transaction, user_id: i64, hashes: &[Hash]) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM recovery_codes WHERE user_id = ?1")?.execute([user_id])?;
    let mut insert = tx.prepare_cached("INSERT INTO recovery_codes (user_id, hash) VALUES (?1, ?2)")?;
    hashes.iter().try_for_each(|hash| insert.execute((user_id, hash)).map(drop))
}

/// Uses a recovery code up; false if there is no such one.
pub fn use_recovery_code(tx: &Transaction, user_id: i64, hash: &Hash) -> rusqlite::Result<bool> {
    let used = tx
        .prepare_cached("DELETE FROM recovery_codes WHERE user_id = ?1 AND hash = ?2")?
        .execute((user_id, hash))?;
    Ok(used == 1)
}

/// How many recovery codes a user has left.
pub fn count_recovery_codes(conn: &Connection, user_id: i64) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM recovery_codes WHERE user_id = ?1")?
        .query_row([user_id], |row| row.get(0))
}

/// The encrypted secrets of all users.
pub fn list_secrets(conn: &Connection) -> rusqlite::Result<Vec<(i64, Vec<u8>)>> {
    conn.prepare_cached("SELECT user_id, secret FROM second_factors ORDER BY user_id")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Stores a user's secret as it is encrypted now.
pub fn set_secret(tx: &Transaction, user_id: i64, secret: &[u8]) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE second_factors SET secret = ?2 WHERE user_id = ?1")?
        .execute((user_id, secret))?;
    Ok(())
}
