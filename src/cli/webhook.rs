//! `webhook list | add | rotate | ping | replay | listen`: where other programs are told of changes.

use serde_json::{Value, json};

use crate::actions::program::endpoints::{self, EndpointInput, ReplayInput};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::actions::webhooks::address::AddressPolicy;
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{eprint, print, table};
use crate::cli::webhook_args::WebhookCommand;
use crate::cli::webhook_listen::{self, find, read_time};
use crate::config::Config;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::domain::webhook::{self, DeliveryState, WantedTypes, WebhookFormat};
use crate::i18n::Lang;
use crate::store::audit::AuditSource;
use crate::store::test_database;
use crate::store::webhooks::{self, Webhook};

pub fn run(config: &Config, command: &WebhookCommand) -> Result<(), CliError> {
    match command {
        WebhookCommand::List { json } => list(config, *json),
        WebhookCommand::Add { url, types, format, chat_id, json } => {
            add(config, url, types, format, chat_id.as_deref(), *json)
        }
        WebhookCommand::Rotate { webhook, json } => rotate(config, webhook, *json),
        WebhookCommand::Ping { webhook } => ping(config, webhook),
        WebhookCommand::Replay { webhook, since, until, types, state } => {
            let now = Clock::System.now();
            let input = ReplayInput {
                since: since.as_deref().map(|text| read_time(text, now)).transpose()?,
                until: until.as_deref().map(|text| read_time(text, now)).transpose()?,
                types: if types.is_empty() { None } else { Some(read_types(types)?) },
                state: state.as_deref().and_then(DeliveryState::from_name),
            };
            replay(config, webhook, &input)
        }
        WebhookCommand::Listen { webhook, to, since, once } => {
            webhook_listen::run(config, webhook.as_deref(), to, since.as_deref(), *once)
        }
    }
}

fn read_types(names: &[String]) -> Result<WantedTypes, CliError> {
    WantedTypes::from_names(names.iter().map(String::as_str)).ok_or_else(|| {
        let known: Vec<&str> = webhook::WebhookType::ALL.iter().map(|r#type| r#type.name()).collect();
        CliError::Failed(format!(
            "{} is no type of message; these are: *, {}.",
            names.join(", "),
            known.join(", ")
        ))
    })
}

fn list(config: &Config, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let all = db.read(webhooks::list_all).map_err(|e| failed(config, e))?;
    if as_json {
        let all: Vec<Value> = all.iter().map(to_json).collect();
        return print(&format!("{:#}\n", Value::from(all)));
    }
    if all.is_empty() {
        return print("There is no webhook yet.\n");
    }
    let rows: Vec<_> = all
        .iter()
        .map(|of| {
            [
                webhook::number(of.id),
                state(of).to_owned(),
                of.format.name().to_owned(),
                of.delivered_at.map_or("never".into(), Timestamp::rfc3339),
                of.shown_url(),
                of.types.as_str().to_owned(),
            ]
        })
        .collect();
    print(&table(["ID", "STATE", "FORMAT", "DELIVERED", "URL", "TYPES"], &rows))
}

fn state(of: &Webhook) -> &'static str {
    match (of.disabled_at, of.disabled_why) {
        (None, _) => "active",
        (Some(_), Some(why)) => why.name(),
        (Some(_), None) => "disabled",
    }
}

fn to_json(of: &Webhook) -> Value {
    json!({
        "id": webhook::number(of.id),
        "url": of.shown_url(),
        "types": of.types.names().collect::<Vec<_>>(),
        "format": of.format.name(),
        "state": state(of),
        "created_at": of.created_at.rfc3339(),
        "delivered_at": of.delivered_at.map(Timestamp::rfc3339),
        "disabled_at": of.disabled_at.map(Timestamp::rfc3339),
    })
}

fn add(
    config: &Config,
    url: &str,
    types: &[String],
    format: &str,
    chat_id: Option<&str>,
    as_json: bool,
) -> Result<(), CliError> {
    let types = match types {
        [] => read_types(&[WantedTypes::ALL.to_owned()])?,
        some => read_types(some)?,
    };
    let db = database::open(config)?;
    let is_test = db.read(test_database::is_marked).map_err(|e| failed(config, e))?;
    let policy = AddressPolicy { allow_private: config.webhooks.allow_private, allow_loopback: is_test };
    let input = EndpointInput {
        url: policy.check_url(url).map_err(|why| CliError::Failed(format!("{url:?}: {}", refusal(why))))?,
        types,
        format: WebhookFormat::from_name(format).unwrap_or(WebhookFormat::Standard),
        chat_id: chat_id.map(str::to_owned),
    };
    let (by, now) = (AuditSource::operator(), Clock::System.now());
    let lang = config.site.language.code();
    let made = db.write(|tx| endpoints::create(tx, &input, lang, &by, now));
    let (made, secret) = made.map_err(|why| refused(config, why))?;
    show_secret(&made, &secret, as_json)
}

/// The secret is the only line on stdout, so that a script can keep it.
fn show_secret(of: &Webhook, secret: &str, as_json: bool) -> Result<(), CliError> {
    if as_json {
        let mut json = to_json(of);
        json["secret"] = secret.into();
        return print(&format!("{json:#}\n"));
    }
    eprint(&format!("{}: keep the secret, which is shown this once.\n", webhook::number(of.id)));
    print(&format!("{secret}\n"))
}

fn rotate(config: &Config, name: &str, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let id = find(config, &db, name)?.id;
    let (by, now) = (AuditSource::operator(), Clock::System.now());
    let rotated = db.write(|tx| endpoints::rotate(tx, id, &by, now));
    let (rotated, secret) = rotated.map_err(|why| refused(config, why))?;
    show_secret(&rotated, &secret, as_json)
}

fn ping(config: &Config, name: &str) -> Result<(), CliError> {
    let db = database::open(config)?;
    let id = find(config, &db, name)?.id;
    let (by, now) = (AuditSource::operator(), Clock::System.now());
    let pinged: ProgramResult<()> = db.write(|tx| endpoints::ping(tx, id, &by, now));
    pinged.map_err(|why| refused(config, why))?;
    print("a test message waits; a running server sends it within a second\n")
}

fn replay(config: &Config, name: &str, input: &ReplayInput) -> Result<(), CliError> {
    let db = database::open(config)?;
    let id = find(config, &db, name)?.id;
    let (by, now) = (AuditSource::operator(), Clock::System.now());
    let asked: ProgramResult<()> = db.write(|tx| endpoints::replay(tx, id, input, &by, now));
    asked.map_err(|why| refused(config, why))?;
    print("a running server sends these messages again, under their ids\n")
}

fn refusal(why: ValidationError) -> String {
    Lang::OPERATOR.refusal(why)
}

fn refused(config: &Config, why: ProgramError) -> CliError {
    match why {
        ProgramError::Store(e) => failed(config, e),
        ProgramError::Unprocessable(wrong) => {
            let wrong = wrong.first().map(|wrong| format!("{}: {}", wrong.field, refusal(wrong.why)));
            CliError::Failed(wrong.unwrap_or_default())
        }
        ProgramError::Conflict(wrong) if wrong.field == "disabled_at" => {
            CliError::Failed("the webhook is disabled; enable it on its page first.".to_owned())
        }
        ProgramError::Conflict(wrong) => CliError::Failed(format!("{}: {}", wrong.field, refusal(wrong.why))),
        ProgramError::NotFound
        | ProgramError::KeyRefused(_)
        | ProgramError::EventConflict { .. }
        | ProgramError::RewardConflict { .. } => {
            CliError::Failed("there is no such webhook; `referral webhook list` shows all.".to_owned())
        }
    }
}
