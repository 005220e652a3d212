//! Sessions: who is signed in where.

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::named_enum::named_enum;
use crate::domain::timestamp::Timestamp;
use crate::store::users::{self, User};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

named_enum! {
    pub enum SessionKind {
        Cookie = "cookie",
        Bearer = "bearer",
    }
}

/// A session to be opened; the caller keeps the token, the table its hash.
pub struct NewSession<'a> {
    pub user_id: i64,
    pub token: Hash,
    pub kind: SessionKind,
    /// What the browser or program calls itself, 200 characters at the most.
    pub device: &'a str,
    /// What the session's CSRF tokens are made from.
    pub csrf: &'a [u8],
    pub expires_at: Timestamp,
}

/// Sessions of a kind that a person has at the most. Each new one beyond ends the one that was used longest ago, so that
/// nobody fills the disk with tokens and the list of them can be shown whole.
const MAX_SESSIONS_PER_KIND: i64 = 200;

pub fn insert(tx: &Transaction, new: &NewSession, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO sessions (user_id, token, kind, device, csrf, created_at, used_at, expires_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7)",
    )?
    .execute((new.user_id, new.token, new.kind.name(), new.device, new.csrf, now, new.expires_at))?;
    tx.prepare_cached(
        "DELETE FROM sessions WHERE id IN \
         (SELECT id FROM sessions WHERE user_id = ?1 AND kind = ?2 ORDER BY used_at DESC, id DESC LIMIT -1 OFFSET ?3)",
    )?
    .execute((new.user_id, new.kind.name(), MAX_SESSIONS_PER_KIND))?;
    Ok(())
}

/// A session as a request finds it.
pub struct FoundSession {
    pub user: User,
    pub csrf: Vec<u8>,
    pub used_at: Timestamp,
}

/// The session of a token at `now`: it has not expired, it was used less than `idle` seconds ago, its person's
/// address is confirmed and the account not disabled.
pub fn find_by_token(
    conn: &Connection,
    token: &Hash,
    kind: SessionKind,
    idle: i64,
    now: Timestamp,
) -> rusqlite::Result<Option<FoundSession>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        users::columns!(),
        ", s.csrf, s.used_at FROM sessions s JOIN users u ON u.id = s.user_id \
         WHERE s.token = ?1 AND s.kind = ?2 AND s.expires_at > ?3 AND s.used_at > ?4 \
         AND u.is_activated = 1 AND u.disabled_at IS NULL"
    ))?
    .query_row((token, kind.name(), now, now.minus(idle)), |row| {
        Ok(FoundSession {
            user: User::try_from(row)?,
            csrf: row.get(users::WIDTH)?,
            used_at: row.get(users::WIDTH + 1)?,
        })
    })
    .optional()
}

/// Whose session a token is, as they are now; `None` when it was ended or its person is kept out. For a request that found
/// it alive and has taken its time since: at the moment of the request it had not expired.
pub fn find_user(conn: &Connection, token: &Hash) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        users::columns!(),
        " FROM sessions s JOIN users u ON u.id = s.user_id \
         WHERE s.token = ?1 AND u.is_activated = 1 AND u.disabled_at IS NULL"
    ))?
    .query_row([token], |row| User::try_from(row))
    .optional()
}

/// A session as its person sees it.
pub struct SessionRow {
    pub id: i64,
    pub token: Hash,
    pub kind: String,
    pub device: String,
    pub created_at: Timestamp,
    pub used_at: Timestamp,
}

/// A person's sessions that live, last used first.
pub fn list_by_user(
    conn: &Connection,
    user_id: i64,
    idle: i64,
    now: Timestamp,
) -> rusqlite::Result<Vec<SessionRow>> {
    conn.prepare_cached(
        "SELECT id, token, kind, device, created_at, used_at FROM sessions \
         WHERE user_id = ?1 AND expires_at > ?2 AND used_at > ?3 ORDER BY used_at DESC, id DESC",
    )?
    .query_map((user_id, now, now.minus(idle)), |row| {
        Ok(SessionRow {
            id: row.get(0)?,
            token: row.get(1)?,
            kind: row.get(2)?,
            device: row.get(3)?,
            created_at: row.get(4)?,
            used_at: row.get(5)?,
        })
    })?
    .collect()
}

/// Notes when a session was last used.
pub fn touch(tx: &Transaction, token: &Hash, at: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE sessions SET used_at = max(used_at, ?2) WHERE token = ?1")?
        .execute((token, at))?;
    Ok(())
}

/// Ends one of a person's own sessions, by its number; false when it is not theirs.
pub fn revoke_own(tx: &Transaction, user_id: i64, id: i64) -> rusqlite::Result<bool> {
    let ended =
        tx.prepare_cached("DELETE FROM sessions WHERE id = ?1 AND user_id = ?2")?.execute((id, user_id))?;
    Ok(ended == 1)
}

/// In how many places a person is signed in at `now`.
pub fn count_by_user(conn: &Connection, user_id: i64, now: Timestamp) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM sessions WHERE user_id = ?1 AND expires_at > ?2")?
        .query_row((user_id, now), |row| row.get(0))
}

/// Ends one session.
pub fn revoke(tx: &Transaction, token: &Hash) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM sessions WHERE token = ?1")?.execute([token])?;
    Ok(())
}

/// Ends every session of a person, except the one with the hash `but`.
pub fn revoke_all(tx: &Transaction, user_id: i64, but: Option<&Hash>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM sessions WHERE user_id = ?1 AND token IS NOT ?2")?
        .execute((user_id, but))?;
    Ok(())
}

/// The sweep: forgets what has expired; `SWEPT` at most; returns how many. Those that were only idle too long go with their expiry.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= ?1 LIMIT ?2)",
    )?
    .execute((now, PURGE_BATCH_ROWS as i64))
}
