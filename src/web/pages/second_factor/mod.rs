//! Second factor of a member: its state, its app, its recovery codes, and the question at sign-in.

pub mod app;
pub mod challenge;
pub mod recovery;
pub mod status;

use crate::actions::second_factor::ChangeOutcome;
use crate::domain::validation::{FieldError, ValidationError};
use crate::web::HttpError;

const PATH: &str = "/profile/second-factor";

/// What a change gives.
///
/// # Errors
/// `Conflict` for one that the state does not allow.
fn done<T>(outcome: ChangeOutcome<T>) -> Result<T, HttpError> {
    match outcome {
        ChangeOutcome::Done(value) => Ok(value),
        ChangeOutcome::WrongCode | ChangeOutcome::Refused => {
            Err(HttpError::Conflict(FieldError::new("second_factor", ValidationError::StateForbids)))
        }
    }
}
