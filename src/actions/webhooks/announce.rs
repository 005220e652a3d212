//! Where webhooks begin: each change that a webhook can tell of is announced in its transaction, and
//! its messages are written there, one for each endpoint that wants it.

use crate::actions::webhooks::message::{self, Content};
use crate::actions::webhooks::objects;
use crate::domain::event::EventReason;
use crate::domain::referral_status::Status;
use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::WebhookType;
use crate::store::events::Event;
use crate::store::payouts::Payout;
use crate::store::rewards::Reward;
use crate::store::webhooks::{self, Webhook};
use crate::store::{self, Transaction, attributions};

/// A change, by the number of what changed.
#[derive(Clone, Copy, Debug)]
pub enum Announcement<'a> {
    ParticipantCreated(i64),
    /// From the waitlist.
    ParticipantAdmitted(i64),
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
    ReviewOpened {
        referee: i64,
    },
    EventUnattributed(&'a Event),
    /// A reward as it is now, and what happened to it.
    Reward(WebhookType, &'a Reward),
    /// A payout as it is now, and what happened to it.
    Payout(WebhookType, &'a Payout),
    /// An endpoint as it is now.
    EndpointDisabled(&'a Webhook),
}

impl Announcement<'_> {
    fn r#type(&self) -> WebhookType {
        match self {
            Announcement::ParticipantCreated(_) => WebhookType::ParticipantCreated,
            Announcement::ParticipantAdmitted(_) => WebhookType::ParticipantAdmitted,
            Announcement::ParticipantErased(_) => WebhookType::ParticipantErased,
            Announcement::ReferralRegistered { .. } => WebhookType::ReferralRegistered,
            Announcement::ReferralConfirmed { .. } => WebhookType::ReferralConfirmed,
            Announcement::ReferralRejected { .. } => WebhookType::ReferralRejected,
            Announcement::ReviewOpened { .. } => WebhookType::ReviewOpened,
            Announcement::EventUnattributed(_) => WebhookType::EventUnattributed,
            Announcement::Reward(r#type, _) | Announcement::Payout(r#type, _) => *r#type,
            Announcement::EndpointDisabled(_) => WebhookType::EndpointDisabled,
        }
    }

    /// The object and its people; `None` when there is nothing to tell.
    fn content(&self, tx: &Transaction) -> store::Result<Option<Content>> {
        let of = |object, about| Ok(Some(Content { object, about: [about, None] }));
        match *self {
            Announcement::ParticipantCreated(id) | Announcement::ParticipantAdmitted(id) => {
                of(objects::participant(tx, id)?, Some(id))
            }
            Announcement::ParticipantErased(id) => of(objects::person(tx, id)?, None),
            Announcement::ReferralRegistered { referee }
            | Announcement::ReferralConfirmed { referee }
            | Announcement::ReferralRejected { referee }
            | Announcement::ReviewOpened { referee } => {
                let found = objects::referral(tx, referee)?;
                Ok(found.map(|(object, referrer)| Content { object, about: [Some(referee), referrer] }))
            }
            Announcement::EventUnattributed(event) => of(objects::event(tx, event)?, event.participant_id),
            Announcement::Reward(_, reward) => of(objects::reward(tx, reward)?, Some(reward.beneficiary_id)),
            Announcement::Payout(_, payout) => of(objects::payout(tx, payout)?, Some(payout.participant_id)),
            Announcement::EndpointDisabled(webhook) => of(objects::endpoint(webhook), None),
        }
    }
}

/// The same for a referral that was confirmed, unless it does not count for now.
pub fn announce_confirmed(tx: &Transaction, referee: i64, now: Timestamp) -> store::Result<()> {
    match attributions::find_standing(tx, referee)?.map(|referral| referral.status) {
        Some(Status::Confirmed) => announce(tx, Announcement::ReferralConfirmed { referee }, now),
        _ => Ok(()),
    }
}

/// Writes the messages of a change. Without an endpoint that wants them it costs one query.
pub fn announce(tx: &Transaction, what: Announcement, now: Timestamp) -> store::Result<()> {
    let r#type = what.r#type();
    // That an event has no referrer is no news: most have none.
    if matches!(what, Announcement::EventUnattributed(event) if event.why == EventReason::NoReferrer) {
        return Ok(());
    }
    let mut wanting = webhooks::list_all(tx)?;
    wanting.retain(|webhook| webhook.types.includes(r#type));
    if let Announcement::EndpointDisabled(disabled) = what {
        wanting.retain(|webhook| webhook.id != disabled.id);
    }
    if wanting.is_empty() {
        return Ok(());
    }
    let Some(content) = what.content(tx)? else { return Ok(()) };
    message::write(tx, r#type, content, &wanting, now)
}
