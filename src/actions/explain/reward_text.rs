//! Why a reward is in its state, and why a rule paid nothing: one sentence each.

use crate::actions::explain::audience::Audience;
use crate::domain::payout_state::PayoutState;
use crate::domain::program::engine::Why;
use crate::domain::reward::{RewardReason, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::rewards::Reward;

/// The state of a reward with its reason. A participant is not told of doubts more than that the
/// referral is reviewed or does not count.
pub fn reward_sentence(lang: Lang, audience: Audience, reward: &Reward, now: Timestamp) -> String {
    let key = match (reward.state, reward.why) {
        (RewardState::Pending, _) if reward.by_hand => "reward-pending-by-hand",
        (RewardState::Pending, _) => {
            let date = lang.short_date(reward.hold_until, now);
            return lang.format("reward-pending-until", &[("date", date.into())]);
        }
        (RewardState::Approved, _) if reward.left() < 0 => "reward-taken",
        (RewardState::Approved, _) if reward.rule_id.is_none() => "reward-due-by-hand",
        (RewardState::Approved, _) => "reward-due",
        (RewardState::Paying, _) => "reward-paying",
        (RewardState::Paid, _) if reward.reversed > 0 => "reward-paid-taken-back",
        (RewardState::Paid, _) => "reward-paid",
        (RewardState::Fulfilled, _) => "reward-fulfilled",
        (RewardState::Held, why) => held(why, audience),
        (RewardState::Void, why) => void(why, audience),
    };
    lang.text(key).to_owned()
}

fn held(why: Option<RewardReason>, audience: Audience) -> &'static str {
    match (why, audience) {
        (Some(RewardReason::Unconfirmed), _) => "reward-held-unconfirmed",
        (Some(RewardReason::Disputed), Audience::Admin) => "reward-held-disputed",
        (Some(RewardReason::Frozen), Audience::Admin) => "reward-held-frozen",
        (Some(RewardReason::Frozen), _) => "reward-void-rejected",
        _ => "reward-held-under-review",
    }
}

fn void(why: Option<RewardReason>, audience: Audience) -> &'static str {
    match why {
        Some(RewardReason::Refunded) => "reward-void-refunded",
        Some(RewardReason::Rejected) => "reward-void-rejected",
        Some(RewardReason::StepLost) => "reward-void-step-lost",
        Some(RewardReason::Duplicate) => "reward-void-duplicate",
        Some(RewardReason::Rebuilt) => "reward-void-rebuilt",
        Some(RewardReason::Erased) => "reward-void-erased",
        Some(RewardReason::Forfeited) => "reward-void-forfeited",
        Some(RewardReason::Disputed) if audience == Audience::Admin => "reward-held-disputed",
        Some(RewardReason::Frozen) if audience == Audience::Admin => "reward-held-frozen",
        Some(RewardReason::Unconfirmed) => "reward-held-unconfirmed",
        Some(RewardReason::UnderReview | RewardReason::Disputed | RewardReason::Frozen) => {
            "reward-void-rejected"
        }
        Some(RewardReason::Voided) | None => "reward-void-voided",
    }
}

/// Text key of why a rule paid nothing for an event.
pub fn verdict(why: Why) -> &'static str {
    match why {
        Why::WaitsForPurchase => "verdict-waits-for-purchase",
        Why::WaitsForConfirmation => "verdict-waits-for-confirmation",
        Why::NoReferrer => "verdict-no-referrer",
        Why::NotFirst => "verdict-not-first",
        Why::OutsideNth => "verdict-outside-nth",
        Why::BelowMinimum => "verdict-below-minimum",
        Why::CurrencyNotCovered => "verdict-currency-not-covered",
        Why::OutsideGroup => "verdict-outside-group",
        Why::TooLate => "verdict-too-late",
        Why::Capped => "verdict-capped",
        Why::RoundsToZero => "verdict-rounds-to-zero",
        Why::RuleNotInForce => "verdict-rule-not-in-force",
        Why::ReferralRejected => "verdict-referral-rejected",
        Why::BeneficiaryDisabled => "verdict-beneficiary-disabled",
        Why::AlreadyRewarded => "verdict-already-rewarded",
        Why::StepNotReached => "verdict-step-not-reached",
    }
}

/// Text key of a payout's state.
pub fn payout_state(state: PayoutState) -> &'static str {
    match state {
        PayoutState::Draft => "payout-draft",
        PayoutState::Approved => "payout-approved",
        PayoutState::Sent => "payout-sent",
        PayoutState::Paid => "payout-paid",
        PayoutState::Failed => "payout-failed",
        PayoutState::Canceled => "payout-canceled",
    }
}
