//! `rule try FILE`: what a rule would have given for what happened.

use serde_json::Value;

use crate::actions::rewards::trial::{self, TrialError};
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{print, printable, table};
use crate::config::Config;
use crate::domain::program::rule::Rule;
use crate::domain::program::unit::Unit;
use crate::domain::timestamp::{DAY, Timestamp};

/// Tries it on the events since a date or a number of days, and prints what it gives. Writes nothing.
pub fn run(
    config: &Config,
    rule: &Rule,
    since: &str,
    until: Option<&str>,
    as_json: bool,
) -> Result<(), CliError> {
    let now = Clock::System.now();
    let since = moment(config, since, now)?;
    let until = until.map(|until| moment(config, until, now)).transpose()?;
    let db = database::open(config)?;
    let found = db.read(|conn| -> Result<Value, TrialError> {
        let outcome = trial::try_rule(conn, rule, since, until.unwrap_or(Timestamp(i64::MAX)))?;
        Ok(trial::outcome_json(conn, &outcome)?)
    });
    let found = found.map_err(|why| match why {
        TrialError::Store(e) => failed(config, e),
        TrialError::Ledger(why) => failed(config, why),
    })?;
    print(&if as_json { format!("{found:#}\n") } else { text(&found) })
}

/// `90d`, or a date in the program's time zone.
fn moment(config: &Config, text: &str, now: Timestamp) -> Result<Timestamp, CliError> {
    let days = text.strip_suffix('d').and_then(|days| days.parse::<u32>().ok());
    let found = match days {
        Some(days) => Some(now.minus(i64::from(days) * DAY)),
        None => config.program.zone().date_start(text),
    };
    found.ok_or_else(|| CliError::Failed(format!("{text:?} is neither a date such as 2026-01-31 nor 90d.")))
}

fn text(found: &Value) -> String {
    let amount = |of: &Value, name: &str| {
        let unit = Unit::from_name(of["unit"].as_str().unwrap_or(""));
        unit.map_or_else(String::new, |unit| unit.decimal(of[name].as_i64().unwrap_or(0)))
    };
    let list = |name: &str| found[name].as_array().cloned().unwrap_or_default();
    let cell = |of: &Value, name: &str| printable(&of[name].to_string().replace('"', ""));
    let mut sums = Vec::new();
    for what in ["would", "did"] {
        for of in list(what) {
            sums.push([
                what.to_owned(),
                amount(&of, "amount"),
                cell(&of, "unit"),
                cell(&of, "rewards"),
                cell(&of, "participants"),
            ]);
        }
    }
    let changes: Vec<_> = list("changes")
        .iter()
        .map(|of| [cell(of, "participant"), cell(of, "unit"), amount(of, "did"), amount(of, "would")])
        .collect();
    let mut text = table(["", "AMOUNT", "UNIT", "REWARDS", "PARTICIPANTS"], &sums);
    text += &format!("\n{} events reached a cap\n", found["capped"]);
    if !changes.is_empty() {
        text += &format!("\n{}", table(["PARTICIPANT", "UNIT", "DID", "WOULD"], &changes));
    }
    text
}
