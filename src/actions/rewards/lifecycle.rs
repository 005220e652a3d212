//! Rewards and payouts changed, and told to webhooks: the only callers of what changes them in the store.

use crate::actions::webhooks::announce::{Announcement, announce};
use crate::domain::payout_state::PayoutState;
use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::WebhookType;
use crate::store::payouts::{self, Payout};
use crate::store::rewards::{self, Reward};
use crate::store::{self, Transaction};

/// Stores a new reward, whose id is not read; returns it.
pub fn insert(tx: &Transaction, new: Reward, now: Timestamp) -> store::Result<Reward> {
    let reward = Reward { id: rewards::insert(tx, &new, now)?, ..new };
    announce(tx, Announcement::Reward(WebhookType::RewardCreated, &reward), now)?;
    Ok(reward)
}

/// Stores the state of a reward, its reason and what was reversed; returns whether that is a change.
pub fn change(
    tx: &Transaction,
    reward: &Reward,
    state: RewardState,
    why: Option<RewardReason>,
    reversed: i64,
    now: Timestamp,
) -> store::Result<bool> {
    if !rewards::change(tx, reward, state, why, reversed, now)? {
        return Ok(false);
    }
    let changed = Reward { state, why, reversed, ..reward.clone() };
    for r#type in types(reward, &changed) {
        announce(tx, Announcement::Reward(r#type, &changed), now)?;
    }
    Ok(true)
}

/// What happened to a reward, in the order of its webhooks.
fn types(before: &Reward, after: &Reward) -> Vec<WebhookType> {
    use RewardState::{Approved, Held, Pending, Void};
    let mut types = Vec::new();
    if after.reversed != before.reversed {
        types.push(WebhookType::RewardReversed);
    }
    if before.state == after.state {
        return types;
    }
    match (before.state, after.state) {
        (_, Held) => types.push(WebhookType::RewardHeld),
        (_, Void) => types.push(WebhookType::RewardVoided),
        (Held | Void, Pending) => types.push(WebhookType::RewardReleased),
        (Held | Void, Approved) => types.extend([WebhookType::RewardReleased, WebhookType::RewardApproved]),
        (_, Approved) => types.push(WebhookType::RewardApproved),
        _ => {}
    }
    types
}

/// Marks a reward that is not money as given.
pub fn fulfil(tx: &Transaction, reward: &Reward, now: Timestamp) -> store::Result<()> {
    rewards::fulfil(tx, reward, now)?;
    let given = Reward { state: RewardState::Fulfilled, why: None, ..reward.clone() };
    announce(tx, Announcement::Reward(WebhookType::RewardFulfilled, &given), now)
}

/// Moves a payout to a state that follows its own.
pub fn change_payout(
    tx: &Transaction,
    payout: &Payout,
    state: PayoutState,
    reference: Option<&str>,
    why: Option<&str>,
    now: Timestamp,
) -> store::Result<()> {
    payouts::change(tx, payout, state, reference, why, now)?;
    let r#type = match state {
        PayoutState::Approved => WebhookType::PayoutApproved,
        PayoutState::Paid => WebhookType::PayoutPaid,
        PayoutState::Failed => WebhookType::PayoutFailed,
        PayoutState::Canceled => WebhookType::PayoutCanceled,
        PayoutState::Draft | PayoutState::Sent => return Ok(()),
    };
    announce(tx, Announcement::Payout(r#type, &Payout { state, ..payout.clone() }), now)
}
