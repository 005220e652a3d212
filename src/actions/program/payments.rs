//! What Stripe told of a payment, applied to its purchase once that is known: by whatever it is named
//! and in whatever order it came.

use crate::actions::program::ProgramResult;
use crate::actions::program::event_input::EventInput;
use crate::actions::rewards::follow;
use crate::domain::event::{EventState, EventType};
use crate::domain::stripe::share;
use crate::domain::timestamp::Timestamp;
use crate::store::events::{self, Event};
use crate::store::stripe::{self, Dispute, Refund};
use crate::store::{self, Transaction, event_names};

/// Applies refunds and disputes of a purchase. `tell` tells a refund.
pub(super) fn apply(
    tx: &Transaction,
    purchase: i64,
    now: Timestamp,
    record: impl Fn(&EventInput) -> ProgramResult<()>,
) -> ProgramResult<()> {
    let Some(event) = events::find_by_id(tx, purchase)? else { return Ok(()) };
    let is_settled =
        matches!(event.state, EventState::Counted | EventState::Unattributed | EventState::Waiting);
    let (Some(base), true) = (event.amount, event.r#type == EventType::Purchase && is_settled) else {
        return Ok(());
    };
    let (mut refunds, mut disputes, mut gross) = (Vec::new(), Vec::new(), None);
    for name in event_names::list(tx, purchase)? {
        refunds.extend(stripe::list_refunds(tx, &name)?);
        disputes.extend(stripe::list_disputes(tx, &name)?);
        gross = gross.or(stripe::find_gross(tx, &name)?);
    }
    if refunds.is_empty() && disputes.is_empty() {
        return Ok(());
    }
    let total = refunds.iter().map(|of| share(base, of.refunded, of.captured)).sum::<i64>().min(base);
    // What a lost dispute takes comes after the refunds, in whatever order they were told.
    set_disputes(tx, &event, &disputes, (total, gross), now)?;
    if total > 0 {
        record(&event_input(&event, &refunds, total, tx)?)?;
    }
    Ok(())
}

/// All refunds of the purchase so far, as one refund event.
fn event_input(event: &Event, refunds: &[Refund], total: i64, tx: &Transaction) -> store::Result<EventInput> {
    let charges: Vec<&str> = refunds.iter().map(|of| of.charge.as_str()).collect();
    Ok(EventInput {
        r#type: EventType::Refund,
        names: vec![format!("{}:{total}", charges.join("+"))],
        participant: None,
        code: None,
        confirmed: false,
        amount: None,
        currency: None,
        of: event_names::list(tx, event.id)?.into_iter().next(),
        refunded_in_all: Some(total),
        name: None,
        occurred_at: refunds.iter().map(|of| of.at).max(),
        metadata: None,
    })
}

fn set_disputes(
    tx: &Transaction,
    event: &Event,
    disputes: &[Dispute],
    (refunded, gross): (i64, Option<i64>),
    now: Timestamp,
) -> store::Result<()> {
    let base = event.amount.unwrap_or(0);
    let left = base - refunded.max(event.refunded_sum.max(event.refunded_most));
    let part = |of: &Dispute| gross.map_or(of.amount, |gross| share(base, of.amount, gross));
    let lost: i64 = disputes.iter().filter(|of| of.state == "lost").map(part).sum();
    let open = disputes.iter().filter(|of| of.state == "open").map(|of| of.at).min();
    let (disputed_at, dispute_lost) = (open, lost.min(left).max(0));
    if (event.disputed_at, event.dispute_lost) == (disputed_at, dispute_lost) {
        return Ok(());
    }
    events::set_disputes(tx, event.id, disputed_at, dispute_lost, now)?;
    follow::purchase(tx, event.id, now)?;
    Ok(())
}
