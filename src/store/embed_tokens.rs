//! Tokens that open the widget of a participant, each once, and the session that each was exchanged for.

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::{PURGE_BATCH_ROWS, Transaction};

/// A token as it is stored.
pub struct EmbedToken {
    pub user_id: i64,
    pub is_used: bool,
    pub expires_at: Timestamp,
}

pub fn insert(tx: &Transaction, token: &Hash, user_id: i64, expires_at: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO embed_tokens (hash, user_id, expires_at) VALUES (?1, ?2, ?3)")?
        .execute((token, user_id, expires_at))?;
    Ok(())
}

pub fn find(conn: &Connection, token: &Hash) -> rusqlite::Result<Option<EmbedToken>> {
    conn.prepare_cached(
        "SELECT user_id, session IS NOT NULL AS is_used, expires_at FROM embed_tokens WHERE hash = ?1",
    )?
    .query_row([token], |row| {
        Ok(EmbedToken {
            user_id: row.get("user_id")?,
            is_used: row.get("is_used")?,
            expires_at: row.get("expires_at")?,
        })
    })
    .optional()
}

/// Exchanges a token for a session; false when it was used before.
pub fn use_up(
    tx: &Transaction,
    token: &Hash,
    session: &Hash,
    expires_at: Timestamp,
) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE embed_tokens SET session = ?2, expires_at = ?3 WHERE hash = ?1 AND session IS NULL",
        )?
        .execute((token, session, expires_at))?;
    Ok(changed == 1)
}

/// The user of a session that has not ended, and its end.
pub fn find_session(
    conn: &Connection,
    session: &Hash,
    now: Timestamp,
) -> rusqlite::Result<Option<(i64, Timestamp)>> {
    conn.prepare_cached(
        "SELECT user_id, expires_at FROM embed_tokens WHERE session = ?1 AND expires_at > ?2",
    )?
    .query_row((session, now), |row| Ok((row.get("user_id")?, row.get("expires_at")?)))
    .optional()
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` rows that have expired; returns how many.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM embed_tokens WHERE hash IN (
             SELECT hash FROM embed_tokens WHERE expires_at <= ?1 LIMIT ?2)",
    )?
    .execute((now, PURGE_BATCH_ROWS as i64))
}
