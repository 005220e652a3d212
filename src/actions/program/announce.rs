//! Where webhooks begin: each change that a webhook can tell of is announced in its transaction.

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
