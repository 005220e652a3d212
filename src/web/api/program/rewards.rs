//! `/api/v1/rewards`: what rules gave, and what is given by hand.

use serde_json::Value;

use crate::actions::program::ProgramResult;
use crate::actions::program::reward_by_hand::{self, Gift};
use crate::actions::rewards::follow::whole_reward_json;
use crate::domain::admin_note::AdminNote;
use crate::domain::event::event_name;
use crate::domain::money::MAX_AMOUNT;
use crate::domain::participant::ParticipantName;
use crate::domain::program::unit::Unit;
use crate::domain::reward::{self, RewardState};
use crate::domain::validation::ValidationError;
use crate::store::rewards::{self, Reward, RewardFilter};
use crate::store::{self, Connection, Transaction};
use crate::web::api::pagination::{PageJson, PageRequest};
use crate::web::api::program::{filtered_user, query, read_reason};
use crate::web::request::idempotency::{self, Answer};
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext, response};

/// `GET /api/v1/rewards`
pub fn list(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let page = PageRequest::from_query(ctx)?;
    let state = query(ctx, "state", |text| RewardState::from_name(text).ok_or(ValidationError::NotAChoice))?;
    let participant = query(ctx, "participant", ParticipantName::parse)?;
    let answer = ctx.db_read(|conn| -> store::Result<PageJson<Value>> {
        let beneficiary = filtered_user(conn, participant.as_ref())?;
        let filter = RewardFilter { beneficiary, state, before: Some(page.before) };
        let found = rewards::list(conn, filter, page.fetch_rows() as i64)?;
        let (found, next) = page.split(found, |reward| reward.id);
        let items = found.iter().map(|reward| whole_reward_json(conn, reward));
        Ok(PageJson { items: items.collect::<store::Result<_>>()?, next })
    })?;
    response::json(200, &answer)
}

/// `GET /api/v1/rewards/{number}`
pub fn show(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let id = id_from_path(ctx)?;
    let found = ctx.db_read(|conn: &Connection| -> store::Result<Option<Value>> {
        rewards::find(conn, id)?.map(|reward| whole_reward_json(conn, &reward)).transpose()
    })?;
    response::json(200, &found.ok_or(HttpError::NotFound)?)
}

/// `POST /api/v1/rewards`: 201 for a new one, 200 for one that was given before.
pub fn give(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["id", "to", "unit", "amount", "reason"]);
    let given_as = fields.required("id", event_name);
    let to = fields.required("to", ParticipantName::parse);
    let unit = fields.required("unit", |text| Unit::from_name(text).ok_or(ValidationError::CurrencyUnknown));
    let amount = fields.literal("amount", parse_amount);
    fields.require("amount");
    let reason = fields.required("reason", AdminNote::parse);
    fields.finish()?;
    let (Some(given_as), Some(to), Some(unit), Some(amount), Some(reason)) =
        (given_as, to, unit, amount, reason)
    else {
        return Err(HttpError::Malformed);
    };
    let gift = Gift { given_as, to, unit, amount, reason };
    let zone = ctx.app.config.program.zone();
    idempotency::run(ctx, key, body, |tx| {
        let (reward, is_new) = reward_by_hand::give(tx, &zone, &gift, &key.audit_source(), ctx.now)?;
        answer(tx, if is_new { 201 } else { 200 }, &reward)
    })
}

/// An integer that is not 0; below 0 it takes.
fn parse_amount(literal: &str) -> Result<i64, ValidationError> {
    let digits = literal.strip_prefix('-').unwrap_or(literal);
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(ValidationError::NotMinorUnits);
    }
    let in_range = |amount: &i64| *amount != 0 && amount.unsigned_abs() <= MAX_AMOUNT.unsigned_abs();
    literal.parse().ok().filter(in_range).ok_or(ValidationError::OutOfRange)
}

/// `POST /api/v1/rewards/{number}/approve`
pub fn approve(ctx: &RequestContext, key: &Key) -> HandlerResult {
    change(ctx, key, &[], |tx, id| reward_by_hand::approve(tx, id, &key.audit_source(), ctx.now))
}

/// `POST /api/v1/rewards/{number}/void`
pub fn void(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let (body, reason) = read_reason(ctx)?;
    change(ctx, key, body, |tx, id| reward_by_hand::void(tx, id, &reason, &key.audit_source(), ctx.now))
}

/// `POST /api/v1/rewards/{number}/fulfil`
pub fn fulfil(ctx: &RequestContext, key: &Key) -> HandlerResult {
    change(ctx, key, &[], |tx, id| reward_by_hand::fulfil(tx, id, &key.audit_source(), ctx.now))
}

fn change(
    ctx: &RequestContext,
    key: &Key,
    body: &[u8],
    work: impl FnOnce(&Transaction, i64) -> ProgramResult<Reward>,
) -> HandlerResult {
    let id = id_from_path(ctx)?;
    idempotency::run(ctx, key, body, |tx| answer(tx, 200, &work(tx, id)?))
}

fn answer(tx: &Transaction, status: u16, reward: &Reward) -> ProgramResult<Answer> {
    Ok(Answer { status, body: whole_reward_json(tx, reward)?.to_string() })
}

fn id_from_path(ctx: &RequestContext) -> Result<i64, HttpError> {
    reward::parse_number(ctx.path_param(0)).ok_or(HttpError::NotFound)
}
