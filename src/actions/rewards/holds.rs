//! Rewards held, released, taken back and voided as their referral and their purchase change.

use crate::actions::rewards::{lifecycle, new_reward};
use crate::app::App;
use crate::domain::event::EventState;
use crate::domain::payout_state::PayoutState;
use crate::domain::program::pay;
use crate::domain::program::rule::Pay;
use crate::domain::program::settlement::{self, Circumstances};
use crate::domain::program::unit::Unit;
use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::store::events::{self, Event};
use crate::store::payouts::{self, Payout};
use crate::store::rewards::{self, Reward};
use crate::store::{self, Connection, Transaction, attributions, rules};

/// The name of a reward by hand that writes off what is due begins so.
const WRITE_OFF: &str = "write-off of prt_";

/// Ended holds that one transaction releases, so that other writers wait briefly.
const BATCH_ROWS: i64 = 200;

/// Gives a reward of an event the state that its referral and purchase ask for; whether that is a
/// change.
pub(super) fn settle(tx: &Transaction, reward: &Reward, now: Timestamp) -> store::Result<bool> {
    if reward.replaced {
        return Ok(false);
    }
    let Some(event) = reward.event_id.map(|id| events::find_by_id(tx, id)).transpose()?.flatten() else {
        return Ok(false);
    };
    let open = payouts::find_open_of_reward(tx, reward.id)?;
    let is_with_bank = open.as_ref().is_some_and(|payout| payout.state == PayoutState::Sent);
    let is_out_of_hand = is_with_bank || reward.paid != 0;
    let before = circumstances(tx, reward, &event, is_out_of_hand)?;
    let (state, why, reversed) = settlement::settle(before, now);
    if (before.state, before.why, reward.reversed) == (state, why, reversed) {
        return Ok(false);
    }
    // A payout that the bank does not have yet is cancelled before one of its rewards changes.
    if let Some(payout) = open.filter(|_| !is_with_bank) {
        cancel(tx, &payout, now)?;
        let Some(reward) = rewards::find(tx, reward.id)? else { return Ok(false) };
        return settle(tx, &reward, now);
    }
    let state = if is_with_bank { reward.state } else { state };
    lifecycle::change(tx, reward, state, why, reversed, now)
}

/// Cancels the open payout of a reward that changes, unless the bank has it.
pub fn cancel_open(tx: &Transaction, reward: i64, now: Timestamp) -> store::Result<()> {
    match payouts::find_open_of_reward(tx, reward)? {
        Some(payout) if payout.state != PayoutState::Sent => cancel(tx, &payout, now),
        _ => Ok(()),
    }
}

/// Cancels a payout that the bank does not have, because one of its rewards changes.
fn cancel(tx: &Transaction, payout: &Payout, now: Timestamp) -> store::Result<()> {
    lifecycle::change_payout(tx, payout, PayoutState::Canceled, None, Some("reward_changed"), now)
}

fn circumstances(
    tx: &Transaction,
    reward: &Reward,
    event: &Event,
    is_out_of_hand: bool,
) -> store::Result<Circumstances> {
    let found = reward.attribution_id.map(|id| attributions::find_by_id(tx, id)).transpose()?;
    let referral = found.flatten().map(|found| found.status);
    Ok(Circumstances {
        state: if reward.state == RewardState::Paying { RewardState::Approved } else { reward.state },
        why: reward.why,
        amount: reward.amount,
        worth: worth(tx, reward, event)?,
        is_out_of_hand,
        is_step: reward.step.is_some(),
        referral,
        is_refused: event.state == EventState::Refused,
        is_disputed: event.disputed_at.is_some(),
        by_hand: reward.by_hand,
        hold_until: reward.hold_until,
    })
}

/// What its rule pays for what refunds left of the purchase.
fn worth(tx: &Transaction, reward: &Reward, event: &Event) -> store::Result<i64> {
    worth_after(tx, reward, event, event.refunded())
}

/// What its rule pays for a purchase of which this much was taken back.
pub(super) fn worth_after(
    conn: &Connection,
    reward: &Reward,
    event: &Event,
    refunded: i64,
) -> store::Result<i64> {
    let (Some(amount), Some(unit)) = (event.amount, event.currency.as_deref().and_then(Unit::from_name))
    else {
        return Ok(reward.amount);
    };
    let Some(rule) = reward.version_id.map(|id| rules::find_by_version(conn, id)).transpose()?.flatten()
    else {
        return Ok(reward.amount);
    };
    match &rule.pay {
        Pay::Steps(_) => Ok(reward.amount),
        _ => Ok(pay::worth(&rule, amount - refunded, &unit, reward.room).min(reward.amount)),
    }
}

/// Approves rewards whose hold has ended, and voids milestones that were lost until then. Returns
/// whether there may be more.
///
/// # Errors
/// Those of the database.
pub fn release(app: &App, now: Timestamp) -> store::Result<bool> {
    app.db.write(|tx| {
        let ended = rewards::list_ended_holds(tx, now, BATCH_ROWS)?;
        for reward in &ended {
            let (state, why) = match reward.step {
                Some(step) if !is_reached(tx, reward, step)? => {
                    (RewardState::Void, Some(RewardReason::StepLost))
                }
                _ => (RewardState::Approved, None),
            };
            lifecycle::change(tx, reward, state, why, reward.reversed, now)?;
        }
        Ok(!ended.is_empty())
    })
}

/// Whether the beneficiary still has as many referrals as the milestone asks for.
fn is_reached(tx: &Transaction, reward: &Reward, step: u32) -> store::Result<bool> {
    let Some(begun) = reward.rule_id.map(|id| rules::first_begin(tx, id)).transpose()?.flatten() else {
        return Ok(true);
    };
    Ok(attributions::count_confirmed_since(tx, reward.beneficiary_id, begun)? >= step)
}

/// Voids what is not final of a user, and takes what is due off, with a reason.
pub(super) fn forfeit(tx: &Transaction, user: i64, why: RewardReason, now: Timestamp) -> store::Result<()> {
    for reward in rewards::list_open_of(tx, user)? {
        cancel_open(tx, reward.id, now)?;
        let Some(reward) = rewards::find(tx, reward.id)? else { continue };
        if is_write_off(&reward) {
            continue;
        }
        if (reward.paying, reward.paid) == (0, 0) {
            lifecycle::change(tx, &reward, RewardState::Void, Some(why), reward.reversed, now)?;
        }
    }
    write_off(tx, user, now)
}

/// What was written off stays so.
fn is_write_off(reward: &Reward) -> bool {
    reward.given_as.as_deref().is_some_and(|name| name.starts_with(WRITE_OFF))
}

/// Writes off what is due after all: what was taken back after payment, which no payout nets any more.
fn write_off(tx: &Transaction, user: i64, now: Timestamp) -> store::Result<()> {
    for of in rewards::balances(tx, user)?.into_iter().filter(|of| of.due != 0) {
        let given_as = format!("{WRITE_OFF}{user}-{}", of.unit);
        let reason = "forfeited".to_owned();
        let new = new_reward::by_hand(given_as, reason, user, of.unit, -of.due, now, now);
        lifecycle::insert(tx, new, now)?;
    }
    Ok(())
}
