//! A refund against its purchase.

use crate::domain::event::{EventReason, EventState};
use crate::store::events::Event;

/// Applies a refund to its purchase, as far as it is right: `Err` says why it is not.
pub(super) fn apply(refund: &mut Event, purchase: &Event) -> Result<(), EventReason> {
    if refund.currency.as_ref().is_some_and(|told| purchase.currency.as_ref() != Some(told)) {
        return Err(EventReason::CurrencyDiffers);
    }
    let sum = purchase.refunded_sum.saturating_add(refund.amount.unwrap_or(0));
    let most = purchase.refunded_most.max(refund.refunded_in_all.unwrap_or(0));
    let in_all = sum.max(most).saturating_add(purchase.dispute_lost);
    if in_all > purchase.amount.unwrap_or(0) {
        return Err(EventReason::RefundExceeds);
    }
    refund.purchase_id = Some(purchase.id);
    refund.waits_for_purchase = None;
    refund.currency.clone_from(&purchase.currency);
    refund.participant_id = purchase.participant_id;
    refund.referrer_id = purchase.referrer_id;
    (refund.state, refund.why) = (EventState::Counted, EventReason::Refund);
    Ok(())
}
