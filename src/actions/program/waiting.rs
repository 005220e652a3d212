//! Events that waited: settled when what they name comes, or when the participant gets a referrer.

use crate::actions::program::settle;
use crate::actions::rewards::follow;
use crate::actions::webhooks::announce::{Announcement, announce};
use crate::app::App;
use crate::domain::event::{EventState, EventType, WAIT_SECONDS};
use crate::domain::timestamp::Timestamp;
use crate::store::events::{self, Event};
use crate::store::{self, Transaction, event_names, participants, stripe};

/// Settles what waited for a participant under any of the participant's names.
pub(super) fn settle_for_participant(
    app: &App,
    tx: &Transaction,
    id: i64,
    now: Timestamp,
) -> store::Result<()> {
    let Some(mut participant) = participants::find_by_id(tx, id)? else { return Ok(()) };
    // Stripe may have told the other name before the participant came.
    if let (Some(external), None) = (&participant.external_id, &participant.stripe_customer)
        && let Some(customer) = stripe::find_customer_of(tx, external)?
        && !participants::has_customer(tx, &customer)?
    {
        participant.stripe_customer = Some(customer);
        participants::update(tx, &participant)?;
    }
    for name in [participant.external_id, participant.stripe_customer].into_iter().flatten() {
        for event in events::list_waiting_for_participant(tx, &name)? {
            let event = Event { participant_id: Some(id), ..event };
            settle_again(app, tx, event, now)?;
        }
    }
    Ok(())
}

/// Settles the refunds that waited for a purchase under any of its names, and tells those that came
/// before whose purchase it is.
pub(super) fn settle_for_purchase(
    app: &App,
    tx: &Transaction,
    purchase: &Event,
    now: Timestamp,
) -> store::Result<()> {
    if !events::any_waits_for_purchase(tx)? {
        return Ok(());
    }
    for name in event_names::list(tx, purchase.id)? {
        for refund in events::list_waiting_for_purchase(tx, &name)? {
            settle_again(app, tx, refund, now)?;
        }
    }
    Ok(())
}

/// Tries a participant's unattributed events again, after a referrer was found: those since a
/// moment, or all.
pub(super) fn credit_again(
    app: &App,
    tx: &Transaction,
    participant: i64,
    since: Option<Timestamp>,
    now: Timestamp,
) -> store::Result<usize> {
    let open = events::list_unattributed(tx, participant, since)?;
    let count = open.len();
    for event in open {
        settle_again(app, tx, event, now)?;
    }
    Ok(count)
}

/// Settles an event anew. What is wrong with it now makes it refused.
pub(super) fn settle_again(
    app: &App,
    tx: &Transaction,
    mut event: Event,
    now: Timestamp,
) -> store::Result<()> {
    let before = (event.state, event.why, event.participant_id, event.referrer_id);
    if let Err(why) = settle::decide(app, tx, &mut event, now)? {
        (event.state, event.why) = (EventState::Refused, why);
        (event.waits_for_participant, event.waits_for_purchase) = (None, None);
    }
    let is_listed = before.0 == EventState::Unattributed && event.state == EventState::Waiting;
    if is_listed || before == (event.state, event.why, event.participant_id, event.referrer_id) {
        return Ok(());
    }
    events::settle(tx, &event, now)?;
    after_settling(app, tx, &event, now)
}

/// What follows from an event that was stored or settled.
pub(super) fn after_settling(
    app: &App,
    tx: &Transaction,
    event: &Event,
    now: Timestamp,
) -> store::Result<()> {
    match event.r#type {
        EventType::Refund => {
            if let Some(purchase) = event.purchase_id.filter(|_| event.state == EventState::Counted) {
                events::add_refunds_up(tx, purchase)?;
            }
        }
        EventType::Purchase => {
            settle_for_purchase(app, tx, event, now)?;
            // Refunds that came while the purchase waited name its participant from now on.
            for refund in events::list_refunds(tx, event.id)? {
                if (refund.participant_id, refund.referrer_id) != (event.participant_id, event.referrer_id) {
                    let (participant_id, referrer_id) = (event.participant_id, event.referrer_id);
                    events::settle(tx, &Event { participant_id, referrer_id, ..refund }, now)?;
                }
            }
        }
        _ => {}
    }
    if event.state == EventState::Unattributed {
        announce(tx, Announcement::EventUnattributed(event), now)?;
    }
    follow::event(tx, &app.config.program.zone(), event, now)
}

/// Lists events as unattributed that have waited for a week; returns whether there may be more.
pub fn stop_waiting(app: &App, now: Timestamp) -> store::Result<bool> {
    app.db.write(|tx| {
        let stopped = events::stop_waiting(tx, now.minus(WAIT_SECONDS), now)?;
        for event in &stopped {
            announce(tx, Announcement::EventUnattributed(event), now)?;
        }
        Ok(!stopped.is_empty())
    })
}
