//! An event is told: it is new, known, or joins two that are known.

use crate::actions::program::event_input::{EventInput, EventOrigin};
use crate::actions::program::{ProgramError, ProgramResult, compare, payments, settle, waiting};
use crate::app::App;
use crate::domain::event::{EventReason, EventSource, EventState, EventType};
use crate::domain::participant::ParticipantName;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::events::{self, Event};
use crate::store::{self, Transaction, event_names, participants};

/// The event as it is now.
pub struct RecordedEvent {
    pub event: Event,
    /// It was told before.
    pub replayed: bool,
}

/// Stores an event, or finds the one that has one of its names.
pub fn record(
    app: &App,
    tx: &Transaction,
    origin: EventOrigin,
    input: &EventInput,
    now: Timestamp,
) -> ProgramResult<RecordedEvent> {
    if input.r#type != EventType::Purchase {
        return record_named(app, tx, origin, input, now);
    }
    // Stripe may have told other names of the payment, and what was taken back of it.
    let mut whole = input.clone();
    store::stripe::complete_names(tx, &mut whole.names)?;
    let recorded = record_named(app, tx, origin, &whole, now)?;
    if !store::stripe::knows_of_any(tx)? {
        return Ok(recorded);
    }
    let stripe = EventOrigin { source: EventSource::Stripe, key_id: None };
    payments::apply(tx, recorded.event.id, now, |refund| {
        record_named(app, tx, stripe, refund, now).map(|_| ())
    })?;
    let event = events::find_by_id(tx, recorded.event.id)?.unwrap_or(recorded.event);
    Ok(RecordedEvent { event, ..recorded })
}

fn record_named(
    app: &App,
    tx: &Transaction,
    origin: EventOrigin,
    input: &EventInput,
    now: Timestamp,
) -> ProgramResult<RecordedEvent> {
    let mut known: Vec<i64> = Vec::new();
    for name in &input.names {
        known.extend(event_names::find(tx, input.r#type.name(), name)?);
    }
    known.sort_unstable();
    known.dedup();
    match known.as_slice() {
        [] => record_new(app, tx, origin, input, now),
        [first, rest @ ..] => record_again(app, tx, origin, input, *first, rest, now),
    }
}

fn record_new(
    app: &App,
    tx: &Transaction,
    origin: EventOrigin,
    input: &EventInput,
    now: Timestamp,
) -> ProgramResult<RecordedEvent> {
    let occurred_at = input.occurred_at.unwrap_or(now);
    let (participant_id, is_made) = match &input.participant {
        Some(name) => settle::find_or_make(tx, name, input.r#type, occurred_at, origin, now)?,
        None => (None, false),
    };
    let is_signup = input.r#type == EventType::Signup;
    if is_signup && participant_id.is_none() {
        // A number, or a customer of Stripe's, is no name to make a participant by.
        return Err(ProgramError::field("participant", ValidationError::UnknownParticipant));
    }
    if let Some(id) = participant_id.filter(|_| is_signup && !is_made) {
        participants::set_came_at(tx, id, occurred_at)?;
    }
    let awaited = input.participant.as_ref().filter(|_| participant_id.is_none());
    let is_refund = input.r#type == EventType::Refund;
    let mut event = Event {
        id: 0,
        r#type: input.r#type,
        name: input.name.clone(),
        participant_id: participant_id.filter(|_| !is_refund),
        referrer_id: None,
        purchase_id: None,
        waits_for_participant: awaited.filter(|_| !is_refund).map(ParticipantName::text),
        waits_for_purchase: input.of.clone(),
        was_early: awaited.is_some() && !is_refund,
        amount: input.amount,
        currency: input.currency.map(|currency| currency.code().to_owned()),
        refunded_in_all: input.refunded_in_all,
        code: input.code.clone(),
        metadata: input.metadata.clone(),
        occurred_at,
        received_at: now,
        source: origin.source,
        key_id: origin.key_id,
        state: EventState::Waiting,
        why: EventReason::ParticipantUnknown,
        refunded_sum: 0,
        refunded_most: 0,
        disputed_at: None,
        dispute_lost: 0,
        is_unconfirmed: is_signup && !input.confirmed,
    };
    settle::decide(app, tx, &mut event, now)?.map_err(|why| refund_error(why, input))?;
    let event = events::insert(tx, event, now)?;
    for name in &input.names {
        event_names::insert(tx, event.r#type.name(), name, event.id)?;
    }
    waiting::after_settling(app, tx, &event, now)?;
    if let Some(id) = event.participant_id.filter(|_| is_signup) {
        if event.why == EventReason::Code {
            waiting::credit_again(app, tx, id, Some(occurred_at), now)?;
        }
        if is_made {
            waiting::settle_for_participant(app, tx, id, now)?;
        }
    }
    Ok(RecordedEvent { event, replayed: false })
}

/// What is wrong with a refund, as a problem of the request.
fn refund_error(why: EventReason, input: &EventInput) -> ProgramError {
    match (why, input.amount) {
        (EventReason::CurrencyDiffers, _) => {
            ProgramError::field("currency", ValidationError::CurrencyDiffers)
        }
        (_, Some(_)) => ProgramError::field("amount", ValidationError::RefundExceeds),
        (_, None) => ProgramError::field("refunded_in_all", ValidationError::RefundExceeds),
    }
}

fn record_again(
    app: &App,
    tx: &Transaction,
    origin: EventOrigin,
    input: &EventInput,
    first: i64,
    rest: &[i64],
    now: Timestamp,
) -> ProgramResult<RecordedEvent> {
    let found = |id| events::find_by_id(tx, id)?.ok_or(store::Error::QueryReturnedNoRows);
    let mut event = found(first)?;
    let later: Vec<Event> = rest.iter().map(|id| found(*id)).collect::<store::Result<_>>()?;
    for known in std::iter::once(&event).chain(&later) {
        let fields = compare::differing_fields(tx, known, input)?;
        if !fields.is_empty() {
            return Err(ProgramError::EventConflict { fields, known: known.id });
        }
    }
    let learnt = learn_names(tx, &event, input)?;
    for duplicate in later {
        join(app, tx, &mut event, duplicate, now)?;
    }
    if complete(tx, &mut event, input, origin, now)? {
        waiting::settle_again(app, tx, event, now)?;
    } else if learnt && event.r#type == EventType::Purchase {
        waiting::settle_for_purchase(app, tx, &event, now)?;
    }
    Ok(RecordedEvent { event: found(first)?, replayed: true })
}

/// Gives the event the names that it did not have; true if there were any.
fn learn_names(tx: &Transaction, event: &Event, input: &EventInput) -> store::Result<bool> {
    let r#type = event.r#type.name();
    let mut learnt = false;
    for name in &input.names {
        if event_names::find(tx, r#type, name)?.is_none() {
            event_names::insert(tx, r#type, name, event.id)?;
            learnt = true;
        }
    }
    Ok(learnt)
}

/// Two events proved to be one: the later is refused, its names and refunds are the earlier one's.
fn join(
    app: &App,
    tx: &Transaction,
    event: &mut Event,
    duplicate: Event,
    now: Timestamp,
) -> store::Result<()> {
    event_names::move_all(tx, duplicate.id, event.id)?;
    let refunds = events::list_refunds(tx, duplicate.id)?;
    for refund in refunds {
        let moved = Event {
            purchase_id: None,
            waits_for_purchase: event_names::list(tx, event.id)?.into_iter().next(),
            state: EventState::Waiting,
            why: EventReason::PurchaseUnknown,
            ..refund
        };
        events::settle(tx, &moved, now)?;
        events::add_refunds_up(tx, duplicate.id)?;
        waiting::settle_again(app, tx, moved, now)?;
    }
    let refused = Event {
        state: EventState::Refused,
        why: EventReason::Duplicate,
        waits_for_participant: None,
        waits_for_purchase: None,
        ..duplicate
    };
    events::settle(tx, &refused, now)?;
    waiting::after_settling(app, tx, &refused, now)
}

/// Gives an event that waits what it lacks; true if it got anything.
fn complete(
    tx: &Transaction,
    event: &mut Event,
    input: &EventInput,
    origin: EventOrigin,
    now: Timestamp,
) -> ProgramResult<bool> {
    if event.waits_for_participant.is_none() && event.waits_for_purchase.is_none() {
        return Ok(false);
    }
    let before = (event.participant_id, event.amount, event.refunded_in_all, event.currency.is_some());
    if let (Some(name), None) = (&input.participant, event.participant_id) {
        let (id, _) = settle::find_or_make(tx, name, event.r#type, event.occurred_at, origin, now)?;
        event.participant_id = id;
    }
    event.amount = event.amount.or(input.amount);
    event.refunded_in_all = event.refunded_in_all.or(input.refunded_in_all);
    let currency = || input.currency.map(|currency| currency.code().to_owned());
    event.currency = event.currency.take().or_else(currency);
    event.code = event.code.take().or_else(|| input.code.clone());
    Ok(before != (event.participant_id, event.amount, event.refunded_in_all, event.currency.is_some()))
}
