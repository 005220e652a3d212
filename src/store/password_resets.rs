//! Links that let a user set a new password.

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::users::{User, user_columns};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

/// Stores a link with the address that it is sent to.
pub fn insert(tx: &Transaction, token: &Hash, user: &User, expires_at: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("INSERT INTO resets (token, user_id, email, expires_at) VALUES (?1, ?2, ?3, ?4)")?
        .execute((token, user.id, &user.email, expires_at))?;
    Ok(())
}

/// The user of a link; `None` when it has expired, or the user's address has changed since.
pub fn find_user(conn: &Connection, token: &Hash, now: Timestamp) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        user_columns!(),
        " FROM resets t JOIN users u ON u.id = t.user_id
         WHERE t.token = ?1 AND t.expires_at > ?2 AND t.email = u.email AND u.disabled_at IS NULL"
    ))?
    .query_row((token, now), |row| User::try_from(row))
    .optional()
}

/// Deletes all links of a user: one was used, or the password changed.
pub fn delete_of_user(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM resets WHERE user_id = ?1")?.execute([user_id])?;
    Ok(())
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` expired links; returns how many.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM resets WHERE token IN (SELECT token FROM resets WHERE expires_at <= ?1 LIMIT ?2)",
    )?
    .execute((now, PURGE_BATCH_ROWS as i64))
}
