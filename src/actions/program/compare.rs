//! A reported event against the stored one that has its name: the same again, or something else.

use crate::actions::program::event_input::EventInput;
use crate::domain::code::CodeInput;
use crate::domain::event::{EventState, EventType};
use crate::domain::participant::ParticipantName;
use crate::store::events::Event;
use crate::store::{self, Connection, event_names, participants, users};

/// Fields whose value differs, as far as they were told. An event that waits takes what it lacks.
pub(super) fn differing_fields(
    conn: &Connection,
    event: &Event,
    input: &EventInput,
) -> store::Result<Vec<&'static str>> {
    let waits = event.state == EventState::Waiting || event.waits_for_participant.is_some();
    let mut wrong = Vec::new();
    let mut compare = |field, is_same: bool| {
        if !is_same {
            wrong.push(field);
        }
    };
    if let Some(told) = &input.participant {
        compare("participant", is_same_participant(conn, event, told)?);
    }
    // A refund's currency is its purchase's, which it may leave out.
    let differs = |known: Option<&str>, told: &str| known.map_or(!waits, |known| known != told);
    if let Some(told) = input.amount {
        compare("amount", event.amount.map_or(waits, |known| known == told));
    }
    if let Some(told) = input.currency {
        compare("currency", !differs(event.currency.as_deref(), told.code()));
    }
    if let Some(told) = &input.of {
        let purchase = event_names::find(conn, EventType::Purchase.name(), told)?;
        let is_same = match event.purchase_id {
            Some(known) => purchase == Some(known),
            None => event.waits_for_purchase.as_deref() == Some(told),
        };
        compare("of", is_same);
    }
    if let Some(told) = input.refunded_in_all {
        compare("refunded_in_all", event.refunded_in_all.map_or(waits, |known| known == told));
    }
    if let Some(told) = &input.name {
        compare("name", !differs(event.name.as_deref(), told));
    }
    if let Some(told) = &input.code {
        let is_erased = match event.participant_id {
            Some(id) => users::find_by_id(conn, id)?.is_none(),
            None => false,
        };
        let is_same = event.code.as_ref().map_or(waits || is_erased, |known| is_same_code(known, told));
        compare("code", is_same);
    }
    Ok(wrong)
}

fn is_same_participant(conn: &Connection, event: &Event, told: &ParticipantName) -> store::Result<bool> {
    let told_id = participants::find_id(conn, told)?;
    match (event.participant_id, told_id) {
        (Some(known), Some(told)) => Ok(known == told),
        // An erased participant has no names left to compare.
        (Some(known), None) => Ok(users::find_by_id(conn, known)?.is_none()),
        // Stripe's customer may turn out to be the program's participant.
        (None, Some(_)) => {
            let awaited = event.waits_for_participant.as_deref().unwrap_or("");
            Ok(awaited.is_empty() || awaited == told.text() || awaited.starts_with("cus_"))
        }
        (None, None) => Ok(event.waits_for_participant.as_ref().is_none_or(|known| *known == told.text())),
    }
}

fn is_same_code(known: &str, told: &str) -> bool {
    known == told
        || match (CodeInput::read(known), CodeInput::read(told)) {
            (CodeInput::Possible(known), CodeInput::Possible(told)) => known == told,
            _ => false,
        }
}
