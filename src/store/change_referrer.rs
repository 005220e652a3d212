//! An admin sets the referrer of a user.

use rusqlite::OptionalExtension;

use crate::domain::referral_status::AttributionRule;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::branch_freeze;
use crate::store::conn::constraints::map_check_violation;
use crate::store::ledger::{self, DecidedByWho, Event};

/// Outcome of `change`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoveOutcome {
    Done,
    /// That user is the referrer already.
    Already,
    /// That user is the referee, or below them in the tree.
    Cycle,
}

/// Whether a user counts as confirmed: by the address, or by the program that brought the participant,
/// unless all it told is a signup that was not confirmed.
const IS_CONFIRMED: &str = "SELECT is_activated AND (password IS NOT NULL
         OR NOT EXISTS (SELECT 1 FROM events WHERE participant_id = ?1 AND is_unconfirmed = 1)
         OR EXISTS (SELECT 1 FROM events WHERE participant_id = ?1 AND is_unconfirmed = 0
                        AND type IN ('signup', 'confirmed')))
     FROM users WHERE id = ?1";

/// Sets `referrer_id` as the referrer of a user, whatever decided it before. `by` is the admin's
/// id; `why` becomes the note of the ledger entry.
pub fn change(
    tx: &Transaction,
    referee_id: i64,
    referrer_id: i64,
    by: impl Into<DecidedByWho>,
    why: &str,
    now: Timestamp,
) -> rusqlite::Result<MoveOutcome> {
    let DecidedByWho { admin: by, key } = by.into();
    let known: Option<(i64, Option<i64>)> = tx
        .prepare_cached("SELECT id, referrer_id FROM attributions WHERE referee_id = ?1")?
        .query_row([referee_id], |row| Ok((row.get("id")?, row.get("referrer_id")?)))
        .optional()?;
    let event = match known {
        Some((_, from)) if from == Some(referrer_id) => return Ok(MoveOutcome::Already),
        Some((attribution, from)) => {
            let moved = tx
                .prepare_cached(
                    "UPDATE attributions SET referrer_id = ?2, referral_id = NULL, rule = ?3
                     WHERE id = ?1",
                )?
                .execute((attribution, referrer_id, AttributionRule::Moved));
            if map_check_violation(moved)?.is_none() {
                return Ok(MoveOutcome::Cycle);
            }
            Event::Moved { attribution, referrer: referrer_id, from, by, key }
        }
        None => {
            let confirmed: bool =
                tx.prepare_cached(IS_CONFIRMED)?.query_row([referee_id], |row| row.get(0))?;
            let confirmed_at = confirmed.then_some(now);
            let placed = tx
                .prepare_cached(
                    "INSERT INTO attributions
                         (referee_id, referrer_id, rule, registered_at, confirmed_at)
                     VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute((referee_id, referrer_id, AttributionRule::Moved, now, confirmed_at));
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
                key,
            }
        }
    };
    branch_freeze::transfer_children(tx, referee_id, referrer_id)?;
    ledger::append_with_reason(tx, &event, by, why, now)?;
    Ok(MoveOutcome::Done)
}
