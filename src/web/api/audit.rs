//! `GET /api/v1/users/{id}/audit`: what happened to an account. Oneself or an admin; for anybody else nobody is there.

use serde::Serialize;

use crate::store::audit::{self, Entry};
use crate::web::api::pagination::{self, Table};
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::Answer,
};

const TABLE: Table = Table { file: "audit", columns: &["id", "at", "what", "by", "device"] };

#[derive(Serialize)]
struct Shown {
    id: i64,
    at: String,
    what: String,
    /// `self`, `stranger` or `operator`, as far as can be known.
    by: String,
    /// What the browser or program called itself.
    device: String,
}

pub fn list(visit: &Visit, me: &SignedIn) -> Answer {
    let id = pagination::of_person(visit, me)?;
    pagination::paged(visit, TABLE, move |conn, before, limit| {
        Ok(audit::of_user(conn, id, before, limit)?.iter().map(|entry| (entry.id, show(entry))).collect())
    })
}

fn show(entry: &Entry) -> Shown {
    Shown {
        id: entry.id,
        at: entry.at.rfc3339(),
        what: entry.what.strip_prefix("audit-").unwrap_or(&entry.what).to_owned(),
        by: entry.actor.clone(),
        device: entry.device.clone(),
    }
}
