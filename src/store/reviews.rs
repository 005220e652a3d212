//! What speaks against an attribution, and what an admin said to it.

use rusqlite::{Connection, OptionalExtension, Transaction};

use super::attributions::{self, Referee};
use super::ledger::{self, Event};
use crate::domain::moment::Moment;
use crate::domain::standing::{Rejection, Signal};

/// One thing that speaks against an attribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    pub signal: Signal,
    pub weight: i64,
    pub at: Moment,
}

/// Notes that something speaks against an attribution and puts it before a reviewer; with `hold` it does not count until
/// one looked. The same signal speaks once.
pub fn doubt(
    tx: &Transaction,
    attribution: i64,
    signal: Signal,
    weight: i64,
    hold: bool,
    now: Moment,
) -> rusqlite::Result<()> {
    let noted = tx
        .prepare_cached(
            "INSERT INTO doubts (attribution_id, signal, weight, at) VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING",
        )?
        .execute((attribution, signal.name(), weight, now))?;
    if noted == 0 {
        return Ok(());
    }
    tx.prepare_cached(
        "UPDATE attributions SET doubt = doubt + ?2, held = held OR ?3, review = coalesce(review, 'open') WHERE id = ?1",
    )?
    .execute((attribution, weight, hold))?;
    let event = Event::Doubted { attribution, signal: signal.name().to_owned(), weight, held: hold };
    ledger::append(tx, &event, now)?;
    Ok(())
}

pub fn doubts_of(conn: &Connection, attribution: i64) -> rusqlite::Result<Vec<Doubt>> {
    let mut statement = conn.prepare_cached(
        "SELECT signal, weight, at FROM doubts WHERE attribution_id = ?1 ORDER BY weight DESC, signal",
    )?;
    let rows = statement.query_map([attribution], |row| {
        let signal = Signal::named(&row.get::<_, String>(0)?);
        Ok((signal, row.get(1), row.get(2)))
    })?;
    let mut doubts = Vec::new();
    for row in rows {
        if let (Some(signal), weight, at) = row? {
            doubts.push(Doubt { signal, weight: weight?, at: at? });
        }
    }
    Ok(doubts)
}

/// What waits for a reviewer, oldest first, with an id above `after`.
pub fn open(conn: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<Referee>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        attributions::columns!(),
        " WHERE a.review = 'open' AND a.id > ?1 ORDER BY a.id LIMIT ?2"
    ))?
    .query_map((after, limit as i64), |row| Referee::try_from(row))?
    .collect()
}

/// How many wait.
pub fn count_open(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM attributions WHERE review = 'open'")?
        .query_row([], |row| row.get(0))
}

/// How a reviewer's word ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reviewed {
    Done,
    /// It was so before.
    Already,
    /// The code has no place left for it.
    UsedUp,
    Unknown,
}

/// Lets an attribution count that was held, or rejected for whatever reason.
pub fn approve(
    tx: &Transaction,
    attribution: i64,
    by: Option<i64>,
    why: &str,
    now: Moment,
) -> rusqlite::Result<Reviewed> {
    let known = tx
        .prepare_cached(
            "SELECT a.rejected IS NULL AND NOT a.held AND coalesce(a.review, 'approved') = 'approved', \
                    a.rejected IS NOT NULL AND coalesce(r.uses >= r.max_uses, 0), \
                    a.confirmed_at IS NULL AND coalesce(u.is_activated, 0), a.referee_id \
             FROM attributions a LEFT JOIN referrals r ON r.id = a.referral_id LEFT JOIN users u ON u.id = a.referee_id \
             WHERE a.id = ?1",
        )?
        .query_row([attribution], |row| {
            Ok((row.get::<_, bool>(0)?, row.get::<_, bool>(1)?, row.get::<_, bool>(2)?, row.get::<_, Option<i64>>(3)?))
        })
        .optional()?;
    let Some((already, used_up, confirmed_since, referee)) = known else { return Ok(Reviewed::Unknown) };
    if already || used_up {
        return Ok(if already { Reviewed::Already } else { Reviewed::UsedUp });
    }
    tx.prepare_cached(
        "UPDATE attributions SET rejected = NULL, held = 0, review = 'approved' WHERE id = ?1",
    )?
    .execute([attribution])?;
    let seq = ledger::append(tx, &Event::Approved { attribution, by }, now)?;
    ledger::annotate(tx, seq, by, why)?;
    // Before version 2 a rejected newcomer's confirmation was not written down.
    if let (true, Some(referee)) = (confirmed_since, referee) {
        attributions::confirm(tx, referee, now)?;
    }
    Ok(Reviewed::Done)
}

/// Lets an attribution count no more.
pub fn reject(
    tx: &Transaction,
    attribution: i64,
    by: Option<i64>,
    why: &str,
    now: Moment,
) -> rusqlite::Result<Reviewed> {
    let rejected = tx
        .prepare_cached("SELECT rejected = 'review' FROM attributions WHERE id = ?1")?
        .query_row([attribution], |row| row.get::<_, Option<bool>>(0))
        .optional()?;
    match rejected {
        None => Ok(Reviewed::Unknown),
        Some(Some(true)) => Ok(Reviewed::Already),
        Some(_) => {
            let seq = attributions::reject(tx, attribution, Rejection::Review, by, now)?;
            ledger::annotate(tx, seq, by, why)?;
            Ok(Reviewed::Done)
        }
    }
}
