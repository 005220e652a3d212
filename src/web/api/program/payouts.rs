//! `/api/v1/payouts`: what is due, on its way to the bank.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::actions::program::payouts::{self as actions, PayoutOrder, PayoutStep, payout_json, planned_json};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::money::parse_amount;
use crate::domain::participant::ParticipantName;
use crate::domain::payout_state::{self, PayoutState};
use crate::domain::program::currency::Currency;
use crate::domain::unicode::clean_line;
use crate::domain::validation::ValidationError;
use crate::store::payouts;
use crate::store::{self, Connection, Transaction, participants};
use crate::web::api::pagination::{PageJson, PageRequest, csv_separator};
use crate::web::api::program::{query, read_reason};
use crate::web::request::idempotency::{self, Answer};
use crate::web::response::{csv, payout_csv};
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext, response};

/// Characters of a bank's reference.
const MAX_REFERENCE_CHARS: usize = 255;

/// `POST /api/v1/payouts`
pub fn make(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["unit", "participant", "until", "minimum", "dry_run"]);
    let zone = ctx.app.config.program.zone();
    let unit =
        fields.required("unit", |text| Currency::from_code(text).ok_or(ValidationError::CurrencyUnknown));
    let participant = fields.optional("participant", ParticipantName::parse);
    let until = fields.optional("until", |text| zone.date_start(text).ok_or(ValidationError::NotADate));
    let minimum = fields.literal("minimum", parse_amount).unwrap_or(0).max(1);
    let is_dry = fields.boolean("dry_run").unwrap_or(false);
    fields.finish()?;
    let Some(unit) = unit else { return Err(HttpError::Malformed) };
    // What comes due in this second is in, so that a bonus can be paid at once.
    let until = until.unwrap_or(ctx.now.plus(1));
    idempotency::run(ctx, key, body, |tx| {
        let participant = participant.as_ref().map(|name| find_participant(tx, name)).transpose()?;
        let order = PayoutOrder { unit, participant, until, minimum };
        if is_dry {
            let plan = actions::plan(tx, &order)?;
            let planned = plan.payouts.iter().map(|planned| planned_json(tx, unit.code(), planned, until));
            return made(tx, 200, planned.collect::<store::Result<_>>()?, &plan.skipped);
        }
        let (payouts, skipped) = actions::make(tx, &order, &key.audit_source(), ctx.now)?;
        let payouts = payouts.iter().map(|payout| payout_json(tx, payout));
        made(tx, 201, payouts.collect::<store::Result<_>>()?, &skipped)
    })
}

fn find_participant(tx: &Transaction, name: &ParticipantName) -> ProgramResult<i64> {
    let unknown = || ProgramError::field("participant", ValidationError::UnknownParticipant);
    participants::find_id(tx, name)?.ok_or_else(unknown)
}

fn made(
    tx: &Transaction,
    status: u16,
    items: Vec<Value>,
    skipped: &[(i64, actions::SkipReason)],
) -> ProgramResult<Answer> {
    let skipped = skipped
        .iter()
        .map(|(id, why)| Ok(json!({"participant": participants::name_of(tx, *id)?, "why": why.name()})))
        .collect::<store::Result<Vec<Value>>>()?;
    Ok(Answer { status, body: json!({"items": items, "skipped": skipped}).to_string() })
}

/// `GET /api/v1/payouts`, and `payouts.csv` for a bank run.
pub fn list(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let page = PageRequest::from_query(ctx)?;
    let state = query(ctx, "state", |text| PayoutState::from_name(text).ok_or(ValidationError::NotAChoice))?;
    if let Some(separator) = csv_separator(ctx)? {
        let (db, zone) = (Arc::clone(&ctx.app.db), ctx.app.config.program.zone());
        let mut before = None;
        let next = move || db.read(|conn| payout_csv::next_rows(conn, &zone, state, &mut before));
        return csv::csv_response("payouts", payout_csv::COLUMNS, separator, next);
    }
    let answer = ctx.db_read(|conn| -> store::Result<PageJson<Value>> {
        let found = payouts::list(conn, state, None, Some(page.before), page.fetch_rows() as i64)?;
        let (found, next) = page.split(found, |payout| payout.id);
        let items = found.iter().map(|payout| payout_json(conn, payout));
        Ok(PageJson { items: items.collect::<store::Result<_>>()?, next })
    })?;
    response::json(200, &answer)
}

/// `GET /api/v1/payouts/{number}`
pub fn show(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let id = id_from_path(ctx)?;
    let found = ctx.db_read(|conn: &Connection| -> store::Result<Option<Value>> {
        payouts::find(conn, id)?.map(|payout| payout_json(conn, &payout)).transpose()
    })?;
    response::json(200, &found.ok_or(HttpError::NotFound)?)
}

/// `POST /api/v1/payouts/{number}/approve`
pub fn approve(ctx: &RequestContext, key: &Key) -> HandlerResult {
    step(ctx, key, &[], PayoutStep::Approve)
}

/// `POST /api/v1/payouts/{number}/sent`
pub fn sent(ctx: &RequestContext, key: &Key) -> HandlerResult {
    step(ctx, key, &[], PayoutStep::Send)
}

/// `POST /api/v1/payouts/{number}/paid`
pub fn paid(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["reference"]);
    let reference = fields.optional("reference", parse_reference);
    fields.finish()?;
    step(ctx, key, body, PayoutStep::Pay(reference))
}

/// A bank's reference: one line.
pub fn parse_reference(text: &str) -> Result<String, ValidationError> {
    let text = clean_line(text)?;
    match text.chars().count() {
        0 => Err(ValidationError::Empty),
        n if n > MAX_REFERENCE_CHARS => Err(ValidationError::TooLong(MAX_REFERENCE_CHARS)),
        _ => Ok(text),
    }
}

/// `POST /api/v1/payouts/{number}/failed`
pub fn failed(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let (body, reason) = read_reason(ctx)?;
    step(ctx, key, body, PayoutStep::Fail(reason))
}

/// `POST /api/v1/payouts/{number}/cancel`
pub fn cancel(ctx: &RequestContext, key: &Key) -> HandlerResult {
    step(ctx, key, &[], PayoutStep::Cancel)
}

fn step(ctx: &RequestContext, key: &Key, body: &[u8], step: PayoutStep) -> HandlerResult {
    let id = id_from_path(ctx)?;
    idempotency::run(ctx, key, body, |tx| {
        let payout = actions::step(tx, id, &step, &key.audit_source(), ctx.now)?;
        Ok(Answer { status: 200, body: payout_json(tx, &payout)?.to_string() })
    })
}

fn id_from_path(ctx: &RequestContext) -> Result<i64, HttpError> {
    payout_state::parse_number(ctx.path_param(0)).ok_or(HttpError::NotFound)
}
