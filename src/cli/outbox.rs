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
    list(config, outbox::list_waiting, "No letter waits.\n", as_json)
}

pub fn dead(config: &Config, as_json: bool) -> Result<(), CliError> {
    list(config, outbox::list_dead, "No letter was given up.\n", as_json)
}

type Letters = fn(&Connection, i64, usize) -> store::Result<Vec<OutboxEntry>>;

fn list(config: &Config, letters: Letters, none: &str, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let letters = db.read(|conn| letters(conn, 0, MAX_ROWS)).map_err(|e: store::Error| failed(config, e))?;
    if as_json {
        let letters: Vec<_> = letters.iter().map(as_value).collect();
        return print(&format!("{:#}\n", serde_json::Value::from(letters)));
    }
    if letters.is_empty() {
        return print(none);
    }
    let rows: Vec<_> = letters
        .iter()
        .map(|letter| {
            [
                letter.id.to_string(),
                letter.kind.name().to_owned(),
                letter.state.clone(),
                letter.attempts.to_string(),
                next_try(letter).unwrap_or_else(|| "-".into()),
                letter.recipient.to_string(),
                letter.error.clone().unwrap_or_default(),
            ]
        })
        .collect();
    print(&table(["ID", "KIND", "STATE", "ATTEMPTS", "NEXT TRY", "TO", "LAST ERROR"], &rows))
}

/// An email as JSON, without its token.
fn as_value(letter: &OutboxEntry) -> serde_json::Value {
    json!({
        "id": letter.id,
        "kind": letter.kind.name(),
        "state": letter.state,
        "attempts": letter.attempts,
        "recipient": letter.recipient.as_str(),
        "created_at": letter.created_at.rfc3339(),
        "next_try": next_try(letter),
        "error": letter.error,
    })
}

/// When it is tried next; `None` for one that is in flight or dead.
fn next_try(letter: &OutboxEntry) -> Option<String> {
    (letter.state == "queued").then(|| letter.due_at.rfc3339())
}

/// Makes one email due now, or all if `id` is `None`; the server polls every few seconds.
pub fn retry(config: &Config, id: Option<i64>) -> Result<(), CliError> {
    let db = database::open(config)?;
    let retried = accounts_admin::retry_emails(&db, id, &AuditSource::operator(), Clock::System.now())
        .map_err(|e| failed(config, e))?;
    match (id, retried.unwrap_or(0)) {
        (Some(id), 0) => Err(none(id)),
        (None, 0) => print("No letter waits or was given up.\n"),
        (_, 1) => print("1 letter goes within seconds if the server runs, or else at its next start.\n"),
        (_, n) => {
            print(&format!("{n} letters go within seconds if the server runs, or else at its next start.\n"))
        }
    }
}

/// Deletes one email.
pub fn drop_one(config: &Config, id: i64) -> Result<(), CliError> {
    let db = database::open(config)?;
    match accounts_admin::drop_email(&db, id, &AuditSource::operator(), Clock::System.now())
        .map_err(|e| failed(config, e))?
    {
        ActionResult::Done => print(&format!("Letter {id} is dropped.\n")),
        _ => Err(none(id)),
    }
}

fn none(id: i64) -> CliError {
    CliError::Failed(format!(
        "no letter {id} waits or was given up; see `referral mail queue` and `referral mail dead`."
    ))
}
