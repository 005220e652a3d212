//! `/api/v1/webhooks`: endpoints, and the deliveries to each.

use serde::Serialize;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::actions::program::endpoints::{self as actions, EndpointChange, EndpointInput, ReplayInput};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::{FieldError, ValidationError};
use crate::domain::webhook::{self, DeliveryState, WantedTypes, WebhookFormat};
use crate::store::webhook_deliveries::{self, Attempt, Delivery};
use crate::store::webhooks::{self, Webhook};
use crate::store::{self, Connection, Transaction};
use crate::web::api::pagination::{PageJson, PageRequest};
use crate::web::request::idempotency::{self, Answer, check_key};
use crate::web::request::json_fields::text;
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext, response};

/// Types of one endpoint, more than there are.
const MAX_TYPES: usize = 50;

#[derive(Serialize)]
struct WebhookJson {
    /// `whk_3`.
    id: String,
    /// Of a chat its host alone: the rest is a secret.
    url: String,
    types: Vec<String>,
    format: &'static str,
    chat_id: Option<String>,
    created_at: String,
    /// When it last took a message.
    delivered_at: Option<String>,
    disabled_at: Option<String>,
    /// `gone` or `failing`.
    disabled_why: Option<&'static str>,
    /// Until then the secret before signs too.
    old_secret_until: Option<String>,
    /// In the answers that make one.
    #[serde(skip_serializing_if = "Option::is_none")]
    secret: Option<String>,
}

impl WebhookJson {
    fn new(of: &Webhook, secret: Option<String>, now: Timestamp) -> WebhookJson {
        let until = of.old_secret_until.filter(|until| *until > now);
        WebhookJson {
            id: webhook::number(of.id),
            url: of.shown_url(),
            types: of.types.names().map(str::to_owned).collect(),
            format: of.format.name(),
            chat_id: of.chat_id.clone(),
            created_at: of.created_at.rfc3339(),
            delivered_at: of.delivered_at.map(Timestamp::rfc3339),
            disabled_at: of.disabled_at.map(Timestamp::rfc3339),
            disabled_why: of.disabled_why.map(|why| why.name()),
            old_secret_until: until.map(Timestamp::rfc3339),
            secret,
        }
    }
}

fn id_from_path(ctx: &RequestContext) -> Result<i64, HttpError> {
    webhook::parse_number(ctx.path_param(0)).ok_or(HttpError::NotFound)
}

fn find(ctx: &RequestContext) -> Result<Webhook, HttpError> {
    let id = id_from_path(ctx)?;
    ctx.db_read(|conn| webhooks::find(conn, id))?.ok_or(HttpError::NotFound)
}

fn answer(status: u16, webhook: &Webhook, secret: Option<String>, now: Timestamp) -> Answer {
    let json = WebhookJson::new(webhook, secret, now);
    Answer { status, body: serde_json::to_string(&json).expect("a webhook serializes") }
}

/// `GET /api/v1/webhooks`: all of them, newest first.
pub fn list(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let page = PageRequest::from_query(ctx)?;
    let mut all = ctx.db_read(webhooks::list_all)?;
    all.reverse();
    all.retain(|webhook| webhook.id < page.before);
    response::json(200, &page.build(all, |webhook| webhook.id, |of| WebhookJson::new(of, None, ctx.now)))
}

/// `GET /api/v1/webhooks/{number}`
pub fn show(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    response::json(200, &WebhookJson::new(&find(ctx)?, None, ctx.now))
}

/// `POST /api/v1/webhooks`
pub fn add(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["url", "types", "format", "chat_id"]);
    let url = fields.required("url", |text| actions::policy(ctx.app).check_url(text));
    let types = read_types(&fields);
    let format =
        fields.optional("format", |text| WebhookFormat::from_name(text).ok_or(ValidationError::NotAChoice));
    let chat_id = fields.optional("chat_id", actions::parse_chat);
    fields.finish()?;
    let all = || WantedTypes::from_names([WantedTypes::ALL]);
    let (Some(url), Some(types)) = (url, types.or_else(all)) else { return Err(HttpError::Malformed) };
    let format = format.unwrap_or(WebhookFormat::Standard);
    let input = EndpointInput { url, types, format, chat_id };
    let lang = ctx.app.brand().language.code();
    idempotency::run(ctx, key, body, |tx| {
        let (made, secret) = actions::create(tx, &input, lang, &key.audit_source(), ctx.now)?;
        Ok(answer(201, &made, Some(secret), ctx.now))
    })
}

/// A list of types, or of `*`.
fn read_types(fields: &JsonFields) -> Option<WantedTypes> {
    let list: Vec<&RawValue> = fields.list("types", MAX_TYPES)?;
    let names: Result<Vec<String>, ValidationError> = list.into_iter().map(text).collect();
    let types = names.and_then(|names| {
        WantedTypes::from_names(names.iter().map(String::as_str)).ok_or(ValidationError::NotAChoice)
    });
    types.map_err(|why| fields.add_error("types", why)).ok()
}

/// `PATCH /api/v1/webhooks/{number}`
pub fn change(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let id = id_from_path(ctx)?;
    let fields = JsonFields::from_body(ctx.read_json_bytes()?)?;
    fields.expect_known(&["url", "types", "chat_id", "disabled_at"]);
    let change = EndpointChange {
        url: fields.optional("url", |text| actions::policy(ctx.app).check_url(text)),
        types: read_types(&fields),
        chat_id: fields.optional("chat_id", actions::parse_chat),
        enable: fields.has("disabled_at"),
    };
    if fields.raw("disabled_at").is_some() {
        // Null enables; when one is disabled is the server's to say.
        fields.add_error("disabled_at", ValidationError::NotAChoice);
    }
    fields.finish()?;
    let changed = ctx.app.db.write(|tx| -> ProgramResult<Webhook> {
        check_key(ctx, tx, key)?;
        actions::change(tx, id, change, &key.audit_source(), ctx.now)
    })?;
    response::json(200, &WebhookJson::new(&changed, None, ctx.now))
}

/// `DELETE /api/v1/webhooks/{number}`
pub fn delete(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let id = id_from_path(ctx)?;
    ctx.app.db.write(|tx| -> ProgramResult<()> {
        check_key(ctx, tx, key)?;
        actions::delete(tx, id, &key.audit_source(), ctx.now)
    })?;
    Ok(response::empty(204))
}

/// The body of a call that takes no fields.
fn read_no_fields<'c>(ctx: &'c RequestContext) -> Result<&'c [u8], HttpError> {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&[]);
    fields.finish()?;
    Ok(body)
}

/// `POST /api/v1/webhooks/{number}/rotate`
pub fn rotate(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let id = id_from_path(ctx)?;
    let body = read_no_fields(ctx)?;
    idempotency::run(ctx, key, body, |tx| {
        let (rotated, secret) = actions::rotate(tx, id, &key.audit_source(), ctx.now)?;
        Ok(answer(200, &rotated, Some(secret), ctx.now))
    })
}

/// `POST /api/v1/webhooks/{number}/ping`
pub fn ping(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let id = id_from_path(ctx)?;
    let body = read_no_fields(ctx)?;
    idempotency::run(ctx, key, body, |tx| {
        actions::ping(tx, id, &key.audit_source(), ctx.now)?;
        accepted(ctx, tx, id)
    })
}

/// `POST /api/v1/webhooks/{number}/replay`
pub fn replay(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let id = id_from_path(ctx)?;
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["since", "until", "types", "state"]);
    let time = |text: &str| Timestamp::from_rfc3339(text).ok_or(ValidationError::NotATime);
    let input = ReplayInput {
        since: fields.optional("since", time),
        until: fields.optional("until", time),
        types: read_types(&fields),
        state: fields
            .optional("state", |text| DeliveryState::from_name(text).ok_or(ValidationError::NotAChoice)),
    };
    fields.finish()?;
    idempotency::run(ctx, key, body, |tx| {
        actions::replay(tx, id, &input, &key.audit_source(), ctx.now)?;
        accepted(ctx, tx, id)
    })
}

fn accepted(ctx: &RequestContext, tx: &Transaction, id: i64) -> ProgramResult<Answer> {
    let webhook = webhooks::find(tx, id)?.ok_or(ProgramError::NotFound)?;
    Ok(answer(202, &webhook, None, ctx.now))
}

#[derive(Serialize)]
struct DeliveryJson {
    /// `msg_…`, as in the header `webhook-id`.
    id: String,
    r#type: String,
    state: &'static str,
    created_at: String,
    /// While it waits.
    next_attempt_at: Option<String>,
    ended_at: Option<String>,
    attempts: Vec<AttemptJson>,
    /// Null once a person in it was erased.
    body: Option<Value>,
}

#[derive(Serialize)]
struct AttemptJson {
    at: String,
    duration_ms: i64,
    status: Option<u16>,
    error: Option<String>,
    answer: Option<String>,
}

impl DeliveryJson {
    fn load(conn: &Connection, of: &Delivery) -> store::Result<DeliveryJson> {
        let is_waiting = of.state == DeliveryState::Waiting;
        let attempt = |attempt: Attempt| AttemptJson {
            at: attempt.at.rfc3339(),
            duration_ms: attempt.duration_ms,
            status: attempt.status,
            error: attempt.error,
            answer: attempt.answer,
        };
        Ok(DeliveryJson {
            id: of.message.clone(),
            r#type: of.r#type.clone(),
            state: of.state.name(),
            created_at: of.created_at.rfc3339(),
            next_attempt_at: is_waiting.then(|| Timestamp(of.due_at_ms.div_euclid(1_000)).rfc3339()),
            ended_at: of.ended_at.map(Timestamp::rfc3339),
            attempts: webhook_deliveries::list_attempts(conn, of.id)?.into_iter().map(attempt).collect(),
            body: of.body.as_deref().and_then(|body| serde_json::from_str(body).ok()),
        })
    }
}

/// `GET /api/v1/webhooks/{number}/deliveries`: newest first.
pub fn deliveries(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let page = PageRequest::from_query(ctx)?;
    let state = match ctx.query_param("state") {
        None => None,
        Some(text) => Some(DeliveryState::from_name(&text).ok_or_else(|| {
            HttpError::Unprocessable(vec![FieldError::new("state", ValidationError::NotAChoice)])
        })?),
    };
    let webhook = find(ctx)?;
    let answer = ctx.db_read(|conn| -> store::Result<PageJson<DeliveryJson>> {
        let found = webhook_deliveries::list(conn, webhook.id, state, page.before, page.fetch_rows())?;
        let (found, next) = page.split(found, |delivery| delivery.id);
        let items = found.iter().map(|of| DeliveryJson::load(conn, of)).collect::<store::Result<_>>()?;
        Ok(PageJson { items, next })
    })?;
    response::json(200, &answer)
}
