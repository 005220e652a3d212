//! The whole site at a glance: what came of it, day by day, and what waits for somebody.

use rusqlite::Connection;

use crate::store::clicks::{self, DayStats};
use crate::store::health::{self, TableCounts};

/// Days and codes that are told one by one.
pub const DAYS: i64 = 30;
const CODES: usize = 10;

pub struct Overview {
    pub counts: TableCounts,
    pub totals: DayStats,
    /// The last `DAYS`, oldest first.
    pub days: Vec<DayStats>,
    pub waiting: Waiting,
    /// The codes that brought most.
    pub top: Vec<TopCode>,
}

/// Everything at once. `today`: days since 1970-01-01, UTC.
pub fn load(conn: &Connection, today: i64) -> rusqlite::Result<Overview> {
    Ok(Overview {
        counts: health::count_all(conn)?,
        totals: sum_days(conn)?,
        days: list_days(conn, today, DAYS)?,
        waiting: count_waiting(conn)?,
        top: list_top_codes(conn, CODES)?,
    })
}

/// Everything so far, of no day in particular. The table has a row a day.
pub fn sum_days(conn: &Connection) -> rusqlite::Result<DayStats> {
    conn.prepare_cached(
        "SELECT 0, coalesce(sum(clicks), 0), coalesce(sum(people), 0), coalesce(sum(registered), 0), \
         coalesce(sum(confirmed), 0) FROM days",
    )?
    .query_row([], clicks::read)
}

/// The last `many` days up to `today`, oldest first, those without anything too.
pub fn list_days(conn: &Connection, today: i64, many: i64) -> rusqlite::Result<Vec<DayStats>> {
    let first = today - many + 1;
    let mut known = clicks::list_days(conn, first)?.into_iter().peekable();
    let of = |day| known.next_if(|known| known.day == day).unwrap_or(DayStats { day, ..DayStats::default() });
    Ok((first..=today).map(of).collect())
}

/// What waits for somebody, each counted in an index of its own.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    pub reviews: i64,
    pub frozen_users: i64,
    pub messages: i64,
    pub messages_dead: i64,
}

pub fn count_waiting(conn: &Connection) -> rusqlite::Result<Waiting> {
    conn.prepare_cached(COUNT_WAITING)?.query_row([], |row| {
        Ok(Waiting {
            reviews: row.get(0)?,
            frozen_users: row.get(1)?,
            messages: row.get(2)?,
            messages_dead: row.get(3)?,
        })
    })
}

pub const COUNT_WAITING: &str = "SELECT (SELECT count(*) FROM attributions WHERE review = 'open'), \
    (SELECT count(*) FROM users WHERE frozen_by IS NOT NULL), \
    (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')), \
    (SELECT count(*) FROM outbox WHERE state = 'dead')";

/// A code that brought somebody who counts.
#[derive(Clone, Debug)]
pub struct TopCode {
    pub referral_code: String,
    pub owner_id: i64,
    pub owner_name: String,
    pub registered: i64,
    pub counted: i64,
}

/// The codes that brought most, of those that were not deleted.
pub fn list_top_codes(conn: &Connection, most: usize) -> rusqlite::Result<Vec<TopCode>> {
    conn.prepare_cached(LIST_TOP_CODES)?
        .query_map([most as i64], |row| {
            Ok(TopCode {
                referral_code: row.get(0)?,
                owner_id: row.get(1)?,
                owner_name: row.get(2)?,
                registered: row.get(3)?,
                counted: row.get(4)?,
            })
        })?
        .collect()
}

pub const LIST_TOP_CODES: &str = "SELECT r.referral_code, u.id, u.firstname, r.registered, r.counted \
    FROM referrals r JOIN users u ON u.id = r.user_id WHERE r.counted > 0 AND r.deleted_at IS NULL \
    ORDER BY r.counted DESC, r.id LIMIT ?1";
