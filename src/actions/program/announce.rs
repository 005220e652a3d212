//! Where webhooks begin: each change that a webhook can tell of is announced in its transaction.

use crate::domain::payout_state::PayoutState;
use crate::domain::timestamp::Timestamp;
use crate::store::events::Event;
use crate::store::{self, Transaction};

/// A change, by the number of what changed.
#[derive(Clone, Copy, Debug)]
pub enum Announcement<'a> {
    ParticipantCreated(i64),
    /// Before the rows are gone.
    ParticipantErased(i64),
    /// A participant came by a referrer.
    ReferralRegistered {
        referee: i64,
    },
    ReferralConfirmed {
        referee: i64,
    },
    ReferralRejected {
        referee: i64,
    },
    EventUnattributed(&'a Event),
}

/// Writes the webhook messages of a change; there are no webhooks yet.
pub fn announce(_tx: &Transaction, _what: Announcement, _now: Timestamp) -> store::Result<()> {
    Ok(())
}

/// How a reward changed by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RewardChange {
    Created,
    Approved,
    Voided,
    Reversed,
    Fulfilled,
}

/// Announces a reward that a person or a program gave or changed; there are no webhooks yet.
pub fn reward_changed(
    _tx: &Transaction,
    _reward: i64,
    _change: RewardChange,
    _now: Timestamp,
) -> store::Result<()> {
    Ok(())
}

/// Announces that a payout is in another state; there are no webhooks yet.
pub fn payout_changed(
    _tx: &Transaction,
    _payout: i64,
    _state: PayoutState,
    _now: Timestamp,
) -> store::Result<()> {
    Ok(())
}
