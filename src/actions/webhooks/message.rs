//! A message, frozen as each endpoint takes it.

use serde::Serialize;
use serde_json::{Value, json};

use crate::crypto::tokens;
use crate::domain::program::unit::Unit;
use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::{WebhookFormat, WebhookType};
use crate::i18n::Lang;
use crate::store::webhook_deliveries::{self, NewDelivery};
use crate::store::webhooks::Webhook;
use crate::store::{self, Transaction, ledger};

/// What a message tells of.
pub struct Content {
    /// JSON.
    pub object: Value,
    /// The people in it, by number.
    pub about: [Option<i64>; 2],
}

/// Writes one message for each of the endpoints; to a disabled one it is dead, and may be replayed.
pub fn write(
    tx: &Transaction,
    r#type: WebhookType,
    content: Content,
    to: &[Webhook],
    now: Timestamp,
) -> store::Result<()> {
    let message = tokens::webhook_message();
    let mut object = content.object;
    let version = ledger::last_seq(tx)?;
    object.as_object_mut().expect("an object").insert("version".to_owned(), version.into());
    for webhook in to {
        let body = body(webhook, r#type, &object, now);
        let new = NewDelivery {
            webhook_id: webhook.id,
            message: &message,
            r#type: r#type.name(),
            body: &body,
            about: content.about,
            is_dead: webhook.disabled_at.is_some(),
        };
        webhook_deliveries::insert(tx, &new, now)?;
    }
    Ok(())
}

/// A message as Standard Webhooks have it.
#[derive(Serialize)]
struct Message<'a> {
    r#type: &'a str,
    timestamp: String,
    data: &'a Value,
}

fn body(webhook: &Webhook, r#type: WebhookType, object: &Value, now: Timestamp) -> String {
    let said = || sentence(Lang::from_code(&webhook.lang).unwrap_or(Lang::OPERATOR), r#type, object);
    match webhook.format {
        WebhookFormat::Standard => {
            let whole = Message { r#type: r#type.name(), timestamp: now.rfc3339(), data: object };
            return serde_json::to_string(&whole).expect("a message serializes");
        }
        // Slack reads these three as its own markup.
        WebhookFormat::Slack => {
            let text = said().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            json!({ "text": text })
        }
        WebhookFormat::Discord => json!({ "content": said(), "allowed_mentions": { "parse": [] } }),
        WebhookFormat::Telegram => json!({ "chat_id": webhook.chat_id, "text": said() }),
    }
    .to_string()
}

/// The key of a type's sentence.
pub const fn sentence_key(r#type: WebhookType) -> &'static str {
    match r#type {
        WebhookType::ParticipantCreated => "webhook-says-participant-created",
        WebhookType::ParticipantAdmitted => "webhook-says-participant-admitted",
        WebhookType::ParticipantErased => "webhook-says-participant-erased",
        WebhookType::ReferralRegistered => "webhook-says-referral-registered",
        WebhookType::ReferralConfirmed => "webhook-says-referral-confirmed",
        WebhookType::ReferralRejected => "webhook-says-referral-rejected",
        WebhookType::EventUnattributed => "webhook-says-event-unattributed",
        WebhookType::RewardCreated => "webhook-says-reward-created",
        WebhookType::RewardApproved => "webhook-says-reward-approved",
        WebhookType::RewardHeld => "webhook-says-reward-held",
        WebhookType::RewardReleased => "webhook-says-reward-released",
        WebhookType::RewardVoided => "webhook-says-reward-voided",
        WebhookType::RewardReversed => "webhook-says-reward-reversed",
        WebhookType::RewardFulfilled => "webhook-says-reward-fulfilled",
        WebhookType::PayoutApproved => "webhook-says-payout-approved",
        WebhookType::PayoutPaid => "webhook-says-payout-paid",
        WebhookType::PayoutFailed => "webhook-says-payout-failed",
        WebhookType::PayoutCanceled => "webhook-says-payout-canceled",
        WebhookType::ReviewOpened => "webhook-says-review-opened",
        WebhookType::EndpointDisabled => "webhook-says-endpoint-disabled",
        WebhookType::Ping => "webhook-says-ping",
    }
}

/// One sentence for people. People in it are numbers and the program's ids.
fn sentence(lang: Lang, r#type: WebhookType, object: &Value) -> String {
    let name = |person: &Value| match (&person["external_id"], &person["id"]) {
        (Value::String(external), _) => external.clone(),
        (_, id) => id.as_str().unwrap_or("—").to_owned(),
    };
    let text = |field: &str| object[field].as_str().unwrap_or("—").to_owned();
    let who = match (&object["to"], &object["participant"]) {
        (Value::String(name), _) | (_, Value::String(name)) => name.clone(),
        (_, person @ Value::Object(_)) => name(person),
        _ => name(object),
    };
    let amount = object["unit"].as_str().and_then(Unit::from_name).map_or_else(String::new, |unit| {
        format!("{} {unit}", unit.decimal(object["amount"].as_i64().unwrap_or(0)))
    });
    let values = [
        ("who", who.into()),
        ("referrer", name(&object["referrer"]).into()),
        ("id", text("id").into()),
        ("amount", amount.into()),
        ("host", text("host").into()),
    ];
    lang.format(sentence_key(r#type), &values)
}
