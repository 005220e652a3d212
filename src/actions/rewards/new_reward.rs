//! Rewards before they are stored: what a rule makes, and what is given by hand.

use crate::domain::program::engine::Award;
use crate::domain::program::rule::Approval;
use crate::domain::reward::RewardState;
use crate::domain::timestamp::Timestamp;
use crate::store::rewards::Reward;

/// What a rule rewards, as ids of rows.
pub struct Source {
    pub rule: i64,
    pub version: i64,
    pub event: i64,
    /// The referral of the event's participant.
    pub attribution: Option<i64>,
}

/// A reward of a rule. It is pending until it is settled with its event. `month` is the first second
/// of the program's month.
pub fn by_rule(of: &Source, beneficiary_id: i64, award: &Award, month: Timestamp, now: Timestamp) -> Reward {
    Reward {
        id: 0,
        rule_id: Some(of.rule),
        version_id: Some(of.version),
        event_id: Some(of.event),
        given_as: None,
        reason: None,
        beneficiary_id,
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
        month,
        paying: 0,
        paid: 0,
        attribution_id: of.attribution,
        replaced: false,
    }
}

/// A reward given by hand, which is due at once; below 0 it takes. `given_as` is its name, once for
/// all.
pub fn by_hand(
    given_as: String,
    reason: String,
    beneficiary_id: i64,
    unit: String,
    amount: i64,
    month: Timestamp,
    now: Timestamp,
) -> Reward {
    Reward {
        id: 0,
        rule_id: None,
        version_id: None,
        event_id: None,
        given_as: Some(given_as),
        reason: Some(reason),
        beneficiary_id,
        unit,
        amount,
        reversed: 0,
        step: None,
        room: None,
        state: RewardState::Approved,
        why: None,
        by_hand: true,
        hold_until: now,
        made_at: now,
        due_at: Some(now),
        month,
        paying: 0,
        paid: 0,
        attribution_id: None,
        replaced: false,
    }
}
