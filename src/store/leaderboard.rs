//! Leaderboard: users who opted in, by the number of their referees that count.

use rusqlite::{Connection, Row};

use crate::domain::person::LeaderboardName;
use crate::domain::timestamp::Timestamp;
use crate::store::{Transaction, users};

/// A line of the leaderboard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leader {
    pub user_id: i64,
    /// As the user chose to be shown.
    pub name: String,
    /// Referees that count.
    pub counted: i64,
    /// Equal for equal counts.
    pub rank: i64,
}

/// The first `limit` lines, without disabled and frozen users and those without referees.
pub fn list_top(conn: &Connection, limit: usize) -> rusqlite::Result<Vec<Leader>> {
    conn.prepare_cached(
        "SELECT id, coalesce(firstname, 'prt_' || id) AS firstname, listed, counted, rank() OVER (ORDER BY counted DESC) AS rank
         FROM (SELECT id, firstname, listed, counted
               FROM users INDEXED BY users_on_leaderboard
               WHERE listed IS NOT NULL AND counted > 0 AND disabled_at IS NULL AND frozen_by IS NULL
               ORDER BY counted DESC, id LIMIT ?1)
         ORDER BY counted DESC, id",
    )?
    .query_map([limit as i64], leader)?
    .collect()
}

/// Users who are looked at for a period: those with the most referees of all time.
const PERIOD_USERS: i64 = 1_000;

/// The first `limit` lines by the referees that registered since `since` and count. Only the
/// `PERIOD_USERS` first of all time are looked at, so that the page costs the same on a large site.
pub fn list_since(conn: &Connection, since: Timestamp, limit: usize) -> rusqlite::Result<Vec<Leader>> {
    conn.prepare_cached(
        "SELECT id, coalesce(firstname, 'prt_' || id) AS firstname, listed, counted, rank() OVER (ORDER BY counted DESC) AS rank
         FROM (SELECT u.id, u.firstname, u.listed,
                      (SELECT count(*) FROM attributions a
                       WHERE a.referrer_id = u.id AND a.registered_at >= ?1 AND a.state = 'confirmed') AS counted
               FROM (SELECT id, firstname, listed FROM users INDEXED BY users_on_leaderboard
                     WHERE listed IS NOT NULL AND counted > 0 AND disabled_at IS NULL AND frozen_by IS NULL
                     ORDER BY counted DESC, id LIMIT ?2) u)
         WHERE counted > 0 ORDER BY counted DESC, id LIMIT ?3",
    )?
    .query_map((since, PERIOD_USERS, limit as i64), leader)?
    .collect()
}

fn leader(row: &Row<'_>) -> rusqlite::Result<Leader> {
    let (firstname, listed): (String, LeaderboardName) = (row.get("firstname")?, row.get("listed")?);
    Ok(Leader {
        user_id: row.get("id")?,
        name: listed.display_name(&firstname),
        counted: row.get("counted")?,
        rank: row.get("rank")?,
    })
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
