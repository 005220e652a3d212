//! Rewards derived anew by the engine that made them: what differs is printed, and corrected by new
//! entries. What people did (approved, voided, fulfilled, paid) is kept.

use crate::actions::rewards::new_reward::{self, Source};
use crate::actions::rewards::{holds, lifecycle};
use crate::domain::program::calendar::Zone;
use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::{self, DifferenceKind, MissingReward};
use crate::store::rewards;
use crate::store::{self, Connection, Transaction};

/// A correction can be the reason of another one: a reward is replaced, then made anew, then settled.
const MAX_ROUNDS: usize = 5;

/// The note on each entry that corrects.
const REASON: &str = "rebuilt: derived anew from the ledger";

/// Why nothing is rebuilt.
#[derive(Debug)]
pub enum RebuildError {
    Store(store::Error),
    /// The ledger has an entry that cannot be, as a sentence.
    Ledger(String),
    /// These differences are left.
    Left(Vec<String>),
}

impl From<store::Error> for RebuildError {
    fn from(e: store::Error) -> Self {
        RebuildError::Store(e)
    }
}

/// What a rebuild would correct, as sentences in the order of the entries that do not fit.
pub fn plan(conn: &Connection) -> Result<Vec<String>, RebuildError> {
    let found = ledger::findings(conn)?.map_err(RebuildError::Ledger)?;
    Ok(found.tables.into_iter().chain(found.ledger.iter().map(ToString::to_string)).collect())
}

/// Corrects what differs, in one transaction; returns what that was, as sentences.
pub fn rebuild(tx: &Transaction, zone: &Zone, now: Timestamp) -> Result<Vec<String>, RebuildError> {
    let planned = plan(tx)?;
    if planned.is_empty() {
        return Ok(planned);
    }
    ledger::repair_tables(tx, REASON, now)?;
    for _ in 0..MAX_ROUNDS {
        let found = ledger::findings(tx)?.map_err(RebuildError::Ledger)?;
        if found.ledger.is_empty() && found.tables.is_empty() {
            return Ok(planned);
        }
        for difference in found.ledger {
            match difference.what {
                DifferenceKind::Missing(missing) => make(tx, zone, &missing, now)?,
                DifferenceKind::Unfounded { reward } => replace(tx, reward, now)?,
                DifferenceKind::Unsettled { reward, .. } => settle(tx, reward, now)?,
            }
        }
    }
    let left = plan(tx)?;
    if left.is_empty() { Ok(planned) } else { Err(RebuildError::Left(left)) }
}

/// Makes a reward that the engine makes and no entry did.
fn make(tx: &Transaction, zone: &Zone, missing: &MissingReward, now: Timestamp) -> store::Result<()> {
    ledger::note_zone(tx, zone, now)?;
    let judged = &missing.judged;
    let source = Source {
        rule: missing.rule,
        version: judged.version,
        event: missing.event,
        attribution: missing.attribution,
    };
    let new = new_reward::by_rule(&source, judged.beneficiary, &judged.award, zone.month_start(now), now);
    let id = lifecycle::insert(tx, new, now)?.id;
    ledger::annotate_last(tx, REASON)?;
    settle(tx, id, now)
}

fn settle(tx: &Transaction, reward: i64, now: Timestamp) -> store::Result<()> {
    let Some(reward) = rewards::find(tx, reward)? else { return Ok(()) };
    if holds::settle(tx, &reward, now)? {
        ledger::annotate_last(tx, REASON)?;
    }
    Ok(())
}

/// Takes back a reward that no rule makes as it is: void, or from what is due if it was paid.
fn replace(tx: &Transaction, reward: i64, now: Timestamp) -> store::Result<()> {
    holds::cancel_open(tx, reward, now)?;
    let Some(found) = rewards::find(tx, reward)? else { return Ok(()) };
    if (found.paying, found.paid) == (0, 0) {
        let why = Some(RewardReason::Rebuilt);
        lifecycle::change(tx, &found, RewardState::Void, why, found.reversed, now)?;
    } else {
        lifecycle::change(tx, &found, found.state, found.why, found.amount, now)?;
    }
    rewards::replace(tx, reward, now)?;
    ledger::annotate_last(tx, REASON)
}
