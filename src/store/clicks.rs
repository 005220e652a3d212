//! Clicks on referral links, summed by code and UTC day (days since 1970-01-01).

use rusqlite::{Connection, Row};

use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::ledger::{self, Event};

/// Adds `clicks` to a code's sum of a day, `people` of them by visitors who are new on that day.
/// A code that is gone takes none. `write_to_ledger` adds them to the ledger later.
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
    tx.prepare_cached(
        "INSERT INTO pending_clicks (referral_id, day, clicks, people) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (referral_id, day) DO UPDATE
         SET clicks = clicks + excluded.clicks, people = people + excluded.people",
    )?
    .execute((code, day, clicks, people))?;
    Ok(())
}

/// Ledger entries in one transaction: other writers wait about ten milliseconds for it.
pub const LEDGER_BATCH_ROWS: usize = 500;

/// Code and day of the last clicks that were written to the ledger; the default precedes all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClickTarget(i64, i64);

impl Default for ClickTarget {
    fn default() -> ClickTarget {
        ClickTarget(i64::MIN, i64::MIN)
    }
}

/// Moves pending clicks behind `after` to the ledger, one entry a code and day, at most
/// `LEDGER_BATCH_ROWS`. Returns where to continue, if there may be more.
pub fn write_to_ledger(
    tx: &Transaction,
    after: ClickTarget,
    now: Timestamp,
) -> rusqlite::Result<Option<ClickTarget>> {
    let batch = tx
        .prepare_cached(
            "SELECT referral_id, day, clicks, people
             FROM pending_clicks
             WHERE (referral_id, day) > (?1, ?2)
             ORDER BY referral_id, day LIMIT ?3",
        )?
        .query_map((after.0, after.1, LEDGER_BATCH_ROWS as i64), read_unledgered)?
        .collect::<Result<Vec<_>, _>>()?;
    let mut delete = tx.prepare_cached("DELETE FROM pending_clicks WHERE referral_id = ?1 AND day = ?2")?;
    for &(code, UnledgeredClicks { day, clicks, people }) in &batch {
        ledger::append(tx, &Event::Clicked { code, day, clicks, people }, now)?;
        delete.execute((code, day))?;
    }
    let last = batch.last().filter(|_| batch.len() == LEDGER_BATCH_ROWS);
    Ok(last.map(|(code, clicks)| ClickTarget(*code, clicks.day)))
}

/// Clicks of one day that are counted, but not in the ledger yet.
pub(super) struct UnledgeredClicks {
    pub day: i64,
    pub clicks: i64,
    pub people: i64,
}

/// All pending clicks by code.
pub(super) fn list_unledgered(conn: &Connection) -> rusqlite::Result<Vec<(i64, UnledgeredClicks)>> {
    conn.prepare("SELECT referral_id, day, clicks, people FROM pending_clicks")?
        .query_map([], read_unledgered)?
        .collect()
}

fn read_unledgered(row: &Row<'_>) -> rusqlite::Result<(i64, UnledgeredClicks)> {
    let clicks =
        UnledgeredClicks { day: row.get("day")?, clicks: row.get("clicks")?, people: row.get("people")? };
    Ok((row.get("referral_id")?, clicks))
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
