//! Referral codes of all users, for admins.

use rusqlite::{Connection, Params};

use crate::domain::code::Key;
use crate::store::referrals::{CodeWithStats, click_columns, referral_columns};

/// A code with its owner's first name.
pub struct AdminCode {
    pub code: CodeWithStats,
    pub owner_name: String,
    /// The owner is disabled, or in a frozen branch.
    pub owner_is_blocked: bool,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            referral_columns!(),
            click_columns!(),
            ", coalesce(u.firstname, 'prt_' || u.id) AS firstname, u.disabled_at IS NOT NULL OR u.frozen_by IS NOT NULL AS is_blocked
             FROM referrals r JOIN users u ON u.id = r.user_id WHERE ",
            $rest
        )
    };
}

/// All codes with ids below `before`, deleted ones too, newest first.
pub fn list_newest(conn: &Connection, before: i64, limit: usize) -> rusqlite::Result<Vec<AdminCode>> {
    read(conn, select!("r.id < ?1 ORDER BY r.id DESC LIMIT ?2"), (before, limit as i64))
}

/// Codes that are switched on, of users with ids below `before`, by falling user id. A user has at
/// most one.
pub fn list_active(conn: &Connection, before: i64, limit: usize) -> rusqlite::Result<Vec<AdminCode>> {
    let sql = select!("r.is_activated = 1 AND r.user_id < ?1 ORDER BY r.user_id DESC LIMIT ?2");
    read(conn, sql, (before, limit as i64))
}

/// A user's codes with ids below `before`, deleted ones too, newest first.
pub fn list_by_user(
    conn: &Connection,
    user_id: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<AdminCode>> {
    let sql = select!("r.user_id = ?1 AND r.id < ?2 ORDER BY r.id DESC LIMIT ?3");
    read(conn, sql, (user_id, before, limit as i64))
}

/// Codes that begin with `prefix` and follow `after`, in their own order.
pub fn search(
    conn: &Connection,
    prefix: &Key,
    after: Option<&Key>,
    limit: usize,
) -> rusqlite::Result<Vec<AdminCode>> {
    let sql =
        select!("r.code_key >= ?1 AND r.code_key < ?2 AND r.code_key > ?3 ORDER BY r.code_key LIMIT ?4");
    let (from, end) = (prefix.as_str(), format!("{}{}", prefix.as_str(), char::MAX));
    let after = after.map_or("", Key::as_str);
    read(conn, sql, (from.max(after), end, after, limit as i64))
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<AdminCode>> {
    Ok(read(conn, select!("r.id = ?1"), [id])?.pop())
}

fn read(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<AdminCode>> {
    conn.prepare_cached(sql)?
        .query_map(params, |row| {
            Ok(AdminCode {
                code: CodeWithStats::try_from(row)?,
                owner_name: row.get("firstname")?,
                owner_is_blocked: row.get("is_blocked")?,
            })
        })?
        .collect()
}
