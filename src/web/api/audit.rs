//! `GET /api/v1/users/{id}/audit`: the audit log of an account, for its owner and for admins; 404
//! for others.

use serde::Serialize;

use crate::store::audit::{self, AuditEntry};
use crate::web::api::pagination::{self, CsvTable};
use crate::web::{HandlerResult, RequestContext, SignedIn};

const TABLE: CsvTable = CsvTable { file: "audit", columns: &["id", "at", "what", "by", "device"] };

#[derive(Serialize)]
struct AuditEntryJson {
    id: i64,
    at: String,
    what: String,
    /// `self`, `stranger` or `operator`, as far as known.
    by: String,
    /// `User-Agent`.
    device: String,
}

pub fn list(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let id = pagination::user_id_from_path(ctx, me)?;
    pagination::respond_page(ctx, TABLE, move |conn, before, limit| {
        Ok(audit::list_by_user(conn, id, before, limit)?
            .iter()
            .map(|entry| (entry.id, show(entry)))
            .collect())
    })
}

fn show(entry: &AuditEntry) -> AuditEntryJson {
    AuditEntryJson {
        id: entry.id,
        at: entry.at.rfc3339(),
        what: entry.what.strip_prefix("audit-").unwrap_or(&entry.what).to_owned(),
        by: entry.actor.clone(),
        device: entry.device.clone(),
    }
}
