//! What becomes of a delivery after an attempt: delivered, tried again, or dead; and of its endpoint.

use crate::actions::webhooks::announce::{Announcement, announce};
use crate::crypto::tokens;
use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::{DeliveryState, DisabledReason, WebhookType, retry_ms};
use crate::store::webhook_deliveries::{self, Attempt, Delivery};
use crate::store::{self, Transaction, webhooks};

/// The status by which an endpoint says that it takes nothing any more.
const GONE: u16 = 410;

/// A delivery and how an attempt of it ended.
pub struct Ended {
    pub delivery: Delivery,
    pub attempt: Attempt,
    /// What the endpoint asked for with `Retry-After`.
    pub retry_after_ms: Option<i64>,
}

impl Ended {
    /// Whether the endpoint took the message.
    pub fn is_delivered(&self) -> bool {
        self.attempt.status.is_some_and(|status| (200..300).contains(&status))
    }
}

/// Stores an attempt and what follows from it. `now_ms` is in milliseconds since 1970.
pub fn store(tx: &Transaction, ended: &Ended, now: Timestamp, now_ms: i64) -> store::Result<()> {
    let Ended { delivery, attempt, .. } = ended;
    webhook_deliveries::insert_attempt(tx, delivery.id, attempt)?;
    let is_delivered = ended.is_delivered();
    let is_gone = attempt.status == Some(GONE);
    let retry = retry_ms(delivery.attempts + 1, tokens::jitter(1_001), ended.retry_after_ms);
    match retry.filter(|_| !is_delivered && !is_gone) {
        Some(pause_ms) => {
            return webhook_deliveries::reschedule(tx, delivery.id, now_ms.saturating_add(pause_ms));
        }
        None if is_delivered => {
            webhook_deliveries::end(tx, delivery.id, DeliveryState::Delivered, now)?;
            webhooks::mark_delivered(tx, delivery.webhook_id, now)?;
        }
        None => {
            webhook_deliveries::end(tx, delivery.id, DeliveryState::Dead, now)?;
            let webhook = webhooks::find(tx, delivery.webhook_id)?;
            let took_since = webhook
                .and_then(|webhook| webhook.delivered_at)
                .is_some_and(|delivered_at| delivered_at >= delivery.created_at);
            if is_gone {
                disable(tx, delivery.webhook_id, DisabledReason::Gone, now)?;
            } else if !took_since {
                disable(tx, delivery.webhook_id, DisabledReason::Failing, now)?;
            }
        }
    }
    // It was kept only to be delivered.
    if delivery.r#type == WebhookType::ParticipantErased.name() {
        webhook_deliveries::forget_body(tx, delivery.id)?;
    }
    Ok(())
}

/// Disables an endpoint, and tells the others.
fn disable(tx: &Transaction, id: i64, why: DisabledReason, now: Timestamp) -> store::Result<()> {
    if !webhooks::disable(tx, id, Some(why), now)? {
        return Ok(());
    }
    let Some(webhook) = webhooks::find(tx, id)? else { return Ok(()) };
    log::warn!(webhook = id, why = why.name(); "webhooks: an endpoint is disabled; its messages are kept for a replay");
    announce(tx, Announcement::EndpointDisabled(&webhook), now)
}
