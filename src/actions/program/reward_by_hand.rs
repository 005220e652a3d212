//! What people and programs do to rewards by hand: give, approve, void, fulfil.

use crate::actions::program::{ProgramError, ProgramResult};
use crate::actions::rewards::{holds, lifecycle, new_reward};
use crate::domain::admin_note::AdminNote;
use crate::domain::participant::ParticipantName;
use crate::domain::program::calendar::Zone;
use crate::domain::program::unit::Unit;
use crate::domain::reward::{self, RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::rewards::{self, Reward};
use crate::store::{self, Transaction, participants};

/// A reward that is given by hand.
pub struct Gift {
    /// What the operator calls it; it is given once by this.
    pub given_as: String,
    pub to: ParticipantName,
    pub unit: Unit,
    /// Below 0 it takes.
    pub amount: i64,
    pub reason: AdminNote,
}

/// Gives a reward that is due at once. The same again is the reward as it is, and false.
///
/// # Errors
/// `RewardConflict` for a known name with other content.
pub fn give(
    tx: &Transaction,
    zone: &Zone,
    gift: &Gift,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<(Reward, bool)> {
    let unknown = || ProgramError::field("to", ValidationError::UnknownParticipant);
    let to = participants::find_id(tx, &gift.to)?;
    if let Some(known) = rewards::find_by_given_as(tx, &gift.given_as)? {
        let differ = [
            ("to", to != Some(known.beneficiary_id)),
            ("unit", gift.unit.name() != known.unit),
            ("amount", gift.amount != known.amount),
        ];
        let fields: Vec<&str> =
            differ.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect();
        return if fields.is_empty() {
            Ok((known, false))
        } else {
            Err(ProgramError::RewardConflict { fields, known: known.id })
        };
    }
    let (given_as, reason) = (gift.given_as.clone(), gift.reason.as_str().to_owned());
    let (to, unit) = (to.ok_or_else(unknown)?, gift.unit.name().to_owned());
    let new = new_reward::by_hand(given_as, reason, to, unit, gift.amount, zone.month_start(now), now);
    let given = lifecycle::insert(tx, new, now)?;
    record(tx, &given, AuditEvent::RewardGiven, &by.because(gift.reason.as_str()), now)?;
    Ok((find(tx, given.id)?, true))
}

/// Approves a pending reward, also before its hold ends. One that is approved stays as it is.
///
/// # Errors
/// `NotFound`; `Conflict` for one that is held or void.
pub fn approve(tx: &Transaction, id: i64, by: &AuditSource, now: Timestamp) -> ProgramResult<Reward> {
    let reward = find(tx, id)?;
    match reward.state {
        RewardState::Pending => {}
        RewardState::Held | RewardState::Void => return Err(forbidden()),
        RewardState::Approved | RewardState::Paying | RewardState::Paid | RewardState::Fulfilled => {
            return Ok(reward);
        }
    }
    lifecycle::change(tx, &reward, RewardState::Approved, None, reward.reversed, now)?;
    record(tx, &reward, AuditEvent::RewardApproved, by, now)?;
    find(tx, id)
}

/// Voids a reward. A payout that the bank does not have yet is cancelled first; of one that it has,
/// the amount is taken from what is due.
///
/// # Errors
/// `NotFound`; `Conflict` where a reward below 0 was netted already.
pub fn void(
    tx: &Transaction,
    id: i64,
    reason: &AdminNote,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<Reward> {
    let mut reward = find(tx, id)?;
    if reward.state == RewardState::Void {
        return Ok(reward);
    }
    holds::cancel_open(tx, id, now)?;
    reward = find(tx, id)?;
    if (reward.paying, reward.paid) == (0, 0) {
        lifecycle::change(tx, &reward, RewardState::Void, Some(RewardReason::Voided), reward.reversed, now)?;
    } else if reward.amount > 0 {
        if reward.reversed == reward.amount {
            return Ok(reward);
        }
        let why = Some(RewardReason::Voided);
        lifecycle::change(tx, &reward, reward.state, why, reward.amount, now)?;
    } else {
        return Err(forbidden());
    }
    record(tx, &reward, AuditEvent::RewardVoided, &by.because(reason.as_str()), now)?;
    find(tx, id)
}

/// Marks an approved reward that is not money as given. One that was given stays as it is.
///
/// # Errors
/// `NotFound`; `Conflict` for money, which payouts pay, and for what is not approved.
pub fn fulfil(tx: &Transaction, id: i64, by: &AuditSource, now: Timestamp) -> ProgramResult<Reward> {
    let reward = find(tx, id)?;
    let is_money = Unit::from_name(&reward.unit).is_some_and(|unit| unit.is_money());
    match reward.state {
        RewardState::Fulfilled => return Ok(reward),
        RewardState::Approved if !is_money => {}
        _ => return Err(forbidden()),
    }
    // What takes is fulfilled after what it takes from.
    let balances = rewards::balances(tx, reward.beneficiary_id)?;
    let paid = balances.iter().find(|of| of.unit == reward.unit).map_or(0, |of| of.paid);
    if paid + reward.left() < 0 {
        return Err(forbidden());
    }
    lifecycle::fulfil(tx, &reward, now)?;
    record(tx, &reward, AuditEvent::RewardFulfilled, by, now)?;
    find(tx, id)
}

fn find(tx: &Transaction, id: i64) -> ProgramResult<Reward> {
    rewards::find(tx, id)?.ok_or(ProgramError::NotFound)
}

fn forbidden() -> ProgramError {
    ProgramError::conflict("state", ValidationError::StateForbids)
}

/// In the audit log of the beneficiary.
fn record(
    tx: &Transaction,
    reward: &Reward,
    what: AuditEvent,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<()> {
    audit::insert(tx, reward.beneficiary_id, what, &by.about(&reward::number(reward.id)), now)
}
