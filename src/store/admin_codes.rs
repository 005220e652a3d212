//! Referral codes of all users, for admins.

use rusqlite::{Connection, Params};

use crate::store::funnels::funnel_columns;
use crate::store::referrals::{CodeWithFunnel, referral_columns};

/// A code with its owner's first name.
pub struct AdminCode {
    pub code: CodeWithFunnel,
    pub owner_name: String,
    /// The owner is disabled, or in a frozen branch.
    pub owner_is_blocked: bool,
}

macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT ",
            referral_columns!(),
            funnel_columns!(),
            ", coalesce(u.firstname, 'prt_' || u.id) AS firstname, u.disabled_at IS NOT NULL OR u.frozen_by IS NOT NULL AS is_blocked
             FROM referrals r JOIN users u ON u.id = r.user_id WHERE ",
            $rest
        )
    };
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<AdminCode>> {
    Ok(read(conn, select!("r.id = ?1"), [id])?.pop())
}

fn read(conn: &Connection, sql: &str, params: impl Params) -> rusqlite::Result<Vec<AdminCode>> {
    conn.prepare_cached(sql)?
        .query_map(params, |row| {
            Ok(AdminCode {
                code: CodeWithFunnel::try_from(row)?,
                owner_name: row.get("firstname")?,
                owner_is_blocked: row.get("is_blocked")?,
            })
        })?
        .collect()
}
