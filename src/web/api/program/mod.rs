//! The API for other programs, by their keys.

mod event_fields;
mod event_json;
pub mod events;
mod participant_json;
pub mod participants;
pub mod referrer;

use crate::domain::participant::ParticipantName;
use crate::web::{HttpError, RequestContext};

/// The participant that the path names. What can be no name is not found.
fn name_from_path(ctx: &RequestContext) -> Result<ParticipantName, HttpError> {
    ParticipantName::parse(ctx.path_param(0)).map_err(|_| HttpError::NotFound)
}
