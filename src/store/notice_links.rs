//! Links of notices by which the owner of an account says «this was not me».

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::users::{User, user_columns};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

pub fn insert(tx: &Transaction, token: &Hash, user_id: i64, expires_at: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO notice_links (token, user_id, expires_at) VALUES (?1, ?2, ?3)")?
        .execute((token, user_id, expires_at))?;
    Ok(())
}

/// The user of a link; `None` when it has expired, was used or revoked.
pub fn find_user(conn: &Connection, token: &Hash, now: Timestamp) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        user_columns!(),
        " FROM notice_links n JOIN users u ON u.id = n.user_id
         WHERE n.token = ?1 AND n.expires_at > ?2 AND u.disabled_at IS NULL"
    ))?
    .query_row((token, now), |row| User::try_from(row))
    .optional()
}

pub fn delete_of_user(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM notice_links WHERE user_id = ?1")?.execute([user_id])?;
    Ok(())
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` expired links; returns how many.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM notice_links WHERE token IN (
             SELECT token FROM notice_links WHERE expires_at <= ?1 LIMIT ?2)",
    )?
    .execute((now, PURGE_BATCH_ROWS as i64))
}
