//! Leaderboard: users who opted in, by the number of their referees that count.

use rusqlite::Connection;

use crate::domain::person::LeaderboardName;
use crate::store::{Transaction, users};

/// A line of the leaderboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// As the user chose to be shown.
    pub name: String,
    /// Referees that count.
    pub confirmed: i64,
    /// Equal for equal counts.
    pub rank: i64,
}

/// The first `limit` lines, without disabled and frozen users and those without referees.
pub fn list_top(conn: &Connection, limit: usize) -> rusqlite::Result<Vec<Leader>> {
    conn.prepare_cached(
        "SELECT firstname, listed, counted, rank() OVER (ORDER BY counted DESC) AS rank
         FROM (SELECT id, firstname, listed, counted
               FROM users INDEXED BY users_on_leaderboard
               WHERE listed IS NOT NULL AND counted > 0 AND disabled_at IS NULL AND frozen_by IS NULL
               ORDER BY counted DESC, id LIMIT ?1)
         ORDER BY counted DESC, id",
    )?
    .query_map([limit as i64], |row| {
        let (firstname, listed): (String, LeaderboardName) = (row.get("firstname")?, row.get("listed")?);
        let name = listed.display_name(&firstname);
        Ok(Leader { name, confirmed: row.get("counted")?, rank: row.get("rank")? })
    })?
    .collect()
}

/// Public figures of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteStats {
    pub confirmed_users: i64,
    /// Whether the leaderboard has a line.
    pub has_leaders: bool,
}

pub fn site_stats(conn: &Connection) -> rusqlite::Result<SiteStats> {
    Ok(SiteStats {
        confirmed_users: users::count_confirmed(conn)?,
        has_leaders: !list_top(conn, 1)?.is_empty(),
    })
}

/// Sets how the leaderboard shows a user, `None` for not at all; false when it was so before.
pub fn set_visibility(
    tx: &Transaction,
    user_id: i64,
    listed: Option<LeaderboardName>,
) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached("UPDATE users SET listed = ?2 WHERE id = ?1 AND listed IS NOT ?2")?
        .execute((user_id, listed))?;
    Ok(changed == 1)
}
