//! Clicks of referral links, summed by day.

use rusqlite::Connection;

use super::Transaction;
use super::ledger::{self, Event};
use crate::domain::moment::Moment;

/// Adds `clicks` to a code's sum for a UTC day (days since 1970-01-01), `people` of them by somebody new on that day.
/// A code that is gone takes none.
pub fn add(
    tx: &Transaction,
    code: i64,
    day: i64,
    clicks: i64,
    people: i64,
    now: Moment,
) -> rusqlite::Result<()> {
    let added = tx
        .prepare_cached(
            "INSERT INTO clicks (referral_id, day, clicks, people) \
             SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM referrals WHERE id = ?1) \
             ON CONFLICT (referral_id, day) DO UPDATE SET clicks = clicks + excluded.clicks, people = people + excluded.people",
        )?
        .execute((code, day, clicks, people))?;
    if added == 0 {
        return Ok(());
    }
    tx.prepare_cached(
        "INSERT INTO days (day, clicks, people) VALUES (?1, ?2, ?3) \
         ON CONFLICT (day) DO UPDATE SET clicks = clicks + excluded.clicks, people = people + excluded.people",
    )?
    .execute((day, clicks, people))?;
    ledger::append(tx, &Event::Clicked { code, day, clicks, people }, now)?;
    Ok(())
}

/// What happened on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970-01-01, UTC.
    pub day: i64,
    pub clicks: i64,
    pub people: i64,
    /// Who came by a code that worked, by the day they registered.
    pub registered: i64,
    /// Of those who confirmed, by the day they did.
    pub confirmed: i64,
}

/// The whole site by day, from `since` on; days on which nothing happened are left out.
pub fn days(conn: &Connection, since: i64) -> rusqlite::Result<Vec<Day>> {
    conn.prepare_cached(
        "SELECT day, clicks, people, registered, confirmed FROM days WHERE day >= ?1 ORDER BY day",
    )?
    .query_map([since], |row| {
        Ok(Day {
            day: row.get(0)?,
            clicks: row.get(1)?,
            people: row.get(2)?,
            registered: row.get(3)?,
            confirmed: row.get(4)?,
        })
    })?
    .collect()
}
