//! What follows from an event, and what its answer says of it.

use serde_json::{Value, json};

use crate::actions::rewards::{holds, judging};
use crate::actions::webhooks::objects::reward_json;
use crate::domain::event::{self, EventReason, EventState, EventType};
use crate::domain::program::calendar::Zone;
use crate::domain::reward::{self, RewardReason};
use crate::domain::timestamp::Timestamp;
use crate::store::events::{self, Event};
use crate::store::rewards::{self, Reward};
use crate::store::{self, Connection, Transaction, attributions, payouts, rules};

/// What an event's answer says of rewards.
#[derive(Clone, Debug, Default)]
pub struct Outcome {
    pub rewards: Vec<Value>,
    /// A rule and its verdict each.
    pub not_rewarded: Vec<Value>,
    /// Of a refund: what it took back.
    pub reversed: Vec<Value>,
}

/// Derives and writes what follows from an event that was stored or settled: rewards and verdicts of
/// one that counts, reversals of a refund. `zone` is the program's.
pub fn event(tx: &Transaction, zone: &Zone, event: &Event, now: Timestamp) -> store::Result<()> {
    match (event.r#type, event.state) {
        (EventType::Refund, _) => match event.purchase_id {
            Some(purchase) => settle_all(tx, &rewards::list_of_event(tx, purchase)?, now),
            None => Ok(()),
        },
        (_, EventState::Refused) if event.why == EventReason::Duplicate => {
            settle_all(tx, &rewards::list_of_event(tx, event.id)?, now)
        }
        _ => settle_all(tx, &judging::judge(tx, zone, event, now)?, now),
    }
}

fn settle_all(tx: &Transaction, of: &[Reward], now: Timestamp) -> store::Result<()> {
    of.iter().try_for_each(|reward| holds::settle(tx, reward, now).map(|_| ()))
}

/// Holds, takes back or gives back the rewards of a purchase whose disputes changed.
pub fn purchase(tx: &Transaction, purchase: i64, now: Timestamp) -> store::Result<()> {
    settle_all(tx, &rewards::list_of_event(tx, purchase)?, now)
}

/// Holds, voids or gives back the rewards of a referral whose state changed.
pub fn attribution(tx: &Transaction, attribution: i64, now: Timestamp) -> store::Result<()> {
    settle_all(tx, &rewards::list_of_attribution(tx, attribution)?, now)
}

/// The same for the referral of a referee.
pub fn referral(tx: &Transaction, referee: i64, now: Timestamp) -> store::Result<()> {
    match attributions::find_standing(tx, referee)? {
        Some(of) => attribution(tx, of.id, now),
        None => Ok(()),
    }
}

/// Follows a confirmation on the site: where there are rules, it is an event.
pub fn confirmation(tx: &Transaction, zone: &Zone, referee: i64, now: Timestamp) -> store::Result<()> {
    referral(tx, referee, now)?;
    if !rules::exist(tx)? {
        return Ok(());
    }
    let Some(referrer_id) = attributions::find_referrer(tx, referee)? else { return Ok(()) };
    let confirmed = Event::confirmed_on_site(referee, referrer_id, now);
    let stored = events::insert(tx, confirmed, now)?;
    event(tx, zone, &stored, now)
}

/// The same for the referrals of a user and of everyone below: a freeze begins, or the user has another
/// referrer.
pub fn branch(tx: &Transaction, root: i64, now: Timestamp) -> store::Result<()> {
    if !rules::exist(tx)? {
        return Ok(());
    }
    let of_branch = rewards::list_attributions_of_branch(tx, root)?;
    of_branch.into_iter().try_for_each(|id| attribution(tx, id, now))
}

/// Settles the rewards of a payout that was paid or came back: what happened while the bank had it may
/// have ended them, and one whose payment was netted by what was taken back is paid no more.
pub fn payout(tx: &Transaction, payout: i64, now: Timestamp) -> store::Result<()> {
    for line in payouts::lines(tx, payout)? {
        if let Some(reward) = rewards::find(tx, line.reward)? {
            holds::settle(tx, &reward, now)?;
        }
    }
    Ok(())
}

/// What was written about an event.
pub fn outcome(conn: &Connection, event: &Event) -> store::Result<Outcome> {
    let mut outcome = Outcome::default();
    if event.r#type == EventType::Refund {
        outcome.reversed = reversed(conn, event)?;
        return Ok(outcome);
    }
    for reward in rewards::list_of_event(conn, event.id)? {
        outcome.rewards.push(reward_json(conn, &reward)?);
    }
    let verdicts = rewards::verdicts(conn, event.id)?;
    outcome.not_rewarded =
        verdicts.into_iter().map(|(rule, why)| json!({"rule": rule, "why": why})).collect();
    Ok(outcome)
}

/// What one refund took back of each reward of its purchase, and what it left: the difference between
/// the refunds until it and those before it.
fn reversed(conn: &Connection, refund: &Event) -> store::Result<Vec<Value>> {
    let Some(purchase) = refund.purchase_id.map(|id| events::find_by_id(conn, id)).transpose()?.flatten()
    else {
        return Ok(Vec::new());
    };
    let (mut sum, mut most, mut before) = (0, 0, 0);
    let counted = events::list_refunds(conn, purchase.id)?;
    for earlier in counted.iter().filter(|of| of.state == EventState::Counted && of.id <= refund.id) {
        before = i64::max(sum, most);
        sum += earlier.amount.unwrap_or(0);
        most = most.max(earlier.refunded_in_all.unwrap_or(0));
    }
    let mut reversed = Vec::new();
    for reward in rewards::list_of_event(conn, purchase.id)?.iter().filter(|reward| reward.reversed > 0) {
        let left = holds::worth_after(conn, reward, &purchase, i64::max(sum, most))?;
        let amount = holds::worth_after(conn, reward, &purchase, before)? - left;
        if amount > 0 {
            reversed.push(json!({"id": reward::number(reward.id), "amount": amount, "left": left}));
        }
    }
    Ok(reversed)
}

/// A reward as programs read one by itself: with its event and its times.
pub fn whole_reward_json(conn: &Connection, reward: &Reward) -> store::Result<Value> {
    let mut json = reward_json(conn, reward)?;
    json["event"] = reward.event_id.map(event::number).into();
    json["created_at"] = reward.made_at.rfc3339().into();
    json["due_at"] = reward.due_at.map(Timestamp::rfc3339).into();
    Ok(json)
}

/// A participant's balances, one for each unit.
pub fn balances(conn: &Connection, participant: i64) -> store::Result<Vec<Value>> {
    let found = rewards::balances(conn, participant)?;
    let json = |of: rewards::Balance| json!({"unit": of.unit, "pending": of.pending, "due": of.due, "paying": of.paying, "paid": of.paid});
    Ok(found.into_iter().map(json).collect())
}

/// Whether money is due or being paid, so that erasing the participant would lose it.
pub fn is_money_open(conn: &Connection, participant: i64) -> store::Result<bool> {
    Ok(rewards::balances(conn, participant)?.iter().any(|of| of.due != 0 || of.paying != 0))
}

/// Cancels what is not sent, and writes off what is due.
pub fn forfeit(tx: &Transaction, participant: i64, now: Timestamp) -> store::Result<()> {
    holds::forfeit(tx, participant, RewardReason::Forfeited, now)
}

/// Voids the pending rewards of a user who is erased; what others earned by them stays.
pub fn erasure(tx: &Transaction, user: i64, now: Timestamp) -> store::Result<()> {
    holds::forfeit(tx, user, RewardReason::Erased, now)?;
    payouts::forget_names(tx, user)?;
    rewards::forget_names(tx, user)
}
