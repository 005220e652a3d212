//! Endpoints: made, changed, deleted, tried and replayed to, by a program or an operator. Each takes the
//! caller's transaction, because the answer to a request is kept with its effect.

use serde_json::json;
use url::Url;

use crate::actions::accounts_admin::{is_still_admin, record_admin_action};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::actions::webhooks::address::AddressPolicy;
use crate::actions::webhooks::message::{self, Content};
use crate::app::App;
use crate::crypto::{tokens, webhook_signature};
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::unicode::clean_line;
use crate::domain::validation::ValidationError;
use crate::domain::webhook::{DeliveryState, WantedTypes, WebhookFormat, WebhookType, number};
use crate::store::Transaction;
use crate::store::audit::{AuditEvent, AuditSource};
use crate::store::webhook_deliveries;
use crate::store::webhook_replays::{self, Replay};
use crate::store::webhooks::{self, NewWebhook, Webhook};

/// Endpoints of an installation, so that a change writes a bounded number of messages.
pub const MAX_ENDPOINTS: i64 = 100;

/// Seconds for which the secret before a rotation signs too.
const OLD_SECRET_SECONDS: i64 = DAY;

/// Characters of a chat's id.
pub const MAX_CHAT_CHARS: usize = 100;

/// Where this installation may send webhooks.
pub fn policy(app: &App) -> AddressPolicy {
    AddressPolicy { allow_private: app.config.webhooks.allow_private, allow_loopback: app.is_test }
}

/// A new endpoint, as it is asked for.
pub struct EndpointInput {
    pub url: Url,
    pub types: WantedTypes,
    pub format: WebhookFormat,
    /// Of Telegram.
    pub chat_id: Option<String>,
}

/// What changes of an endpoint; `None` stays.
#[derive(Default)]
pub struct EndpointChange {
    pub url: Option<Url>,
    pub types: Option<WantedTypes>,
    pub chat_id: Option<String>,
    pub enable: bool,
}

/// A chat's id as Telegram has it: a number, or `@name`.
pub fn parse_chat(text: &str) -> Result<String, ValidationError> {
    let text = clean_line(text)?;
    match text.chars().count() {
        0 => Err(ValidationError::Empty),
        n if n > MAX_CHAT_CHARS => Err(ValidationError::TooLong(MAX_CHAT_CHARS)),
        _ => Ok(text),
    }
}

/// Makes an endpoint; returns it and its secret as text, which is shown this once. `lang` is that of
/// sentences for people.
pub fn create(
    tx: &Transaction,
    input: &EndpointInput,
    lang: &str,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<(Webhook, String)> {
    check_admin(tx, by)?;
    if input.format == WebhookFormat::Telegram && input.chat_id.is_none() {
        return Err(ProgramError::field("chat_id", ValidationError::Missing));
    }
    if webhooks::count(tx)? >= MAX_ENDPOINTS {
        return Err(ProgramError::conflict("url", ValidationError::StateForbids));
    }
    let secret = tokens::random_bytes::<32>();
    let new = NewWebhook {
        url: input.url.as_str(),
        types: &input.types,
        format: input.format,
        chat_id: input.chat_id.as_deref(),
        lang,
        secret: &secret,
    };
    let id = webhooks::insert(tx, &new, now)?;
    record_admin_action(tx, AuditEvent::WebhookAdded, &about(id), by, now)?;
    Ok((find(tx, id)?, webhook_signature::secret_text(&secret)))
}

/// Changes an endpoint; returns it.
pub fn change(
    tx: &Transaction,
    id: i64,
    change: EndpointChange,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<Webhook> {
    check_admin(tx, by)?;
    let stored = find(tx, id)?;
    let changed = Webhook {
        url: change.url.map_or(stored.url, String::from),
        types: change.types.unwrap_or(stored.types),
        chat_id: change.chat_id.or(stored.chat_id),
        ..stored
    };
    webhooks::update(tx, &changed)?;
    if change.enable {
        webhooks::enable(tx, id)?;
    }
    record_admin_action(tx, AuditEvent::WebhookChanged, &about(id), by, now)?;
    find(tx, id)
}

/// Deletes an endpoint with its deliveries.
pub fn delete(tx: &Transaction, id: i64, by: &AuditSource, now: Timestamp) -> ProgramResult<()> {
    check_admin(tx, by)?;
    if !webhooks::delete(tx, id)? {
        return Err(ProgramError::NotFound);
    }
    record_admin_action(tx, AuditEvent::WebhookDeleted, &about(id), by, now)?;
    Ok(())
}

/// Replaces the secret; returns the endpoint and the new one. The one so far signs too for a day.
pub fn rotate(
    tx: &Transaction,
    id: i64,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<(Webhook, String)> {
    check_admin(tx, by)?;
    find(tx, id)?;
    let secret = tokens::random_bytes::<32>();
    webhooks::rotate(tx, id, &secret, now.plus(OLD_SECRET_SECONDS))?;
    record_admin_action(tx, AuditEvent::WebhookRotated, &about(id), by, now)?;
    Ok((find(tx, id)?, webhook_signature::secret_text(&secret)))
}

/// Writes a message that shows whether the endpoint answers.
pub fn ping(tx: &Transaction, id: i64, by: &AuditSource, now: Timestamp) -> ProgramResult<()> {
    check_admin(tx, by)?;
    let webhook = find_enabled(tx, id)?;
    let content = Content { object: json!({ "id": number(id) }), about: [None, None] };
    message::write(tx, WebhookType::Ping, content, &[webhook], now)?;
    Ok(())
}

/// What a replay takes.
#[derive(Clone, Debug, Default)]
pub struct ReplayInput {
    /// By default a day ago.
    pub since: Option<Timestamp>,
    /// By default now.
    pub until: Option<Timestamp>,
    /// By default all.
    pub types: Option<WantedTypes>,
    /// By default any.
    pub state: Option<DeliveryState>,
}

/// Notes that messages of the past are to be sent again, under their ids; a job does it.
pub fn replay(
    tx: &Transaction,
    id: i64,
    input: &ReplayInput,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<()> {
    check_admin(tx, by)?;
    find_enabled(tx, id)?;
    let types = input.types.as_ref().map_or("", |types| types.as_str());
    let new = Replay {
        id: 0,
        webhook_id: id,
        since: input.since.unwrap_or_else(|| now.minus(DAY)),
        until: input.until.unwrap_or(now),
        types: if types == WantedTypes::ALL { String::new() } else { types.to_owned() },
        state: input.state,
        done_to: 0,
    };
    webhook_replays::insert(tx, &new)?;
    record_admin_action(tx, AuditEvent::WebhookReplayed, &about(id), by, now)?;
    Ok(())
}

/// Makes deliveries of the endpoint due again; returns how many of them have a body still.
pub fn replay_chosen(
    tx: &Transaction,
    id: i64,
    deliveries: &[i64],
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<usize> {
    check_admin(tx, by)?;
    find_enabled(tx, id)?;
    let mut replayed = 0;
    for delivery in deliveries {
        if webhook_deliveries::find(tx, *delivery)?.is_some_and(|found| found.webhook_id == id) {
            replayed += usize::from(webhook_deliveries::replay_one(tx, *delivery, now)?);
        }
    }
    if replayed > 0 {
        record_admin_action(tx, AuditEvent::WebhookReplayed, &about(id), by, now)?;
    }
    Ok(replayed)
}

fn find(tx: &Transaction, id: i64) -> ProgramResult<Webhook> {
    webhooks::find(tx, id)?.ok_or(ProgramError::NotFound)
}

/// To a disabled one nothing is sent.
fn find_enabled(tx: &Transaction, id: i64) -> ProgramResult<Webhook> {
    let webhook = find(tx, id)?;
    match webhook.disabled_at {
        None => Ok(webhook),
        Some(_) => Err(ProgramError::conflict("disabled_at", ValidationError::StateForbids)),
    }
}

fn check_admin(tx: &Transaction, by: &AuditSource) -> ProgramResult<()> {
    if is_still_admin(tx, by)? { Ok(()) } else { Err(ProgramError::NotFound) }
}

fn about(id: i64) -> String {
    format!("webhook #{id}")
}
