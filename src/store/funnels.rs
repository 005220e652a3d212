//! Funnels of the site, of users and of codes, in sum and by UTC day.

use rusqlite::{Connection, Row};

use crate::domain::funnel::{DayStats, Funnel};

/// The columns of a code's funnel, in a query of `referrals r`.
macro_rules! funnel_columns {
    () => {
        ", r.registered, r.confirmed, r.counted, r.rejected, r.frozen
         , (SELECT coalesce(sum(clicks), 0) FROM clicks c WHERE c.referral_id = r.id) AS clicks
         , (SELECT coalesce(sum(people), 0) FROM clicks c WHERE c.referral_id = r.id) AS people"
    };
}
pub(super) use funnel_columns;

/// Reads the columns that [`Funnel`] has, by name.
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Funnel> {
    Ok(Funnel {
        clicks: row.get("clicks")?,
        visitors: row.get("people")?,
        registered: row.get("registered")?,
        confirmed: row.get("confirmed")?,
        counted: row.get("counted")?,
        rejected: row.get("rejected")?,
        frozen: row.get("frozen")?,
    })
}

/// Reads a day and its funnel.
fn read_day(row: &Row<'_>) -> rusqlite::Result<DayStats> {
    Ok(DayStats { day: row.get("day")?, funnel: read(row)? })
}

/// Sums of all days of the site. The table has a row a day.
pub fn sum_days(conn: &Connection) -> rusqlite::Result<Funnel> {
    conn.prepare_cached(
        "SELECT coalesce(sum(clicks), 0) AS clicks, coalesce(sum(people), 0) AS people,
                coalesce(sum(registered), 0) AS registered, coalesce(sum(confirmed), 0) AS confirmed,
                coalesce(sum(counted), 0) AS counted, coalesce(sum(rejected), 0) AS rejected,
                coalesce(sum(frozen), 0) AS frozen
         FROM days",
    )?
    .query_row([], read)
}

/// The site's days from `since` to before `before`, without empty ones.
pub fn list_days(conn: &Connection, since: i64, before: i64) -> rusqlite::Result<Vec<DayStats>> {
    conn.prepare_cached(
        "SELECT day, clicks, people, registered, confirmed, counted, rejected, frozen
         FROM days WHERE day >= ?1 AND day < ?2 ORDER BY day",
    )?
    .query_map((since, before), read_day)?
    .collect()
}

/// The days of some clicks and attributions, each with its own condition.
macro_rules! days_of {
    ($clicks:literal, $attributions:literal) => {
        concat!(
            "SELECT day, sum(clicks) AS clicks, sum(people) AS people, sum(registered) AS registered,
                    sum(confirmed) AS confirmed, sum(counted) AS counted, sum(rejected) AS rejected,
                    sum(frozen) AS frozen
             FROM (SELECT day, clicks, people, 0 AS registered, 0 AS confirmed, 0 AS counted,
                          0 AS rejected, 0 AS frozen
                   FROM clicks WHERE ",
            $clicks,
            " AND day >= ?2 AND day < ?3
                   UNION ALL
                   SELECT registered_at / 86400, 0, 0, 1, confirmed_at IS NOT NULL,
                          state = 'confirmed', state = 'rejected', state = 'frozen'
                   FROM attributions WHERE ",
            $attributions,
            " AND registered_at >= ?2 * 86400 AND registered_at < ?3 * 86400)
             GROUP BY day ORDER BY day"
        )
    };
}

pub const LIST_DAYS_BY_CODE: &str = days_of!("referral_id = ?1", "referral_id = ?1");

pub const LIST_DAYS_BY_USER: &str =
    days_of!("referral_id IN (SELECT id FROM referrals WHERE user_id = ?1)", "referrer_id = ?1");

/// A code's days from `since` to before `before`, without empty ones.
pub fn list_days_by_code(
    conn: &Connection,
    code: i64,
    since: i64,
    before: i64,
) -> rusqlite::Result<Vec<DayStats>> {
    conn.prepare_cached(LIST_DAYS_BY_CODE)?.query_map((code, since, before), read_day)?.collect()
}

/// The days of all codes of a user, deleted ones too, and of referees that an admin moved there.
pub fn list_days_by_user(
    conn: &Connection,
    user_id: i64,
    since: i64,
    before: i64,
) -> rusqlite::Result<Vec<DayStats>> {
    conn.prepare_cached(LIST_DAYS_BY_USER)?.query_map((user_id, since, before), read_day)?.collect()
}

/// The funnel of a user: clicks of all their codes, and all their referees.
pub fn find_by_user(conn: &Connection, user_id: i64) -> rusqlite::Result<Funnel> {
    conn.prepare_cached(FIND_BY_USER)?.query_row([user_id], read)
}

pub const FIND_BY_USER: &str = "SELECT u.registered, u.confirmed, u.counted, u.rejected, u.frozen,
        coalesce(sum(c.clicks), 0) AS clicks, coalesce(sum(c.people), 0) AS people
     FROM users u
     LEFT JOIN referrals r ON r.user_id = u.id
     LEFT JOIN clicks c ON c.referral_id = r.id
     WHERE u.id = ?1";

/// The funnel of a code.
pub fn find_by_code(conn: &Connection, code: i64) -> rusqlite::Result<Funnel> {
    conn.prepare_cached(concat!("SELECT r.id", funnel_columns!(), " FROM referrals r WHERE r.id = ?1"))?
        .query_row([code], read)
}
