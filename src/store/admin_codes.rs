//! Everybody's codes, as the operator looks for them.

use rusqlite::{Connection, Params};

use crate::domain::code::Key;
use crate::store::referrals::{self, CodeWithStats, Referral};

/// A code with whose it is.
pub struct AdminCode {
    pub code: CodeWithStats,
    pub owner_name: String,
    /// Disabled, or in a frozen branch.
    pub owner_is_blocked: bool,
}

macro_rules! select {
    ($where:literal) => {
        concat!(
            "SELECT ",
            referrals::columns!(),
            ", (SELECT coalesce(sum(clicks), 0) FROM clicks c WHERE c.referral_id = r.id) \
             , (SELECT coalesce(sum(people), 0) FROM clicks c WHERE c.referral_id = r.id) \
             , u.firstname, u.disabled_at IS NOT NULL OR u.frozen_by IS NOT NULL FROM referrals r JOIN users u ON u.id = r.user_id WHERE ",
            $where
        )
    };
}

/// Newest first, deleted ones too, those with a number below `before`.
pub fn list_newest(conn: &Connection, before: i64, limit: usize) -> rusqlite::Result<Vec<AdminCode>> {
    read(conn, select!("r.id < ?1 ORDER BY r.id DESC LIMIT ?2"), (before, limit as i64))
}

/// Those switched on, their owners' numbers falling, those of owners below `before`: a person has one at the most.
pub fn list_active(conn: &Connection, before: i64, limit: usize) -> rusqlite::Result<Vec<AdminCode>> {
    let sql = select!("r.is_activated = 1 AND r.user_id < ?1 ORDER BY r.user_id DESC LIMIT ?2");
    read(conn, sql, (before, limit as i64))
}

/// A person's, newest first, deleted ones too, those with a number below `before`.
pub fn list_by_user(
    conn: &Connection,
    user_id: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<AdminCode>> {
    let sql = select!("r.user_id = ?1 AND r.id < ?2 ORDER BY r.id DESC LIMIT ?3");
    read(conn, sql, (user_id, before, limit as i64))
}

/// Those that begin like this, in the order of the codes, those after the code `after` if one is given.
pub fn search(
    conn: &Connection,
    key: &Key,
    after: Option<&Key>,
    limit: usize,
) -> rusqlite::Result<Vec<AdminCode>> {
    let sql =
        select!("r.code_key >= ?1 AND r.code_key < ?2 AND r.code_key > ?3 ORDER BY r.code_key LIMIT ?4");
    let (from, end) = (key.as_str(), format!("{}{}", key.as_str(), char::MAX));
    let after = after.map_or("", Key::as_str);
    read(conn, sql, (from.max(after), end, after, limit as i64))
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<AdminCode>> {
    Ok(read(conn, select!("r.id = ?1"), [id])?.pop())
}

fn read(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<AdminCode>> {
    let listed = |row: &rusqlite::Row<'_>| {
        let counted = CodeWithStats {
            referral: Referral::try_from(row)?,
            clicks: row.get(referrals::WIDTH)?,
            unique_visitors: row.get(referrals::WIDTH + 1)?,
        };
        let (owner, owner_is_out) = (row.get(referrals::WIDTH + 2)?, row.get(referrals::WIDTH + 3)?);
        Ok(AdminCode { code: counted, owner_name: owner, owner_is_blocked: owner_is_out })
    };
    conn.prepare_cached(sql)?.query_map(params, listed)?.collect()
}
