//! A reward's states, and why one is held or void.

use crate::domain::named_enum::named_enum;

const NUMBER_PREFIX: &str = "rwd_";

named_enum! {
    pub enum RewardState {
        /// Its referral waits, or its purchase is disputed.
        Held = "held",
        /// The hold runs, or an admin has to approve it.
        Pending = "pending",
        /// Due.
        Approved = "approved",
        /// In an open payout.
        Paying = "paying",
        Paid = "paid",
        /// Given, of what is not money.
        Fulfilled = "fulfilled",
        Void = "void",
    }
}

impl RewardState {
    /// Whether it waits, and so counts as pending.
    pub fn is_open(self) -> bool {
        matches!(self, RewardState::Held | RewardState::Pending)
    }
}

named_enum! {
    /// Why a reward is held or void.
    pub enum RewardReason {
        /// The referral is not confirmed.
        Unconfirmed = "unconfirmed",
        /// A review of the referral is open.
        UnderReview = "under_review",
        /// The branch of the referral is frozen.
        Frozen = "frozen",
        /// The purchase is disputed.
        Disputed = "disputed",
        /// The purchase was refunded whole.
        Refunded = "refunded",
        /// The referral was rejected.
        Rejected = "rejected",
        /// The number of referrals fell below the milestone before the hold ended.
        StepLost = "step_lost",
        /// The purchase was told twice.
        Duplicate = "duplicate",
        /// The beneficiary was erased.
        Erased = "erased",
        /// The beneficiary gave it up with the account.
        Forfeited = "forfeited",
        /// An admin or a program voided it.
        Voided = "voided",
        /// A rebuild found that no rule makes it.
        Rebuilt = "rebuilt",
    }
}

/// `rwd_17`.
pub fn number(id: i64) -> String {
    format!("{NUMBER_PREFIX}{id}")
}

/// The id in `rwd_17`.
pub fn parse_number(text: &str) -> Option<i64> {
    super::number::parse(NUMBER_PREFIX, text)
}
