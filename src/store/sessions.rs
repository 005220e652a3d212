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

/// Opens a session; the caller keeps the token, the table its hash.
pub fn insert(
    tx: &Transaction,
    user_id: i64,
    token: &Hash,
    kind: Kind,
    device: &str,
    now: Moment,
    expires_at: Moment,
) -> rusqlite::Result<()> {
    let device: String = device.chars().filter(|c| !c.is_control()).take(200).collect();
    tx.prepare_cached(
        "INSERT INTO sessions (user_id, token, kind, device, created_at, used_at, expires_at) VALUES (?1, ?2, ?3, ?4, ?5, ?5, ?6)",
    )?
    .execute((user_id, token, kind.name(), device, now, expires_at))?;
    Ok(())
}

/// The person a token signs in at `now`: its session lives, the address is confirmed, the account is not disabled.
pub fn user_of(conn: &Connection, token: &Hash, kind: Kind, now: Moment) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        users::columns!(),
        " FROM sessions s JOIN users u ON u.id = s.user_id \
         WHERE s.token = ?1 AND s.kind = ?2 AND s.expires_at > ?3 AND u.is_activated = 1 AND u.disabled_at IS NULL"
    ))?
    .query_row((token, kind.name(), now), |row| User::try_from(row))
    .optional()
}

/// Ends one session.
pub fn end(tx: &Transaction, token: &Hash) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM sessions WHERE token = ?1")?.execute([token])?;
    Ok(())
}

/// Ends every session of a person, except the one with the hash `but`.
pub fn end_all(tx: &Transaction, user_id: i64, but: Option<&Hash>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM sessions WHERE user_id = ?1 AND token IS NOT ?2")?.execute((user_id, but))?;
    Ok(())
}

/// The sweep: forgets what has expired; returns how many.
pub fn forget_expired(tx: &Transaction, now: Moment) -> rusqlite::Result<usize> {
    tx.prepare_cached("DELETE FROM sessions WHERE expires_at <= ?1")?.execute([now])
}
