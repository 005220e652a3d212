//! `key new | list | revoke`: what other programs sign in with; `key rotate-signing`: what this one signs with.

use serde_json::json;

use crate::actions::program::keys::{self, KeyLabel, RevokeOutcome};
use crate::actions::signing_keys::{self, RotateOutcome};
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::key_args::KeyCommand;
use crate::cli::terminal::{eprint, print, table};
use crate::config::Config;
use crate::domain::key::{KeyRefusal, Preset, Scope, Scopes};
use crate::domain::timestamp::Timestamp;
use crate::store::audit::AuditSource;
use crate::store::keys::{StoredKey, list_all};

pub fn run(config: &Config, command: &KeyCommand) -> Result<(), CliError> {
    match command {
        KeyCommand::New { label, preset, scope, expires, json } => {
            let scopes = read_scopes(preset.as_deref(), scope)?;
            new(config, label, scopes, expires.as_deref(), *json)
        }
        KeyCommand::List { json } => list(config, *json),
        KeyCommand::Revoke { key } => revoke(config, key),
        KeyCommand::RotateSigning { accept_old_days } => rotate_signing(config, *accept_old_days),
    }
}

/// The scopes of a preset and of single names; with neither those of `app`.
fn read_scopes(preset: Option<&str>, scopes: &[String]) -> Result<Scopes, CliError> {
    let mut all = match preset {
        Some(name) => Preset::from_name(name).unwrap_or(Preset::App).scopes(),
        None if scopes.is_empty() => Preset::App.scopes(),
        None => Scopes::default(),
    };
    for name in scopes {
        let known: Vec<&str> = Scope::ALL.iter().map(|scope| scope.name()).collect();
        let scope = Scope::from_name(name).ok_or_else(|| {
            CliError::Failed(format!("{name:?} is no scope; these are: {}.", known.join(", ")))
        })?;
        all = all.with(Scopes::from_iter([scope]));
    }
    Ok(all)
}

/// The key is the only line on stdout, so that a script can keep it.
fn new(
    config: &Config,
    label: &str,
    scopes: Scopes,
    expires: Option<&str>,
    as_json: bool,
) -> Result<(), CliError> {
    let label = KeyLabel::parse(label).map_err(|_| {
        let most = KeyLabel::MAX_CHARS;
        CliError::Failed(format!("a label has 1 to {most} visible characters; give one such as \"shop\"."))
    })?;
    let now = Clock::System.now();
    let expires_at = expires.map(|text| read_end(text, now)).transpose()?;
    let db = database::open(config)?;
    let made = keys::create(&db, config, &label, scopes, expires_at, &AuditSource::operator(), now);
    let Some((key, id)) = made.map_err(|e| failed(config, e))? else { return Ok(()) };
    if as_json {
        return print(&format!(
            "{:#}\n",
            json!({
                "id": id,
                "key": key.as_str(),
                "scopes": scopes.names().split(' ').collect::<Vec<_>>(),
                "expires_at": expires_at.map(Timestamp::rfc3339),
            })
        ));
    }
    eprint("Keep the key: it is shown this once.\n");
    print(&format!("{}\n", key.as_str()))
}

/// A date, through whose end the key works, or a time.
fn read_end(text: &str, now: Timestamp) -> Result<Timestamp, CliError> {
    Timestamp::end_of_date(text)
        .or_else(|| Timestamp::from_rfc3339(text))
        .filter(|end| *end > now)
        .ok_or_else(|| CliError::Failed(format!("{text:?} is no date to come; give one such as 2030-01-31.")))
}

fn list(config: &Config, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let all = db.read(list_all).map_err(|e| failed(config, e))?;
    let now = Clock::System.now();
    if as_json {
        let all: Vec<_> = all.iter().map(|key| to_json(key, now)).collect();
        return print(&format!("{:#}\n", serde_json::Value::from(all)));
    }
    if all.is_empty() {
        return print("There is no key yet.\n");
    }
    let rows: Vec<_> = all
        .iter()
        .map(|key| {
            [
                key.id.to_string(),
                key.hint.clone(),
                state(key, now).to_owned(),
                key.used_at.map_or("never".into(), Timestamp::rfc3339),
                key.label.clone(),
                key.scopes.names(),
            ]
        })
        .collect();
    print(&table(["ID", "HINT", "STATE", "USED", "LABEL", "SCOPES"], &rows))
}

fn to_json(key: &StoredKey, now: Timestamp) -> serde_json::Value {
    json!({
        "id": key.id,
        "label": key.label,
        "hint": key.hint,
        "state": state(key, now),
        "scopes": key.scopes.names().split(' ').collect::<Vec<_>>(),
        "created_at": key.created_at.rfc3339(),
        "expires_at": key.expires_at.map(Timestamp::rfc3339),
        "used_at": key.used_at.map(Timestamp::rfc3339),
        "revoked_at": key.revoked_at.map(Timestamp::rfc3339),
    })
}

fn state(key: &StoredKey, now: Timestamp) -> &'static str {
    match key.refusal(now) {
        None => "active",
        Some(KeyRefusal::Expired) => "expired",
        Some(_) => "revoked",
    }
}

fn revoke(config: &Config, name: &str) -> Result<(), CliError> {
    let db = database::open(config)?;
    let found = db.read(|conn| keys::find_by_name(conn, name)).map_err(|e| failed(config, e))?;
    let key = match found.as_slice() {
        [key] => key,
        [] => {
            return Err(CliError::Failed(format!(
                "there is no key {name:?}; `referral key list` shows all."
            )));
        }
        _ => {
            return Err(CliError::Failed(format!(
                "several keys end in {name:?}; give the ID from `referral key list`."
            )));
        }
    };
    let outcome = keys::revoke(&db, key.id, &AuditSource::operator(), Clock::System.now());
    match outcome.map_err(|e| failed(config, e))? {
        RevokeOutcome::Already => print(&format!("key {} was revoked before\n", key.id)),
        _ => print(&format!("key {} is revoked\n", key.id)),
    }
}

fn rotate_signing(config: &Config, days: i64) -> Result<(), CliError> {
    let db = database::open(config)?;
    let refused = |why: &str| Err(failed(config, why));
    match signing_keys::rotate(&db, config, days, Clock::System.now()).map_err(|e| failed(config, e))? {
        RotateOutcome::Rotated { accepted_until } => print(&format!(
            "The signing key is new; restart the server, which signs with it then. What the old one signed works until {}.\n",
            accepted_until.rfc3339()
        )),
        RotateOutcome::InSettings => refused(
            "the key is secret_key of the settings; move it to secret_key_previous, put a new one in its place, and restart",
        ),
        RotateOutcome::NoKey => {
            refused("there is no signing key yet; the first start of the server makes one")
        }
        RotateOutcome::NotStartedSince => {
            refused("the key was rotated before and no server has started since; restart it first")
        }
    }
}
