//! What messages tell of, as the API shows it, without addresses and names of people: these are their
//! numbers and the program's own ids.

use serde_json::{Map, Value, json};

use crate::domain::event;
use crate::domain::participant::number;
use crate::domain::payout_state;
use crate::domain::reward;
use crate::domain::webhook;
use crate::store::events::Event;
use crate::store::payouts::{self, Payout};
use crate::store::rewards::Reward;
use crate::store::webhooks::Webhook;
use crate::store::{self, Connection, attributions, participants, rules, waitlist};

/// `id` and `external_id` of a user; the latter is null for one who has none, or is erased.
pub fn person(conn: &Connection, id: i64) -> store::Result<Value> {
    let external_id = participants::find_by_id(conn, id)?.and_then(|found| found.external_id);
    Ok(json!({ "id": number(id), "external_id": external_id }))
}

/// A participant without what names the person.
pub fn participant(conn: &Connection, id: i64) -> store::Result<Value> {
    let Some(found) = participants::find_by_id(conn, id)? else { return person(conn, id) };
    let referrer = attributions::find_referrer(conn, id)?;
    let admitted_at = waitlist::find(conn, id)?.and_then(|entry| entry.admitted_at);
    Ok(json!({
        "id": number(id),
        "external_id": found.external_id,
        "group": found.group_label,
        "state": if found.disabled_at.is_some() { "disabled" } else { "active" },
        "referred_by": referrer.map(|id| participants::name_of(conn, id)).transpose()?,
        "created_at": found.date.rfc3339(),
        "admitted_at": admitted_at.map(|at| at.rfc3339()),
    }))
}

/// The referral of a user, and its referrer's number.
pub fn referral(conn: &Connection, referee: i64) -> store::Result<Option<(Value, Option<i64>)>> {
    let Some(found) = attributions::find_by_referee(conn, referee)? else { return Ok(None) };
    let object = json!({
        "id": number(referee),
        "participant": person(conn, referee)?,
        "referrer": found.referrer_id.map(|id| person(conn, id)).transpose()?,
        "code": found.referral_code,
        "state": found.status.name(),
        "review": found.review,
        "registered_at": found.registered_at.rfc3339(),
        "confirmed_at": found.confirmed_at.map(|at| at.rfc3339()),
    });
    Ok(Some((object, found.referrer_id)))
}

/// An event without its metadata, which may name people.
pub fn event(conn: &Connection, event: &Event) -> store::Result<Value> {
    let name = match event.participant_id {
        Some(id) => Some(participants::name_of(conn, id)?),
        None => event.waits_for_participant.clone(),
    };
    Ok(json!({
        "id": event::number(event.id),
        "type": event.r#type.name(),
        "state": event.state.name(),
        "why": event.why.name(),
        "participant": name,
        "people": people(conn, event.participant_id)?,
        "name": event.name,
        "amount": event.amount,
        "currency": event.currency,
        "code": event.code,
        "occurred_at": event.occurred_at.rfc3339(),
        "received_at": event.received_at.rfc3339(),
    }))
}

/// `id` and `external_id` of those that the object names.
fn people(conn: &Connection, ids: impl IntoIterator<Item = i64>) -> store::Result<Vec<Value>> {
    ids.into_iter().map(|id| person(conn, id)).collect()
}

/// A reward as programs read one.
pub fn reward_json(conn: &Connection, reward: &Reward) -> store::Result<Value> {
    let mut object = Map::new();
    let mut add = |name: &str, value: Value| object.insert(name.to_owned(), value);
    add("id", reward::number(reward.id).into());
    add("to", participants::name_of(conn, reward.beneficiary_id)?.into());
    add("unit", reward.unit.clone().into());
    add("amount", reward.amount.into());
    add("reversed", reward.reversed.into());
    add("state", reward.state.name().into());
    if let Some(why) = reward.why {
        add("why", why.name().into());
    }
    if reward.state.is_open() {
        add("hold_until", reward.hold_until.rfc3339().into());
    }
    if let Some(step) = reward.step {
        add("step", step.into());
    }
    if let Some((rule, version)) = reward.version_id.map(|id| rules::name_of_version(conn, id)).transpose()? {
        add("rule", rule.into());
        add("version", version.into());
    }
    if let Some(given_as) = &reward.given_as {
        add("given_as", given_as.clone().into());
        add("reason", reward.reason.clone().into());
    }
    Ok(Value::Object(object))
}

/// A reward as a message has it: `version` is the message's, so the rule's is `rule_version`, and what
/// an admin wrote is left out.
pub fn reward(conn: &Connection, reward: &Reward) -> store::Result<Value> {
    let mut object = reward_json(conn, reward)?;
    let fields = object.as_object_mut().expect("an object");
    fields.shift_remove("reason");
    if let Some(version) = fields.shift_remove("version") {
        fields.insert("rule_version".to_owned(), version);
    }
    fields.insert("event".to_owned(), reward.event_id.map(event::number).into());
    fields.insert("people".to_owned(), people(conn, [reward.beneficiary_id])?.into());
    Ok(object)
}

/// A payout without its reference and reason, which people wrote.
pub fn payout(conn: &Connection, payout: &Payout) -> store::Result<Value> {
    let line = |line: payouts::Line| json!({ "reward": reward::number(line.reward), "amount": line.amount });
    let lines = payouts::lines(conn, payout.id)?;
    Ok(json!({
        "id": payout_state::number(payout.id),
        "participant": participants::name_of(conn, payout.participant_id)?,
        "people": people(conn, [payout.participant_id])?,
        "unit": payout.unit,
        "amount": payout.amount,
        "state": payout.state.name(),
        "until": payout.until.rfc3339(),
        "line_count": lines.len(),
        // A message is small, so the first of many.
        "lines": lines.into_iter().take(MAX_LINES).map(line).collect::<Vec<_>>(),
    }))
}

/// Lines of a payout in a message, so that it stays below 20 kB.
const MAX_LINES: usize = 200;

/// An endpoint without its path, which may be a secret.
pub fn endpoint(of: &Webhook) -> Value {
    json!({
        "id": webhook::number(of.id),
        "host": webhook::host(&of.url),
        "disabled_at": of.disabled_at.map(|at| at.rfc3339()),
        "disabled_why": of.disabled_why.map(|why| why.name()),
    })
}
