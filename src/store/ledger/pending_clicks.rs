//! Pending clicks: counted by code and UTC day (days since 1970-01-01), not yet in the ledger. One
//! ledger entry a code and day then replaces many.

use rusqlite::{Connection, Row};

use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::ledger::{Event, append};

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

/// Clicks of one day, `people` of them by visitors who were new on that day.
pub(super) struct PendingClicks {
    pub day: i64,
    pub clicks: i64,
    pub people: i64,
}

/// Adds clicks to those that wait for the ledger.
pub(in crate::store) fn add_pending_clicks(
    tx: &Transaction,
    code: i64,
    day: i64,
    clicks: i64,
    people: i64,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO pending_clicks (referral_id, day, clicks, people) VALUES (?1, ?2, ?3, ?4)
         ON CONFLICT (referral_id, day) DO UPDATE
         SET clicks = clicks + excluded.clicks, people = people + excluded.people",
    )?
    .execute((code, day, clicks, people))?;
    Ok(())
}

/// Moves pending clicks behind `after` to the ledger, one entry a code and day, at most
/// `LEDGER_BATCH_ROWS`. Returns where to continue, if there may be more.
pub fn append_pending_clicks(
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
        .query_map((after.0, after.1, LEDGER_BATCH_ROWS as i64), read_row)?
        .collect::<Result<Vec<_>, _>>()?;
    let mut delete = tx.prepare_cached("DELETE FROM pending_clicks WHERE referral_id = ?1 AND day = ?2")?;
    for &(code, PendingClicks { day, clicks, people }) in &batch {
        append(tx, &Event::Clicked { code, day, clicks, people }, now)?;
        delete.execute((code, day))?;
    }
    let last = batch.last().filter(|_| batch.len() == LEDGER_BATCH_ROWS);
    Ok(last.map(|(code, clicks)| ClickTarget(*code, clicks.day)))
}

/// All pending clicks by code.
pub(super) fn list_pending_clicks(conn: &Connection) -> rusqlite::Result<Vec<(i64, PendingClicks)>> {
    conn.prepare("SELECT referral_id, day, clicks, people FROM pending_clicks")?
        .query_map([], read_row)?
        .collect()
}

fn read_row(row: &Row<'_>) -> rusqlite::Result<(i64, PendingClicks)> {
    let clicks =
        PendingClicks { day: row.get("day")?, clicks: row.get("clicks")?, people: row.get("people")? };
    Ok((row.get("referral_id")?, clicks))
}
