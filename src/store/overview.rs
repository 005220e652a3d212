//! The admin's overview: totals, the last days, open tasks and the best codes.

use rusqlite::Connection;

use crate::domain::funnel::Funnel;
use crate::domain::funnel::{DayStats, fill_days};
use crate::store::funnels;
use crate::store::health::{self, TableCounts};

/// Days that the overview lists.
pub const DAYS: i64 = 30;
/// Codes that the overview lists.
const TOP_CODES: usize = 10;

pub struct Overview {
    pub counts: TableCounts,
    pub totals: Funnel,
    /// The last `DAYS`, oldest first.
    pub days: Vec<DayStats>,
    pub waiting: Waiting,
    /// The codes with most referees that count.
    pub top: Vec<TopCode>,
}

/// Reads all of it. `today`: days since 1970-01-01, UTC.
pub fn load(conn: &Connection, today: i64) -> rusqlite::Result<Overview> {
    Ok(Overview {
        counts: health::count_all(conn)?,
        totals: funnels::sum_days(conn)?,
        days: list_days(conn, today, DAYS)?,
        waiting: count_waiting(conn)?,
        top: list_top_codes(conn, TOP_CODES)?,
    })
}

/// The last `count` days up to `today`, oldest first, empty ones too.
pub fn list_days(conn: &Connection, today: i64, count: i64) -> rusqlite::Result<Vec<DayStats>> {
    let (since, before) = (today - count + 1, today + 1);
    Ok(fill_days(funnels::list_days(conn, since, before)?, since, before))
}

/// The first day that there is something of, in days since 1970-01-01.
pub fn find_first_day(conn: &Connection) -> rusqlite::Result<Option<i64>> {
    conn.prepare_cached("SELECT min(day) FROM days")?.query_row([], |row| row.get(0))
}

/// What waits for an admin, each counted by its index.
#[derive(Clone, Copy, Debug)]
pub struct Waiting {
    pub reviews: i64,
    pub frozen_users: i64,
    pub messages: i64,
    pub messages_dead: i64,
    /// Rewards that an admin has to approve.
    pub rewards_to_approve: i64,
    /// Payouts that the bank does not have yet.
    pub payouts_to_send: i64,
}

pub fn count_waiting(conn: &Connection) -> rusqlite::Result<Waiting> {
    conn.prepare_cached(COUNT_WAITING)?.query_row([], |row| {
        Ok(Waiting {
            reviews: row.get("reviews")?,
            frozen_users: row.get("frozen_users")?,
            messages: row.get("messages")?,
            messages_dead: row.get("messages_dead")?,
            rewards_to_approve: row.get("rewards_to_approve")?,
            payouts_to_send: row.get("payouts_to_send")?,
        })
    })
}

pub const COUNT_WAITING: &str = "SELECT
    (SELECT count(*) FROM attributions WHERE review = 'open') AS reviews,
    (SELECT count(*) FROM users WHERE frozen_by IS NOT NULL) AS frozen_users,
    (SELECT count(*) FROM outbox WHERE state IN ('queued', 'sending')) AS messages,
    (SELECT count(*) FROM outbox WHERE state = 'dead') AS messages_dead,
    (SELECT count(*) FROM rewards WHERE state = 'pending' AND by_hand = 1) AS rewards_to_approve,
    (SELECT count(*) FROM payouts WHERE state IN ('draft', 'approved')) AS payouts_to_send";

/// A code with a referee that counts.
#[derive(Clone, Debug)]
pub struct TopCode {
    pub id: i64,
    pub referral_code: String,
    pub owner_id: i64,
    pub owner_name: String,
    pub registered: i64,
    pub counted: i64,
}

/// The `limit` codes with most referees that count, without deleted ones.
pub fn list_top_codes(conn: &Connection, limit: usize) -> rusqlite::Result<Vec<TopCode>> {
    conn.prepare_cached(LIST_TOP_CODES)?
        .query_map([limit as i64], |row| {
            Ok(TopCode {
                id: row.get("id")?,
                referral_code: row.get("referral_code")?,
                owner_id: row.get("user_id")?,
                owner_name: row.get("firstname")?,
                registered: row.get("registered")?,
                counted: row.get("counted")?,
            })
        })?
        .collect()
}

pub const LIST_TOP_CODES: &str = "SELECT r.id, r.referral_code, r.user_id, coalesce(u.firstname, 'prt_' || u.id) AS firstname, r.registered, r.counted
    FROM referrals r JOIN users u ON u.id = r.user_id
    WHERE r.counted > 0 AND r.deleted_at IS NULL
    ORDER BY r.counted DESC, r.id DESC LIMIT ?1";
