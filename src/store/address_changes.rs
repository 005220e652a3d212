//! Links that confirm a new address of an account.

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::store::users::{User, user_columns};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

/// Stores a user's link to the address `new`; earlier links of the user no longer work.
pub fn insert(
    tx: &Transaction,
    token: &Hash,
    user: &User,
    new: &Email,
    expires_at: Timestamp,
) -> rusqlite::Result<()> {
    delete_of_user(tx, user.id)?;
    tx.prepare_cached(
        "INSERT INTO address_changes (token, user_id, old_email, new_email, expires_at)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute((token, user.id, &user.email, new, expires_at))?;
    Ok(())
}

/// The user of a link and the address that it confirms; `None` when it has expired, or the user's
/// address has changed since.
pub fn find(conn: &Connection, token: &Hash, now: Timestamp) -> rusqlite::Result<Option<(User, Email)>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        user_columns!(),
        ", c.new_email
         FROM address_changes c JOIN users u ON u.id = c.user_id
         WHERE c.token = ?1 AND c.expires_at > ?2 AND c.old_email = u.email AND u.disabled_at IS NULL"
    ))?
    .query_row((token, now), |row| Ok((User::try_from(row)?, row.get("new_email")?)))
    .optional()
}

pub fn delete_of_user(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM address_changes WHERE user_id = ?1")?.execute([user_id])?;
    Ok(())
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` expired links; returns how many.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM address_changes WHERE token IN (
             SELECT token FROM address_changes WHERE expires_at <= ?1 LIMIT ?2)",
    )?
    .execute((now, PURGE_BATCH_ROWS as i64))
}
