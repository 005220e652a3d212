//! Sessions: who is signed in where.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::users::{self, User};
use crate::domain::moment::Moment;
use crate::tokens::Hash;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Cookie,
    Bearer,
}

impl Kind {
    pub fn name(self) -> &'static str {
        match self {
            Kind::Cookie => "cookie",
            Kind::Bearer => "bearer",
        }
    }
}

/// A session to be opened; the caller keeps the token, the table its hash.
pub struct New<'a> {
    pub user_id: i64,
    pub token: Hash,
    pub kind: Kind,
    /// What the browser or program calls itself.
    pub device: &'a str,
    /// What the session's CSRF tokens are made from.
    pub csrf: &'a [u8],
    pub expires_at: Moment,
}

pub fn insert(tx: &Transaction, new: &New, now: Moment) -> rusqlite::Result<()> {
    let device: String = new.device.chars().filter(|c| !c.is_control()).take(200).collect();
    tx.prepare_cached(
        "INSERT INTO sessions (user_id, token, kind, device, csrf, created_at, used_at, expires_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)",
    )?
    .execute((new.user_id, new.token, new.kind.name(), device, new.csrf, now, new.expires_at))?;
    Ok(())
}

/// The person a token signs in at `now`, and what the session's CSRF tokens are made from: its session lives, the
/// address is confirmed, the account is not disabled.
pub fn find(
    conn: &Connection,
    token: &Hash,
    kind: Kind,
    now: Moment,
) -> rusqlite::Result<Option<(User, Vec<u8>)>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        users::columns!(),
        ", s.csrf FROM sessions s JOIN users u ON u.id = s.user_id \
         WHERE s.token = ?1 AND s.kind = ?2 AND s.expires_at > ?3 AND u.is_activated = 1 AND u.disabled_at IS NULL"
    ))?
    .query_row((token, kind.name(), now), |row| Ok((User::try_from(row)?, row.get(users::WIDTH)?)))
    .optional()
}

/// In how many places a person is signed in at `now`.
pub fn count(conn: &Connection, user_id: i64, now: Moment) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM sessions WHERE user_id = ?1 AND expires_at > ?2")?
        .query_row((user_id, now), |row| row.get(0))
}

/// Ends one session.
pub fn end(tx: &Transaction, token: &Hash) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM sessions WHERE token = ?1")?.execute([token])?;
    Ok(())
}

/// Ends every session of a person, except the one with the hash `but`.
pub fn end_all(tx: &Transaction, user_id: i64, but: Option<&Hash>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM sessions WHERE user_id = ?1 AND token IS NOT ?2")?
        .execute((user_id, but))?;
    Ok(())
}

/// The sweep: forgets what has expired; returns how many.
pub fn forget_expired(tx: &Transaction, now: Moment) -> rusqlite::Result<usize> {
    tx.prepare_cached("DELETE FROM sessions WHERE expires_at <= ?1")?.execute([now])
}
