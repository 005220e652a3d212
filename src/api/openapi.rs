//! `GET /api/openapi.json`.

use crate::http::{Answer, Visit, answer};

/// Written by hand, held against the routes by a test.
pub const DOCUMENT: &str = include_str!("../../assets/openapi.json");

pub fn show(_visit: &Visit) -> Answer {
    let mut answer = answer::of(200, "application/json", DOCUMENT);
    answer::add(&mut answer, "Cache-Control", "public, max-age=300");
    Ok(answer)
}
