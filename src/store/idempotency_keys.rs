//! Answers that a repeated request gets again, by the key and the request's `Idempotency-Key`
//! (draft-ietf-httpapi-idempotency-key-header). Each is written in the transaction of its effect.

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::{HOUR, Timestamp};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

/// How long an answer is kept.
pub const KEEP_SECONDS: i64 = 72 * HOUR;

/// An answer, and the request that it was given to.
pub struct StoredAnswer {
    /// SHA-256 of method, path and body.
    pub request: Hash,
    pub status: u16,
    /// JSON.
    pub body: String,
}

pub fn find(
    conn: &Connection,
    key_id: i64,
    name: &str,
    now: Timestamp,
) -> rusqlite::Result<Option<StoredAnswer>> {
    conn.prepare_cached(
        "SELECT request, status, body FROM idempotency_keys
         WHERE key_id = ?1 AND name = ?2 AND created_at > ?3",
    )?
    .query_row((key_id, name, now.minus(KEEP_SECONDS)), |row| {
        Ok(StoredAnswer { request: row.get(0)?, status: row.get(1)?, body: row.get(2)? })
    })
    .optional()
}

/// Keeps an answer, in place of one that has expired.
pub fn insert(
    tx: &Transaction,
    key_id: i64,
    name: &str,
    kept: &StoredAnswer,
    now: Timestamp,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT OR REPLACE INTO idempotency_keys (key_id, name, request, status, body, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute((key_id, name, kept.request, kept.status, &kept.body, now))?;
    Ok(())
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` answers that have expired; returns how many.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM idempotency_keys WHERE (key_id, name) IN (
             SELECT key_id, name FROM idempotency_keys WHERE created_at <= ?1 LIMIT ?2)",
    )?
    .execute((now.minus(KEEP_SECONDS), PURGE_BATCH_ROWS as i64))
}
