//! The leaderboard: whoever wants to be on it, by how many came by them and count.

use rusqlite::Connection;

use crate::domain::person::LeaderboardName;
use crate::store::{Transaction, users};

/// A line of the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    /// As they want to be called there.
    pub name: String,
    /// How many came by them and count.
    pub confirmed: i64,
    /// One and the same for as many.
    pub rank: i64,
}

/// The first lines. Nobody is there who counts nobody, is disabled, or stands in a frozen branch.
pub fn list_top(conn: &Connection, limit: usize) -> rusqlite::Result<Vec<Leader>> {
    conn.prepare_cached(
        "SELECT firstname, listed, counted, rank() OVER (ORDER BY counted DESC) FROM ( \
             SELECT id, firstname, listed, counted FROM users INDEXED BY users_on_leaderboard \
             WHERE listed IS NOT NULL AND counted > 0 AND disabled_at IS NULL AND frozen_by IS NULL \
             ORDER BY counted DESC, id LIMIT ?1 \
         ) ORDER BY counted DESC, id",
    )?
    .query_map([limit as i64], |row| {
        let (firstname, listed): (String, String) = (row.get(0)?, row.get(1)?);
        let name =
            LeaderboardName::from_name(&listed).unwrap_or(LeaderboardName::Initial).display_name(&firstname);
        Ok(Leader { name, confirmed: row.get(2)?, rank: row.get(3)? })
    })?
    .collect()
}

/// What can be said of all who are here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SiteStats {
    /// How many confirmed their address.
    pub confirmed_users: i64,
    /// Whether anybody is on the leaderboard.
    pub has_leaders: bool,
}

pub fn site_stats(conn: &Connection) -> rusqlite::Result<SiteStats> {
    Ok(SiteStats {
        confirmed_users: users::count_confirmed(conn)?,
        has_leaders: !list_top(conn, 1)?.is_empty(),
    })
}

/// From now on a person is shown so; false when it was so before.
pub fn set_visibility(
    tx: &Transaction,
    user_id: i64,
    listed: Option<LeaderboardName>,
) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached("UPDATE users SET listed = ?2 WHERE id = ?1 AND listed IS NOT ?2")?
        .execute((user_id, listed.map(LeaderboardName::name)))?;
    Ok(changed == 1)
}
