//! `mail queue`, `mail dead`, `mail retry` and `mail drop`: emails that wait and dead ones.

use crate::store::{self, Connection};
use serde_json::json;

use crate::actions::accounts_admin::{self, ActionResult};
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{print, table};
use crate::config::Config;
use crate::store::audit::AuditSource;
use crate::store::outbox::{self, OutboxEntry};

/// Bound of the listed emails.
const MAX_ROWS: usize = 10_000;

pub fn queue(config: &Config, as_json: bool) -> Result<(), CliError> {
    list(config, outbox::list_waiting, "No email waits.\n", as_json)
}

pub fn dead(config: &Config, as_json: bool) -> Result<(), CliError> {
    list(config, outbox::list_dead, "No email was given up.\n", as_json)
}

type ListQuery = fn(&Connection, i64, usize) -> store::Result<Vec<OutboxEntry>>;

fn list(config: &Config, query: ListQuery, none: &str, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let entries = db.read(|conn| query(conn, 0, MAX_ROWS)).map_err(|e: store::Error| failed(config, e))?;
    if as_json {
        let entries: Vec<_> = entries.iter().map(as_value).collect();
        return print(&format!("{:#}\n", serde_json::Value::from(entries)));
    }
    if entries.is_empty() {
        return print(none);
    }
    let rows: Vec<_> = entries
        .iter()
        .map(|entry| {
            [
                entry.id.to_string(),
                entry.kind.name().to_owned(),
                entry.state.clone(),
                entry.attempts.to_string(),
                next_try(entry).unwrap_or_else(|| "-".into()),
                entry.recipient.to_string(),
                entry.error.clone().unwrap_or_default(),
            ]
        })
        .collect();
    print(&table(["ID", "KIND", "STATE", "ATTEMPTS", "NEXT TRY", "TO", "LAST ERROR"], &rows))
}

/// An email as JSON, without its token.
fn as_value(entry: &OutboxEntry) -> serde_json::Value {
    json!({
        "id": entry.id,
        "kind": entry.kind.name(),
        "state": entry.state,
        "attempts": entry.attempts,
        "recipient": entry.recipient.as_str(),
        "created_at": entry.created_at.rfc3339(),
        "next_try": next_try(entry),
        "error": entry.error,
    })
}

/// When it is tried next; `None` for one that is in flight or dead.
fn next_try(entry: &OutboxEntry) -> Option<String> {
    (entry.state == "queued").then(|| entry.due_at.rfc3339())
}

/// Makes one email due now, or all if `id` is `None`; the server polls every few seconds.
pub fn retry(config: &Config, id: Option<i64>) -> Result<(), CliError> {
    let db = database::open(config)?;
    let retried = accounts_admin::retry_emails(&db, id, &AuditSource::operator(), Clock::System.now())
        .map_err(|e| failed(config, e))?;
    match (id, retried.unwrap_or(0)) {
        (Some(id), 0) => Err(none(id)),
        (None, 0) => print("No email waits or was given up.\n"),
        (_, 1) => print("1 email is sent within seconds if the server runs, or else at its next start.\n"),
        (_, n) => print(&format!(
            "{n} emails are sent within seconds if the server runs, or else at its next start.\n"
        )),
    }
}

/// Deletes one email.
pub fn drop_one(config: &Config, id: i64) -> Result<(), CliError> {
    let db = database::open(config)?;
    match accounts_admin::drop_email(&db, id, &AuditSource::operator(), Clock::System.now())
        .map_err(|e| failed(config, e))?
    {
        ActionResult::Done => print(&format!("Email {id} is dropped.\n")),
        _ => Err(none(id)),
    }
}

fn none(id: i64) -> CliError {
    CliError::Failed(format!(
        "no email {id} waits or was given up; see `referral mail queue` and `referral mail dead`."
    ))
}
