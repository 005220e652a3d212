//! An event as programs read one.

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::actions::rewards::follow;
use crate::domain::event::{self, EventType};
use crate::store::events::Event;
use crate::store::{self, Connection, attributions, event_names, participants};

#[derive(Serialize)]
pub struct EventJson {
    /// `evt_81`.
    id: String,
    r#type: &'static str,
    state: &'static str,
    why: &'static str,
    /// In the answer to a POST: it was told before.
    #[serde(skip_serializing_if = "Option::is_none")]
    replayed: Option<bool>,
    /// What programs call the participant, known or awaited.
    participant: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    referral: Option<ReferralJson>,
    rewards: Vec<Value>,
    not_rewarded: Vec<Value>,
    /// Of a refund.
    #[serde(skip_serializing_if = "Option::is_none")]
    reversed: Option<Vec<Value>>,
    names: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<String>,
    /// Of a refund: its purchase, known or awaited.
    #[serde(skip_serializing_if = "Option::is_none")]
    of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    refunded_in_all: Option<i64>,
    /// Of a purchase: what was taken back.
    #[serde(skip_serializing_if = "Option::is_none")]
    refunded: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    metadata: Option<Box<RawValue>>,
    occurred_at: String,
    received_at: String,
}

#[derive(Serialize)]
struct ReferralJson {
    /// What programs call the referrer.
    referrer: String,
    code: Option<String>,
    /// `registered`, `confirmed`, `held`, `frozen` or `rejected`.
    state: &'static str,
}

impl EventJson {
    pub fn load(conn: &Connection, event: Event, replayed: Option<bool>) -> store::Result<EventJson> {
        let outcome = follow::outcome(conn, &event)?;
        let participant = match event.participant_id {
            Some(id) => Some(participants::name_of(conn, id)?),
            None => event.waits_for_participant.clone(),
        };
        let referral = match (event.participant_id, event.referrer_id) {
            (Some(id), Some(referrer)) if event.r#type != EventType::Refund => referral(conn, id, referrer)?,
            _ => None,
        };
        let is = |r#type| event.r#type == r#type;
        Ok(EventJson {
            id: event::number(event.id),
            r#type: event.r#type.name(),
            state: event.state.name(),
            why: event.why.name(),
            replayed,
            participant,
            referral,
            rewards: outcome.rewards,
            not_rewarded: outcome.not_rewarded,
            reversed: is(EventType::Refund).then_some(outcome.reversed),
            names: event_names::list(conn, event.id)?,
            of: event.purchase_id.map(event::number).or_else(|| event.waits_for_purchase.clone()),
            refunded: is(EventType::Purchase).then(|| event.refunded()),
            name: event.name,
            amount: event.amount,
            currency: event.currency,
            refunded_in_all: event.refunded_in_all,
            code: event.code,
            metadata: event.metadata.and_then(|text| RawValue::from_string(text).ok()),
            occurred_at: event.occurred_at.rfc3339(),
            received_at: event.received_at.rfc3339(),
        })
    }
}

fn referral(conn: &Connection, participant: i64, referrer: i64) -> store::Result<Option<ReferralJson>> {
    let Some(found) = attributions::find_by_referee(conn, participant)? else { return Ok(None) };
    Ok(Some(ReferralJson {
        referrer: participants::name_of(conn, referrer)?,
        code: found.referral_code,
        state: found.status.name(),
    }))
}
