//! What becomes of an event: found or made participant, credited referrer, purchase of a refund.

use crate::actions::program::{ProgramResult, attribute, event_input::EventOrigin, new_participant, refund};
use crate::actions::waitlist;
use crate::app::App;
use crate::domain::event::{EventReason, EventState, EventType};
use crate::domain::participant::{ExternalId, ParticipantName};
use crate::domain::timestamp::Timestamp;
use crate::store::events::{self, Event};
use crate::store::{self, Transaction, attributions, event_names};

/// Decides state and reason of an event, new or waiting, from what is known now. `Err` of a refund
/// says what is wrong with it. Writes nothing of the event itself.
pub(super) fn decide(
    app: &App,
    tx: &Transaction,
    event: &mut Event,
    now: Timestamp,
) -> store::Result<Result<(), EventReason>> {
    if event.r#type == EventType::Refund {
        let Some(purchase) = purchase_of(tx, event)? else {
            (event.state, event.why) = (EventState::Waiting, EventReason::PurchaseUnknown);
            return Ok(Ok(()));
        };
        return Ok(refund::apply(event, &purchase));
    }
    let Some(participant) = event.participant_id else {
        (event.state, event.why) = (EventState::Waiting, EventReason::ParticipantUnknown);
        return Ok(Ok(()));
    };
    event.waits_for_participant = None;
    let referral = attributions::find_standing(tx, participant)?;
    event.referrer_id = referral.as_ref().and_then(|referral| referral.referrer_id);
    let (state, why) = match (event.r#type, &referral) {
        (EventType::Signup, None) => signup(app, tx, event, participant, now)?,
        // It was told before the participant got the referrer.
        (EventType::Signup, Some(_)) if event.state == EventState::Unattributed => {
            (EventState::Counted, EventReason::Referred)
        }
        (EventType::Signup, Some(_)) => (EventState::Counted, EventReason::AlreadyReferred),
        (_, Some(_)) if event.referrer_id.is_some() => (EventState::Counted, EventReason::Referred),
        _ => (EventState::Unattributed, EventReason::NoReferrer),
    };
    (event.state, event.why) = (state, why);
    let confirms = match event.r#type {
        EventType::Signup => !event.is_unconfirmed,
        other => other == EventType::Confirmed,
    };
    if confirms {
        attribute::confirm(tx, participant, now)?;
        waitlist::join(tx, &app.config.program, participant, now)?;
    }
    Ok(Ok(()))
}

/// A signup of a participant without a referrer.
fn signup(
    app: &App,
    tx: &Transaction,
    event: &mut Event,
    participant: i64,
    now: Timestamp,
) -> store::Result<(EventState, EventReason)> {
    let why = match &event.code {
        None => EventReason::NoReferrer,
        Some(_) if events::bought_while_known(tx, participant, event.occurred_at)? => EventReason::NotNew,
        Some(code) => attribute::credit_code(app, tx, participant, code, now)?,
    };
    if why != EventReason::Code {
        return Ok((EventState::Unattributed, why));
    }
    event.referrer_id = attributions::find_referrer(tx, participant)?;
    Ok((EventState::Counted, why))
}

/// The purchase that a refund is of, once it is known.
fn purchase_of(tx: &Transaction, refund: &Event) -> store::Result<Option<Event>> {
    let id = match (refund.purchase_id, &refund.waits_for_purchase) {
        (Some(id), _) => Some(id),
        (None, Some(name)) => event_names::find(tx, EventType::Purchase.name(), name)?,
        (None, None) => None,
    };
    id.map_or(Ok(None), |id| events::find_by_id(tx, id))
}

/// The participant that an event names. A signup makes one who is unknown; whether it did is the
/// second value.
pub(super) fn find_or_make(
    tx: &Transaction,
    name: &ParticipantName,
    r#type: EventType,
    occurred_at: Timestamp,
    origin: EventOrigin,
    now: Timestamp,
) -> ProgramResult<(Option<i64>, bool)> {
    if let Some(id) = store::participants::find_id(tx, name)? {
        return Ok((Some(id), false));
    }
    match (r#type, name) {
        (EventType::Signup, ParticipantName::External(external)) => {
            let id = make(tx, external, occurred_at, origin, now)?;
            Ok((Some(id), true))
        }
        _ => Ok((None, false)),
    }
}

fn make(
    tx: &Transaction,
    external: &ExternalId,
    came_at: Timestamp,
    origin: EventOrigin,
    now: Timestamp,
) -> ProgramResult<i64> {
    let id = store::participants::insert(tx, Some(external), origin.key_id, Some(came_at), now)?;
    new_participant::finish_new(tx, id, origin.key_id, None, now)?;
    Ok(id)
}
