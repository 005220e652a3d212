//! Sessions of signed-in users: browser cookies and API tokens.

use rusqlite::{Connection, OptionalExtension};

use crate::crypto::tokens::Hash;
use crate::domain::named_enum::named_enum;
use crate::domain::timestamp::{HOUR, Timestamp};
use crate::store::row::stored_by_name;
use crate::store::users::{User, user_columns};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

named_enum! {
    pub enum SessionKind {
        Cookie = "cookie",
        Bearer = "bearer",
    }
}

stored_by_name!(SessionKind);

/// A new session. The caller keeps the token; the table gets its hash.
pub struct NewSession<'a> {
    pub user_id: i64,
    pub token: Hash,
    pub kind: SessionKind,
    /// The client's own name (`User-Agent`), at most 200 characters.
    pub device: &'a str,
    /// Secret that the session's CSRF tokens are derived from.
    pub csrf: &'a [u8],
    /// When its user last gave the password in it.
    pub password_at: Option<Timestamp>,
    pub expires_at: Timestamp,
    /// Whether its user must set up a second factor before it serves for anything else.
    pub factor_needed: bool,
}

/// Age at which a session of an admin ends, however it is used (NIST SP 800-63B-4 2.2.3: 12 or 24
/// hours). It counts from the sign-in, so it also ends older sessions of who is made an admin.
pub const MAX_ADMIN_SECONDS: i64 = 12 * HOUR;

/// Sessions of one kind per user. A new one beyond revokes the least recently used, which bounds
/// the table and lets the list be shown whole.
const MAX_SESSIONS_PER_KIND: i64 = 200;

pub fn insert(tx: &Transaction, new: &NewSession, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO sessions
             (user_id, token, kind, device, csrf, created_at, used_at, expires_at, password_at, factor_needed)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9)",
    )?
    .execute((
        new.user_id,
        new.token,
        new.kind,
        new.device,
        new.csrf,
        now,
        new.expires_at,
        new.password_at,
        new.factor_needed,
    ))?;
    tx.prepare_cached(
        "DELETE FROM sessions WHERE id IN (
             SELECT id FROM sessions WHERE user_id = ?1 AND kind = ?2
             ORDER BY used_at DESC, id DESC LIMIT -1 OFFSET ?3)",
    )?
    .execute((new.user_id, new.kind, MAX_SESSIONS_PER_KIND))?;
    Ok(())
}

/// A valid session with its user.
pub struct FoundSession {
    pub user: User,
    pub csrf: Vec<u8>,
    pub used_at: Timestamp,
    pub password_at: Option<Timestamp>,
    pub factor_needed: bool,
}

/// The session of a token, when at `now` it has not expired, was used in the last `idle` seconds,
/// and its user is confirmed and not disabled; of an admin, for `MAX_ADMIN_SECONDS`.
pub fn find_by_token(
    conn: &Connection,
    token: &Hash,
    kind: SessionKind,
    idle: i64,
    now: Timestamp,
) -> rusqlite::Result<Option<FoundSession>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        user_columns!(),
        ", s.csrf, s.used_at, s.password_at, s.factor_needed
         FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.token = ?1 AND s.kind = ?2 AND s.expires_at > ?3 AND s.used_at > ?4
           AND u.is_activated = 1 AND u.disabled_at IS NULL
           AND (u.is_admin = 0 OR s.created_at > ?5)"
    ))?
    .query_row((token, kind, now, now.minus(idle), now.minus(MAX_ADMIN_SECONDS)), |row| {
        Ok(FoundSession {
            user: User::try_from(row)?,
            csrf: row.get("csrf")?,
            used_at: row.get("used_at")?,
            password_at: row.get("password_at")?,
            factor_needed: row.get("factor_needed")?,
        })
    })
    .optional()
}

/// The current user of a session; `None` once it is revoked or the user disabled. For requests that
/// were authenticated before they worked for long: expiry was checked then.
pub fn find_user(conn: &Connection, token: &Hash) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        user_columns!(),
        " FROM sessions s JOIN users u ON u.id = s.user_id
         WHERE s.token = ?1 AND u.is_activated = 1 AND u.disabled_at IS NULL"
    ))?
    .query_row([token], |row| User::try_from(row))
    .optional()
}

/// The id of a session; `None` once it is revoked.
pub fn find_id(conn: &Connection, token: &Hash) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT id FROM sessions WHERE token = ?1")?
        .query_row([token], |row| row.get("id"))
        .optional()
}

/// A session as listed to its user.
pub struct SessionRow {
    pub id: i64,
    pub token: Hash,
    pub kind: SessionKind,
    pub device: String,
    pub created_at: Timestamp,
    pub used_at: Timestamp,
}

/// A user's valid sessions, last used first. `idle` is in seconds, as in `find_by_token`.
pub fn list_by_user(
    conn: &Connection,
    user_id: i64,
    idle: i64,
    now: Timestamp,
) -> rusqlite::Result<Vec<SessionRow>> {
    conn.prepare_cached(
        "SELECT id, token, kind, device, created_at, used_at
         FROM sessions
         WHERE user_id = ?1 AND expires_at > ?2 AND used_at > ?3
             AND (created_at > ?4 OR (SELECT is_admin FROM users WHERE id = ?1) = 0)
         ORDER BY used_at DESC, id DESC",
    )?
    .query_map((user_id, now, now.minus(idle), now.minus(MAX_ADMIN_SECONDS)), |row| {
        Ok(SessionRow {
            id: row.get("id")?,
            token: row.get("token")?,
            kind: row.get("kind")?,
            device: row.get("device")?,
            created_at: row.get("created_at")?,
            used_at: row.get("used_at")?,
        })
    })?
    .collect()
}

/// Number of a user's sessions that have not expired at `now`.
pub fn count_by_user(conn: &Connection, user_id: i64, now: Timestamp) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM sessions WHERE user_id = ?1 AND expires_at > ?2")?
        .query_row((user_id, now), |row| row.get(0))
}

/// Records that the password was given in a session.
pub fn set_password_given(tx: &Transaction, token: &Hash, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE sessions SET password_at = ?2 WHERE token = ?1")?.execute((token, now))?;
    Ok(())
}

/// Records that a second factor was set up in a session, which proves who is there.
pub fn set_factor_proven(tx: &Transaction, token: &Hash, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE sessions SET factor_needed = 0, password_at = ?2 WHERE token = ?1")?
        .execute((token, now))?;
    Ok(())
}

/// Records the last use of a session; never moves it back.
pub fn touch(tx: &Transaction, token: &Hash, at: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE sessions SET used_at = max(used_at, ?2) WHERE token = ?1")?
        .execute((token, at))?;
    Ok(())
}

/// Revokes one of a user's own sessions by id; false when it is not theirs.
pub fn revoke_own(tx: &Transaction, user_id: i64, id: i64) -> rusqlite::Result<bool> {
    let revoked =
        tx.prepare_cached("DELETE FROM sessions WHERE id = ?1 AND user_id = ?2")?.execute((id, user_id))?;
    Ok(revoked == 1)
}

pub fn revoke(tx: &Transaction, token: &Hash) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM sessions WHERE token = ?1")?.execute([token])?;
    Ok(())
}

/// Revokes all sessions of a user, except that of the token hash `but`.
pub fn revoke_all(tx: &Transaction, user_id: i64, but: Option<&Hash>) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM sessions WHERE user_id = ?1 AND token IS NOT ?2")?
        .execute((user_id, but))?;
    Ok(())
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` expired sessions; returns how many. Idle ones stay
/// until they expire.
pub fn purge_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM sessions WHERE id IN (SELECT id FROM sessions WHERE expires_at <= ?1 LIMIT ?2)",
    )?
    .execute((now, PURGE_BATCH_ROWS as i64))
}
