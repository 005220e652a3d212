//! What state a reward of an event has, from what is known of its referral and purchase now.

use crate::domain::referral_status::Status;
use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;

/// What decides about a reward.
#[derive(Clone, Copy, Debug)]
pub struct Circumstances {
    pub state: RewardState,
    pub why: Option<RewardReason>,
    pub amount: i64,
    /// What the rule pays for what refunds left of the purchase; the amount where there is none.
    pub worth: i64,
    /// In a payout that the bank has, or paid.
    pub is_out_of_hand: bool,
    /// A milestone, which a rejection of one referral does not end before its hold does.
    pub is_step: bool,
    /// `None`: the referral is gone with its referee, and what it earned stays.
    pub referral: Option<Status>,
    /// Its event is another report of one that pays already.
    pub is_refused: bool,
    pub is_disputed: bool,
    pub by_hand: bool,
    pub hold_until: Timestamp,
}

/// State, reason and amount taken back.
pub type Settled = (RewardState, Option<RewardReason>, i64);

/// The state that a reward should have at `now`. Rejections and whole refunds void what the bank does
/// not have yet, and are taken from what is due of the rest. Doubts hold it. What was void or held
/// for a reason that is gone runs again.
pub fn settle(of: Circumstances, now: Timestamp) -> Settled {
    let taken = of.amount - of.worth;
    let ends = match of.referral {
        // By hand, while the bank had it or after payment.
        _ if of.why == Some(RewardReason::Voided) => of.why,
        _ if of.is_refused => Some(RewardReason::Duplicate),
        Some(Status::Rejected) if !of.is_step => Some(RewardReason::Rejected),
        _ => None,
    };
    if of.state == RewardState::Void
        && !matches!(of.why, Some(RewardReason::Rejected | RewardReason::Refunded))
    {
        return (of.state, of.why, taken);
    }
    if of.is_out_of_hand || of.state == RewardState::Fulfilled {
        let taken = if ends.is_some() { of.amount } else { taken };
        return (of.state, of.why, taken);
    }
    if ends.is_some() {
        return (RewardState::Void, ends, taken);
    }
    if of.worth == 0 {
        return (RewardState::Void, Some(RewardReason::Refunded), taken);
    }
    let held = match of.referral {
        _ if of.is_disputed => Some(RewardReason::Disputed),
        Some(Status::Registered) => Some(RewardReason::Unconfirmed),
        Some(Status::Held) => Some(RewardReason::UnderReview),
        Some(Status::Frozen) => Some(RewardReason::Frozen),
        Some(Status::Confirmed | Status::Rejected) | None => None,
    };
    match (held, of.state) {
        (Some(why), _) => (RewardState::Held, Some(why), taken),
        (None, RewardState::Approved) => (RewardState::Approved, None, taken),
        // A milestone is looked at when its hold ends, by the job that ends holds.
        (None, _) if !of.by_hand && !of.is_step && of.hold_until <= now => {
            (RewardState::Approved, None, taken)
        }
        (None, _) => (RewardState::Pending, None, taken),
    }
}
