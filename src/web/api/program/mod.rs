//! The API for other programs, by their keys.

pub mod embed_tokens;
mod event_fields;
mod event_json;
pub mod events;
pub mod export_tables;
pub mod exports;
pub mod imports;
mod participant_json;
pub mod participants;
pub mod payouts;
pub mod referrer;
pub mod rewards;
mod rule_json;
pub mod rules;
pub mod simulations;
pub mod waitlist;
pub mod webhooks;

use crate::domain::admin_note::AdminNote;
use crate::domain::participant::ParticipantName;
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::{self, Connection};
use crate::web::{HttpError, JsonFields, RequestContext};

/// The participant that the path names. What can be no name is not found.
fn name_from_path(ctx: &RequestContext) -> Result<ParticipantName, HttpError> {
    ParticipantName::parse(ctx.path_param(0)).map_err(|_| HttpError::NotFound)
}

/// The body of a decision, which is its `reason` alone.
fn read_reason<'c>(ctx: &'c RequestContext) -> Result<(&'c [u8], AdminNote), HttpError> {
    let body = ctx.read_json_bytes()?;
    let fields = JsonFields::from_body(body)?;
    fields.expect_known(&["reason"]);
    let reason = fields.required("reason", AdminNote::parse);
    fields.finish()?;
    reason.map(|reason| (body, reason)).ok_or(HttpError::Malformed)
}

/// The user that a filter of the query names; 0, which is no user, for an unknown one.
fn filtered_user(conn: &Connection, name: Option<&ParticipantName>) -> store::Result<Option<i64>> {
    let find = |name| Ok(store::participants::find_id(conn, name)?.unwrap_or(0));
    name.map(find).transpose()
}

/// A field of the query.
fn query<T>(
    ctx: &RequestContext,
    name: &'static str,
    parse: impl FnOnce(&str) -> Result<T, ValidationError>,
) -> Result<Option<T>, HttpError> {
    let Some(text) = ctx.query_param(name) else { return Ok(None) };
    let wrong = |why| HttpError::Unprocessable(vec![FieldError::new(name, why)]);
    parse(&text).map(Some).map_err(wrong)
}
