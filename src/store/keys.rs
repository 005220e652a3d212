//! Keys: what programs sign in with. The key itself is nowhere; its SHA-256 is.

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::key::{KeyRefusal, Scopes};
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::row::row;

row! {
    /// A key as it is listed.
    pub struct StoredKey, key_columns! {
        pub id: i64 = "k.id",
        pub label: String = "k.label",
        /// The last four characters.
        pub hint: String = "k.hint",
        pub scopes: Scopes = "k.scopes",
        pub created_at: Timestamp = "k.created_at",
        pub expires_at: Option<Timestamp> = "k.expires_at",
        pub used_at: Option<Timestamp> = "k.used_at",
        pub revoked_at: Option<Timestamp> = "k.revoked_at",
    }
}

impl StoredKey {
    /// Why it does not work at `now`, if so.
    pub fn refusal(&self, now: Timestamp) -> Option<KeyRefusal> {
        if self.revoked_at.is_some() {
            Some(KeyRefusal::Revoked)
        } else if self.expires_at.is_some_and(|at| at <= now) {
            Some(KeyRefusal::Expired)
        } else {
            None
        }
    }
}

pub fn find_by_hash(conn: &Connection, hash: &Hash) -> rusqlite::Result<Option<StoredKey>> {
    conn.prepare_cached(concat!("SELECT ", key_columns!(), " FROM keys k WHERE k.hash = ?1"))?
        .query_row([hash], |row| StoredKey::try_from(row))
        .optional()
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<StoredKey>> {
    conn.prepare_cached(concat!("SELECT ", key_columns!(), " FROM keys k WHERE k.id = ?1"))?
        .query_row([id], |row| StoredKey::try_from(row))
        .optional()
}

/// All keys, newest first: there are few.
pub fn list_all(conn: &Connection) -> rusqlite::Result<Vec<StoredKey>> {
    conn.prepare_cached(concat!("SELECT ", key_columns!(), " FROM keys k ORDER BY k.id DESC"))?
        .query_map([], |row| StoredKey::try_from(row))?
        .collect()
}

/// A new key.
pub struct NewKey<'a> {
    pub label: &'a str,
    pub hash: Hash,
    pub hint: &'a str,
    pub scopes: Scopes,
    pub expires_at: Option<Timestamp>,
}

/// Returns the id.
pub fn insert(tx: &Transaction, new: &NewKey, now: Timestamp) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "INSERT INTO keys (label, hash, hint, scopes, created_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .insert((new.label, new.hash, new.hint, new.scopes, now, new.expires_at))
}

/// Revokes a key; false when it was revoked before, or there is none.
pub fn revoke(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached("UPDATE keys SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL")?
        .execute((id, now))?;
    Ok(changed == 1)
}

/// Notes the last use.
pub fn touch(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE keys SET used_at = ?2 WHERE id = ?1")?.execute((id, now))?;
    Ok(())
}
