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
pub mod webhooks;

use crate::domain::participant::ParticipantName;
use crate::domain::validation::{FieldError, ValidationError};
use crate::web::{HttpError, RequestContext};

/// The participant that the path names. What can be no name is not found.
fn name_from_path(ctx: &RequestContext) -> Result<ParticipantName, HttpError> {
    ParticipantName::parse(ctx.path_param(0)).map_err(|_| HttpError::NotFound)
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
