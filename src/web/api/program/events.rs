//! `/api/v1/events`: what a program says happened.

use std::cell::Cell;

use serde::Serialize;

use crate::actions::program::event_input::EventInput;
use crate::actions::program::{ProgramError, ProgramResult, record_event};
use crate::domain::event::{self, EventState, EventType};
use crate::domain::participant::ParticipantName;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::event_lists::{self, EventFilter};
use crate::store::events::{self, Event};
use crate::store::{self, Connection, Transaction, event_names};
use crate::web::api::pagination::{PageJson, PageRequest};
use crate::web::api::problem::problem_value;
use crate::web::api::program::event_json::EventJson;
use crate::web::api::program::{event_fields, filtered_user, query};
use crate::web::request::idempotency::{self, Answer};
use crate::web::{HandlerResult, HttpError, JsonFields, Key, RequestContext, response};

/// Events of one batch.
const MAX_BATCH: usize = 100;

/// `POST /api/v1/events`: one event, or `{"events": […]}`.
pub fn record(ctx: &RequestContext, key: &Key) -> HandlerResult {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    if fields.has("events") {
        return record_batch(ctx, key, body, &fields);
    }
    let input = event_fields::read(&fields, ctx.now)?;
    idempotency::run(ctx, key, body, |tx| {
        let (status, json) = record_one(ctx, key, tx, &input)?;
        Ok(Answer { status, body: serde_json::to_string(&json).expect("an event serializes") })
    })
}

/// Each event ends by itself; the results are in their order.
fn record_batch(ctx: &RequestContext, key: &Key, body: &[u8], fields: &JsonFields) -> HandlerResult {
    fields.expect_known(&["events"]);
    let list = fields.list("events", MAX_BATCH);
    if list.as_ref().is_none_or(Vec::is_empty) {
        fields.require("events");
    }
    if list.as_ref().is_some_and(Vec::is_empty) {
        fields.add_error("events", ValidationError::NotAList(MAX_BATCH as i64));
    }
    fields.finish()?;
    let inputs: Vec<Result<EventInput, HttpError>> = list
        .unwrap_or_default()
        .into_iter()
        .map(|raw| JsonFields::from_value(raw).and_then(|fields| event_fields::read(&fields, ctx.now)))
        .collect();
    // A savepoint each costs a fifth of the whole, so there are none until one fails and all is undone.
    let has_failed = Cell::new(false);
    let all = idempotency::run_long(ctx, key, body, |tx| {
        batch_answer(&inputs, |input| match input {
            Ok(input) => match record_one(ctx, key, tx, input) {
                Ok((status, json)) => Ok(result(status, &json)),
                Err(failure) => {
                    has_failed.set(!matches!(failure, ProgramError::Store(_)));
                    Err(failure)
                }
            },
            Err(failure) => Ok(problem(ctx, failure)),
        })
    });
    if !has_failed.get() {
        return all;
    }
    idempotency::run_long(ctx, key, body, |tx| {
        batch_answer(&inputs, |input| record_in_batch(ctx, key, tx, input))
    })
}

fn batch_answer<T>(inputs: &[T], record: impl FnMut(&T) -> ProgramResult<String>) -> ProgramResult<Answer> {
    let results = inputs.iter().map(record).collect::<ProgramResult<Vec<String>>>()?;
    Ok(Answer { status: 200, body: format!("{{\"results\":[{}]}}", results.join(",")) })
}

/// What is wrong with one of a batch.
fn problem(ctx: &RequestContext, failure: &HttpError) -> String {
    result(failure.status(), &problem_value(ctx, failure))
}

/// One result of a batch, in JSON.
fn result(status: u16, body: &impl Serialize) -> String {
    let body = serde_json::to_string(body).expect("an answer serializes");
    format!("{{\"status\":{status},\"body\":{body}}}")
}

/// One result. What is wrong with an event undoes that one; what is wrong with the database, all.
fn record_in_batch(
    ctx: &RequestContext,
    key: &Key,
    tx: &Transaction,
    input: &Result<EventInput, HttpError>,
) -> ProgramResult<String> {
    let input = match input {
        Ok(input) => input,
        Err(failure) => return Ok(problem(ctx, failure)),
    };
    let mut failed = None;
    let told = tx.savepoint(|| match record_one(ctx, key, tx, input) {
        Ok((status, json)) => Some((status, json)),
        Err(e) => {
            failed = Some(e);
            None
        }
    })?;
    match (told, failed) {
        (Some((status, json)), _) => Ok(result(status, &json)),
        (None, Some(ProgramError::Store(e))) => Err(ProgramError::Store(e)),
        (None, Some(refused)) => Ok(problem(ctx, &refused.into())),
        (None, None) => Err(store::Error::QueryReturnedNoRows.into()),
    }
}

/// 201 for a new event, 202 for one that waits, 200 for one that is known.
fn record_one(
    ctx: &RequestContext,
    key: &Key,
    tx: &Transaction,
    input: &EventInput,
) -> ProgramResult<(u16, EventJson)> {
    let told = record_event::record(ctx.app, tx, key.origin(), input, ctx.now)?;
    let status = match (told.replayed, told.event.state) {
        (true, _) => 200,
        (false, EventState::Waiting) => 202,
        (false, _) => 201,
    };
    Ok((status, EventJson::load(tx, told.event, Some(told.replayed))?))
}

/// `GET /api/v1/events/{number}`
pub fn show(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let id = event::parse_number(ctx.path_param(0)).ok_or(HttpError::NotFound)?;
    let found = ctx.db_read(|conn| -> store::Result<Option<EventJson>> {
        let Some(event) = events::find_by_id(conn, id)? else { return Ok(None) };
        EventJson::load(conn, event, None).map(Some)
    })?;
    response::json(200, &found.ok_or(HttpError::NotFound)?)
}

/// `GET /api/v1/events`
pub fn list(ctx: &RequestContext, _key: &Key) -> HandlerResult {
    let page = PageRequest::from_query(ctx)?;
    let state = query(ctx, "state", |text| EventState::from_name(text).ok_or(ValidationError::NotAChoice))?;
    let r#type = query(ctx, "type", |text| EventType::from_name(text).ok_or(ValidationError::NotAChoice))?;
    let since = query(ctx, "since", |text| Timestamp::from_rfc3339(text).ok_or(ValidationError::NotATime))?;
    let participant = query(ctx, "participant", ParticipantName::parse)?;
    let name = ctx.query_param("name");
    let answer = ctx.db_read(|conn| -> store::Result<PageJson<EventJson>> {
        let participant_id = filtered_user(conn, participant.as_ref())?;
        let ids = name.as_deref().map(|name| find_named(conn, name, r#type)).transpose()?;
        let filter = EventFilter { state, r#type, participant_id, since, ids };
        let found = event_lists::list(conn, &filter, page.before, page.fetch_rows())?;
        let (found, next) = page.split(found, |event| event.id);
        let load = |event: Event| EventJson::load(conn, event, None);
        Ok(PageJson { items: found.into_iter().map(load).collect::<store::Result<_>>()?, next })
    })?;
    response::json(200, &answer)
}

/// Events that have the name, of one type or of any.
fn find_named(conn: &Connection, name: &str, r#type: Option<EventType>) -> store::Result<Vec<i64>> {
    let all: Vec<&str> = EventType::ALL.iter().map(|r#type| r#type.name()).collect();
    match r#type {
        Some(r#type) => event_names::find_any(conn, name, &[r#type.name()]),
        None => event_names::find_any(conn, name, &all),
    }
}
