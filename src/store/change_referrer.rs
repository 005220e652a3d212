//! An admin says by whom somebody came.

use rusqlite::OptionalExtension;

use crate::domain::referral_status::AttributionRule;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::branches;
use crate::store::conn::constraints::map_check_violation;
use crate::store::ledger::{self, Event};

/// How a move ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveOutcome {
    Done,
    /// They came by that person already.
    Already,
    /// That person is themselves, or came by them.
    Cycle,
}

/// From now on a person came by `referrer_id`, whatever brought them. `by` is the admin who says so, `why` the reason
/// that stands beside the entry.
pub fn change(
    tx: &Transaction,
    referee_id: i64,
    referrer_id: i64,
    by: Option<i64>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<MoveOutcome> {
    let known: Option<(i64, Option<i64>)> = tx
        .prepare_cached("SELECT id, referrer_id FROM attributions WHERE referee_id = ?1")?
        .query_row([referee_id], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let event = match known {
        Some((_, from)) if from == Some(referrer_id) => return Ok(MoveOutcome::Already),
        Some((attribution, from)) => {
            let moved = tx
                .prepare_cached(
                    "UPDATE attributions SET referrer_id = ?2, referral_id = NULL, rule = ?3 WHERE id = ?1",
                )?
                .execute((attribution, referrer_id, AttributionRule::Moved.name()));
            if map_check_violation(moved)?.is_none() {
                return Ok(MoveOutcome::Cycle);
            }
            Event::Moved { attribution, referrer: referrer_id, from, by }
        }
        None => {
            let confirmed: bool = tx
                .prepare_cached("SELECT is_activated FROM users WHERE id = ?1")?
                .query_row([referee_id], |row| row.get(0))?;
            let confirmed_at = confirmed.then_some(now);
            let placed = tx
                .prepare_cached(
                    "INSERT INTO attributions (referee_id, referrer_id, rule, registered_at, confirmed_at) \
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((referee_id, referrer_id, AttributionRule::Moved.name(), now, confirmed_at));
            if map_check_violation(placed)?.is_none() {
                return Ok(MoveOutcome::Cycle);
            }
            let attribution = tx.last_insert_rowid();
            Event::Placed {
                attribution,
                referee: referee_id,
                referrer: referrer_id,
                confirmed_at: confirmed_at.map(|at| at.0),
                by,
            }
        }
    };
    branches::transfer_children(tx, referee_id, referrer_id)?;
    ledger::append_with_reason(tx, &event, by, why, now)?;
    Ok(MoveOutcome::Done)
}
