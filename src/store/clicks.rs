//! Clicks on referral links, summed by code and UTC day (days since 1970-01-01).

use rusqlite::{Connection, Row};

use crate::store::Transaction;
use crate::store::ledger;

/// Adds `clicks` to a code's sum of a day, `people` of them by visitors who are new on that day.
/// A code that is gone takes none. `ledger::append_pending_clicks` adds them to the ledger later.
pub fn add(tx: &Transaction, code: i64, day: i64, clicks: i64, people: i64) -> rusqlite::Result<()> {
    let added = tx
        .prepare_cached(
            "INSERT INTO clicks (referral_id, day, clicks, people)
             SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1)
             ON CONFLICT (referral_id, day) DO UPDATE
             SET clicks = clicks + excluded.clicks, people = people + excluded.people",
        )?
        .execute((code, day, clicks, people))?;
    if added == 0 {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO days (day, clicks, people) VALUES (?1, ?2, ?3)
         ON CONFLICT (day) DO UPDATE
         SET clicks = clicks + excluded.clicks, people = people + excluded.people",
    )?
    .execute((day, clicks, people))?;
    ledger::add_pending_clicks(tx, code, day, clicks, people)
}

/// Sums of a UTC day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayStats {
    /// Days since 1970-01-01.
    pub day: i64,
    pub clicks: i64,
    /// Unique visitors.
    pub people: i64,
    /// Registrations by a code that worked, by the day of the registration.
    pub registered: i64,
    /// Confirmed ones of those.
    pub confirmed: i64,
}

impl TryFrom<&Row<'_>> for DayStats {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<DayStats> {
        Ok(DayStats {
            day: row.get("day")?,
            clicks: row.get("clicks")?,
            people: row.get("people")?,
            registered: row.get("registered")?,
            confirmed: row.get("confirmed")?,
        })
    }
}

/// The whole site's days from `since` on, without empty ones. Confirmations are on the day they
/// happened.
pub fn list_days(conn: &Connection, since: i64) -> rusqlite::Result<Vec<DayStats>> {
    conn.prepare_cached(
        "SELECT day, clicks, people, registered, confirmed FROM days WHERE day >= ?1 ORDER BY day",
    )?
    .query_map([since], |row| DayStats::try_from(row))?
    .collect()
}

/// A code's days from `since` to before `before`, without empty ones. Confirmations are on the day
/// of the registration.
pub fn list_days_by_code(
    conn: &Connection,
    code: i64,
    since: i64,
    before: i64,
) -> rusqlite::Result<Vec<DayStats>> {
    conn.prepare_cached(
        "SELECT day, sum(clicks) AS clicks, sum(people) AS people,
                sum(registered) AS registered, sum(confirmed) AS confirmed
         FROM (SELECT day, clicks, people, 0 AS registered, 0 AS confirmed
               FROM clicks
               WHERE referral_id = ?1 AND day >= ?2 AND day < ?3
               UNION ALL
               SELECT registered_at / 86400, 0, 0, 1, state = 'confirmed'
               FROM attributions
               WHERE referral_id = ?1 AND rejected IS NULL
                 AND registered_at >= ?2 * 86400 AND registered_at < ?3 * 86400)
         GROUP BY day ORDER BY day",
    )?
    .query_map((code, since, before), |row| DayStats::try_from(row))?
    .collect()
}

/// Clicks and unique visitors (each once a day and code) of all codes of a user, deleted ones too.
pub fn count_by_owner(conn: &Connection, user_id: i64) -> rusqlite::Result<(i64, i64)> {
    conn.prepare_cached(
        "SELECT coalesce(sum(c.clicks), 0) AS clicks, coalesce(sum(c.people), 0) AS people
         FROM referrals r JOIN clicks c ON c.referral_id = r.id
         WHERE r.user_id = ?1",
    )?
    .query_row([user_id], |row| Ok((row.get("clicks")?, row.get("people")?)))
}

/// Clicks and unique visitors of one code.
pub fn count_by_code(conn: &Connection, code: i64) -> rusqlite::Result<(i64, i64)> {
    conn.prepare_cached(
        "SELECT coalesce(sum(clicks), 0) AS clicks, coalesce(sum(people), 0) AS people
         FROM clicks WHERE referral_id = ?1",
    )?
    .query_row([code], |row| Ok((row.get("clicks")?, row.get("people")?)))
}
