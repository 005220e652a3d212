//! What the program owes by its rewards: due, on its way, and pending by the day it falls due.

use std::collections::BTreeMap;

use rusqlite::Connection;

use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::Result;

/// What is owed in one unit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Liability {
    /// Below 0 when more was taken back after payment than is due.
    pub due: i64,
    /// In open payouts.
    pub paying: i64,
    pub pending: i64,
    /// Of what is pending: what refunds and rejections will take, as they took of rewards whose hold
    /// is over.
    pub expected_reversals: i64,
    /// What falls due on each UTC day, by its first second.
    pub by_day: BTreeMap<i64, i64>,
    /// What waits for a referral, a dispute or an admin, and so falls due on no day that is known.
    pub undated: i64,
}

/// Sums of all participants by unit: due and paying.
pub fn sums(conn: &Connection) -> Result<Vec<(String, i64, i64, i64)>> {
    conn.prepare_cached("SELECT unit, sum(due), sum(paying), sum(pending) FROM balances GROUP BY unit")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
        .collect()
}

/// What is owed by unit. A hold that is over falls due today.
pub fn list(conn: &Connection, now: Timestamp) -> Result<BTreeMap<String, Liability>> {
    let mut all: BTreeMap<String, Liability> = BTreeMap::new();
    for (unit, due, paying, pending) in sums(conn)? {
        all.insert(unit, Liability { due, paying, pending, ..Liability::default() });
    }
    let mut statement = conn.prepare_cached(
        "SELECT unit, iif(state = 'pending' AND by_hand = 0, max(hold_until, ?1) / ?2 * ?2, NULL) AS day,
             sum(amount - reversed) AS amount
         FROM rewards WHERE state IN ('held', 'pending') GROUP BY 1, 2",
    )?;
    let mut rows = statement.query((now, DAY))?;
    while let Some(row) = rows.next()? {
        let of: &mut Liability = all.entry(row.get("unit")?).or_default();
        match row.get::<_, Option<i64>>("day")? {
            Some(day) => drop(of.by_day.insert(day, row.get("amount")?)),
            None => of.undated = row.get("amount")?,
        }
    }
    let mut statement = conn.prepare_cached(
        "SELECT unit, sum(iif(state = 'void', amount, reversed)) AS taken, sum(amount) AS made
         FROM rewards WHERE rule_id IS NOT NULL AND hold_until <= ?1 AND replaced = 0 GROUP BY 1",
    )?;
    let mut rows = statement.query([now])?;
    while let Some(row) = rows.next()? {
        let of: &mut Liability = all.entry(row.get("unit")?).or_default();
        let (taken, made): (i64, i64) = (row.get("taken")?, row.get("made")?);
        of.expected_reversals = share_of(of.pending, taken, made);
    }
    Ok(all)
}

/// `whole × part / of`, half up; 0 where nothing was made yet.
fn share_of(whole: i64, part: i64, of: i64) -> i64 {
    if of <= 0 || whole <= 0 {
        return 0;
    }
    let product = i128::from(whole) * i128::from(part);
    i64::try_from((product + i128::from(of) / 2) / i128::from(of)).unwrap_or(whole)
}
