//! `rule list | show | add | try | end`: when what happens, who gets how much.

use std::path::Path;

use serde_json::{Value, json};

use crate::actions::explain::rule_text::rule_sentence;
use crate::actions::program::{ProgramError, ProgramResult, rules as actions};
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::args::RuleCommand;
use crate::cli::database::{self, failed};
use crate::cli::rule_try;
use crate::cli::terminal::{print, table};
use crate::config::Config;
use crate::domain::program::rule::Rule;
use crate::domain::program::rule_json::to_json;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::store::audit::AuditSource;
use crate::store::rules::{self, StoredRule};

/// More than any rule has; a file of another kind is not read whole.
const MAX_FILE_BYTES: u64 = 65_536;

pub fn run(config: &Config, command: &RuleCommand) -> Result<(), CliError> {
    match command {
        RuleCommand::List { json } => list(config, *json),
        RuleCommand::Show { name, json } => show(config, name, *json),
        RuleCommand::Add { file, json } => add(config, file, *json),
        RuleCommand::Try { file, since, until, json } => {
            rule_try::run(config, &read(file)?, since, until.as_deref(), *json)
        }
        RuleCommand::End { name } => end(config, name),
    }
}

fn list(config: &Config, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let all = db.read(rules::list).map_err(|e| failed(config, e))?;
    if as_json {
        return print(&format!("{:#}\n", Value::from(all.iter().map(rule_json).collect::<Vec<_>>())));
    }
    if all.is_empty() {
        return print("There is no rule yet.\n");
    }
    let now = Clock::System.now();
    let rows: Vec<_> = all
        .iter()
        .map(|rule| {
            let newest = rule.timeline.newest();
            [
                rule.timeline.name().to_owned(),
                newest.number.to_string(),
                state(rule, now).to_owned(),
                plain(&rule_sentence(Lang::OPERATOR, &newest.rule)),
            ]
        })
        .collect();
    print(&table(["NAME", "VERSION", "STATE", "RULE"], &rows))
}

/// A sentence of pages has spaces that do not break.
fn plain(text: &str) -> String {
    text.replace('\u{A0}', " ")
}

fn state(rule: &StoredRule, now: Timestamp) -> &'static str {
    match (rule.timeline.ended_at, rule.timeline.in_force_now(now)) {
        (Some(_), _) => "ended",
        (None, Some(_)) => "in force",
        (None, None) => "not in force",
    }
}

fn rule_json(rule: &StoredRule) -> Value {
    let version =
        |(version, (_, posted_at)): (&crate::domain::program::timeline::Version, &(i64, Timestamp))| {
            json!({
                "version": version.number,
                "in_force_from": version.in_force_from.rfc3339(),
                "posted_at": posted_at.rfc3339(),
                "rule": to_json(&version.rule),
            })
        };
    json!({
        "name": rule.timeline.name(),
        "ended_at": rule.timeline.ended_at.map(Timestamp::rfc3339),
        "versions": rule.timeline.versions.iter().zip(&rule.rows).map(version).collect::<Vec<_>>(),
    })
}

fn show(config: &Config, name: &str, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let found = db.read(|conn| rules::find(conn, name)).map_err(|e| failed(config, e))?;
    let rule = found.ok_or_else(|| unknown(name))?;
    if as_json {
        return print(&format!("{:#}\n", rule_json(&rule)));
    }
    let mut text = String::new();
    for (version, (_, posted_at)) in rule.timeline.versions.iter().zip(&rule.rows) {
        text += &format!(
            "version {}, in force from {}, posted {}\n  {}\n",
            version.number,
            version.in_force_from.rfc3339(),
            posted_at.rfc3339(),
            plain(&rule_sentence(Lang::OPERATOR, &version.rule)),
        );
    }
    if let Some(ended_at) = rule.timeline.ended_at {
        text += &format!("ended {}\n", ended_at.rfc3339());
    }
    print(&text)
}

/// A new name is a new rule; a known one gets its next version.
fn add(config: &Config, file: &Path, as_json: bool) -> Result<(), CliError> {
    let rule = read(file)?;
    let db = database::open(config)?;
    let (by, now) = (AuditSource::operator(), Clock::System.now());
    let posted = db.write(|tx| -> ProgramResult<StoredRule> {
        match rules::find(tx, &rule.name)? {
            None => actions::post(tx, &rule, &by, now),
            Some(_) => actions::post_version(tx, &rule.name, &rule, &by, now),
        }
    });
    let posted = posted.map_err(|why| refused(config, &rule.name, why))?;
    if as_json {
        return print(&format!("{:#}\n", rule_json(&posted)));
    }
    let version = posted.timeline.newest();
    let sentence = plain(&rule_sentence(Lang::OPERATOR, &version.rule));
    print(&format!("rule {} has version {}: {sentence}\n", rule.name, version.number))
}

/// The rule in a TOML file, which has the same fields as the JSON object of the API.
fn read(file: &Path) -> Result<Rule, CliError> {
    let place = file.display();
    let unreadable = |why: &dyn std::fmt::Display| CliError::Failed(format!("{place}: {why}."));
    let size = std::fs::metadata(file).map_err(|e| unreadable(&e))?.len();
    if size > MAX_FILE_BYTES {
        return Err(unreadable(&format_args!("a rule has at most {MAX_FILE_BYTES} bytes")));
    }
    let text = std::fs::read_to_string(file).map_err(|e| unreadable(&e))?;
    let table: toml::Table = toml::from_str(&text).map_err(|e| unreadable(&one_line(&e)))?;
    let value = to_value(toml::Value::Table(table));
    actions::read(&open_range(value)).map_err(|wrong| {
        let named = wrong.iter().map(|wrong| {
            format!("{}: {}", wrong.field, Lang::OPERATOR.refusal(wrong.why).trim_end_matches('.'))
        });
        unreadable(&named.collect::<Vec<_>>().join("; "))
    })
}

/// What is wrong with a file, without the excerpt of it.
fn one_line(e: &toml::de::Error) -> String {
    e.message().replace('\n', " ")
}

/// TOML has no null: `nth = [2]` is `[2, null]`.
fn open_range(mut rule: Value) -> Value {
    if let Some(Value::Array(nth)) = rule.pointer_mut("/when/nth")
        && nth.len() == 1
    {
        nth.push(Value::Null);
    }
    rule
}

fn to_value(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(at) => at.to_string().into(),
        toml::Value::Array(list) => list.into_iter().map(to_value).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(name, value)| (name, to_value(value))).collect(),
    }
}

fn end(config: &Config, name: &str) -> Result<(), CliError> {
    let db = database::open(config)?;
    let (by, now) = (AuditSource::operator(), Clock::System.now());
    let ended = db.write(|tx| actions::end(tx, name, &by, now));
    let ended = ended.map_err(|why| refused(config, name, why))?;
    let at = ended.timeline.ended_at.map(Timestamp::rfc3339).unwrap_or_default();
    print(&format!("rule {name} ended {at}\n"))
}

fn unknown(name: &str) -> CliError {
    CliError::Failed(format!("there is no rule {name:?}; `referral rule list` shows all."))
}

fn refused(config: &Config, name: &str, why: ProgramError) -> CliError {
    match why {
        ProgramError::Store(e) => failed(config, e),
        ProgramError::NotFound => unknown(name),
        ProgramError::Conflict(wrong) if wrong.why == ValidationError::StateForbids => {
            CliError::Failed(format!("rule {name:?} has ended; post it under another name."))
        }
        _ => CliError::Failed(format!("rule {name:?} could not be changed.")),
    }
}
