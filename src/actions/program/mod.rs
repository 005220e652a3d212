//! What programs do by their keys: participants, events, referrers by hand. Each action takes the
//! caller's transaction, because the answer to a request is kept with its effect.

pub mod admission;
mod attribute;
mod compare;
pub mod credit;
pub mod embed;
pub mod endpoints;
pub mod erase;
pub mod event_input;
pub mod keys;
mod new_participant;
pub mod participants;
mod payments;
pub mod payouts;
pub mod put_input;
pub mod record_event;
mod refund;
pub mod reward_by_hand;
pub mod rules;
mod settle;
pub mod stripe;
pub mod waiting;

use crate::domain::key::KeyRefusal;
use crate::domain::validation::{FieldError, ValidationError};
use crate::store;

/// Why an action of a program did nothing. The transaction is rolled back.
#[derive(Debug)]
pub enum ProgramError {
    Store(store::Error),
    /// The key ended since the request came.
    KeyRefused(KeyRefusal),
    NotFound,
    Unprocessable(Vec<FieldError>),
    Conflict(FieldError),
    /// The event is known with another value in these fields; its number.
    EventConflict {
        fields: Vec<&'static str>,
        known: i64,
    },
    /// The same of a reward that was given by hand.
    RewardConflict {
        fields: Vec<&'static str>,
        known: i64,
    },
}

impl ProgramError {
    pub fn field(field: &'static str, why: ValidationError) -> ProgramError {
        ProgramError::Unprocessable(vec![FieldError::new(field, why)])
    }

    pub fn conflict(field: &'static str, why: ValidationError) -> ProgramError {
        ProgramError::Conflict(FieldError::new(field, why))
    }
}

impl From<store::Error> for ProgramError {
    fn from(e: store::Error) -> Self {
        ProgramError::Store(e)
    }
}

/// What an action of a program gives.
pub type ProgramResult<T> = Result<T, ProgramError>;
