//! Clicks of referral links, summed by day.

use rusqlite::{Connection, Row};

use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::ledger::{self, Event};

/// Adds `clicks` to a code's sum for a UTC day (days since 1970-01-01), `people` of them by somebody new on that day.
/// A code that is gone takes none. The ledger is told by `settle`.
pub fn add(tx: &Transaction, code: i64, day: i64, clicks: i64, people: i64) -> rusqlite::Result<()> {
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
    tx.prepare_cached(
        "INSERT INTO pending_clicks (referral_id, day, clicks, people) VALUES (?1, ?2, ?3, ?4) \
         ON CONFLICT (referral_id, day) DO UPDATE SET clicks = clicks + excluded.clicks, people = people + excluded.people",
    )?
    .execute((code, day, clicks, people))?;
    Ok(())
}

/// Entries that one transaction writes: others wait for it no longer than some ten milliseconds.
pub const LEDGER_BATCH_ROWS: usize = 500;

/// Up to which code and day a round of settling has come; the default is before all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClickTarget(i64, i64);

impl Default for ClickTarget {
    fn default() -> ClickTarget {
        ClickTarget(i64::MIN, i64::MIN)
    }
}

/// Moves what was counted of codes and days behind `after` from where it gathers into the ledger, an entry for each;
/// returns where to go on if there may be more. What is counted meanwhile is met by the next round.
pub fn write_to_ledger(
    tx: &Transaction,
    after: ClickTarget,
    now: Timestamp,
) -> rusqlite::Result<Option<ClickTarget>> {
    let gathered = tx
        .prepare_cached(
            "SELECT referral_id, day, clicks, people FROM pending_clicks WHERE (referral_id, day) > (?1, ?2) \
             ORDER BY referral_id, day LIMIT ?3",
        )?
        .query_map((after.0, after.1, LEDGER_BATCH_ROWS as i64), pending)?
        .collect::<Result<Vec<_>, _>>()?;
    let mut gone = tx.prepare_cached("DELETE FROM pending_clicks WHERE referral_id = ?1 AND day = ?2")?;
    for &(code, UnledgeredClicks { day, clicks, people }) in &gathered {
        ledger::append(tx, &Event::Clicked { code, day, clicks, people }, now)?;
        gone.execute((code, day))?;
    }
    let last = gathered.last().filter(|_| gathered.len() == LEDGER_BATCH_ROWS);
    Ok(last.map(|(code, of)| ClickTarget(*code, of.day)))
}

/// Clicks of a day, and by how many people.
pub(super) struct UnledgeredClicks {
    pub day: i64,
    pub clicks: i64,
    pub people: i64,
}

/// What is counted and not in the ledger yet, by code.
pub(super) fn list_unledgered(conn: &Connection) -> rusqlite::Result<Vec<(i64, UnledgeredClicks)>> {
    conn.prepare("SELECT referral_id, day, clicks, people FROM pending_clicks")?
        .query_map([], pending)?
        .collect()
}

fn pending(row: &Row<'_>) -> rusqlite::Result<(i64, UnledgeredClicks)> {
    Ok((row.get(0)?, UnledgeredClicks { day: row.get(1)?, clicks: row.get(2)?, people: row.get(3)? }))
}

/// What happened on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DayStats {
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
pub fn list_days(conn: &Connection, since: i64) -> rusqlite::Result<Vec<DayStats>> {
    conn.prepare_cached(
        "SELECT day, clicks, people, registered, confirmed FROM days WHERE day >= ?1 ORDER BY day",
    )?
    .query_map([since], read)?
    .collect()
}

/// One code by day, the days from `since` up to and without `before`; those on which nothing happened are left out.
/// A person stands at the day on which they registered, also with what became of them later.
pub fn list_days_by_code(
    conn: &Connection,
    code: i64,
    since: i64,
    before: i64,
) -> rusqlite::Result<Vec<DayStats>> {
    conn.prepare_cached(
        "SELECT day, sum(clicks), sum(people), sum(registered), sum(confirmed) FROM ( \
             SELECT day, clicks, people, 0 AS registered, 0 AS confirmed FROM clicks \
             WHERE referral_id = ?1 AND day >= ?2 AND day < ?3 \
             UNION ALL SELECT registered_at / 86400, 0, 0, 1, state = 'confirmed' FROM attributions \
             WHERE referral_id = ?1 AND registered_at >= ?2 * 86400 AND registered_at < ?3 * 86400 AND rejected IS NULL \
         ) GROUP BY day ORDER BY day",
    )?
    .query_map((code, since, before), read)?
    .collect()
}

/// How often all links of a person were opened, and by how many people, each counted once a day and code. Deleted codes
/// count on.
pub fn count_by_owner(conn: &Connection, user_id: i64) -> rusqlite::Result<(i64, i64)> {
    conn.prepare_cached(
        "SELECT coalesce(sum(c.clicks), 0), coalesce(sum(c.people), 0) \
         FROM referrals r JOIN clicks c ON c.referral_id = r.id WHERE r.user_id = ?1",
    )?
    .query_row([user_id], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The same of one code.
pub fn count_by_code(conn: &Connection, code: i64) -> rusqlite::Result<(i64, i64)> {
    conn.prepare_cached(
        "SELECT coalesce(sum(clicks), 0), coalesce(sum(people), 0) FROM clicks WHERE referral_id = ?1",
    )?
    .query_row([code], |row| Ok((row.get(0)?, row.get(1)?)))
}

pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<DayStats> {
    Ok(DayStats {
        day: row.get(0)?,
        clicks: row.get(1)?,
        people: row.get(2)?,
        registered: row.get(3)?,
        confirmed: row.get(4)?,
    })
}
