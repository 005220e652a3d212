//! Rewards derived anew by the engine that made them: what differs is printed, and corrected by new
//! entries. What people did (approved, voided, fulfilled, paid) is kept.

use crate::actions::rewards::{holds, told};
use crate::domain::payout_state::PayoutState;
use crate::domain::program::calendar::Zone;
use crate::domain::program::rule::Approval;
use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::{self, DifferenceKind, MissingReward};
use crate::store::rewards::{self, Reward};
use crate::store::{self, Connection, Transaction, payouts};

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
    let award = &missing.judged.award;
    let new = Reward {
        id: 0,
        rule_id: Some(missing.rule),
        version_id: Some(missing.judged.version),
        event_id: Some(missing.event),
        given_as: None,
        reason: None,
        beneficiary_id: missing.judged.beneficiary,
        unit: award.unit.name().to_owned(),
        amount: award.amount,
        reversed: 0,
        step: award.step,
        room: award.room,
        state: RewardState::Pending,
        why: None,
        by_hand: award.approval == Approval::ByHand,
        hold_until: award.hold_until,
        made_at: now,
        due_at: None,
        month: zone.month_start(now),
        paying: 0,
        paid: 0,
        attribution_id: missing.attribution,
        replaced: false,
    };
    let id = told::insert(tx, new, now)?.id;
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
    if let Some(payout) = payouts::find_open_of_reward(tx, reward)?
        && payout.state != PayoutState::Sent
    {
        holds::cancel(tx, &payout, now)?;
    }
    let Some(found) = rewards::find(tx, reward)? else { return Ok(()) };
    if (found.paying, found.paid) == (0, 0) {
        let why = Some(RewardReason::Rebuilt);
        told::change(tx, &found, RewardState::Void, why, found.reversed, now)?;
    } else {
        told::change(tx, &found, found.state, found.why, found.amount, now)?;
    }
    rewards::replace(tx, reward, now)?;
    ledger::annotate_last(tx, REASON)
}
