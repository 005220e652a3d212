//! `GET /api/docs`: the reference, for people.

use crate::http::{Answer, Failure, Visit};

pub fn show(_visit: &Visit) -> Answer {
    Err(Failure::NotFound)
}
