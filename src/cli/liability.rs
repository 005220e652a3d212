//! `liability`: what is owed by rewards, by unit and day.

use serde_json::{Value, json};

use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{print, table};
use crate::config::Config;
use crate::domain::program::unit::Unit;
use crate::domain::timestamp::Timestamp;
use crate::store::liability::{self, Liability};

pub fn run(config: &Config, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let now = Clock::System.now();
    let found = db.read(|conn| liability::list(conn, now)).map_err(|e| failed(config, e))?;
    if as_json {
        let all: Vec<Value> = found.iter().map(|(unit, of)| value(unit, of)).collect();
        return print(&format!("{:#}\n", Value::from(all)));
    }
    if found.is_empty() {
        return print("Nothing is owed.\n");
    }
    let mut rows = Vec::new();
    for (unit, of) in &found {
        let shown = |amount: i64| {
            Unit::from_name(unit).map_or_else(|| amount.to_string(), |unit| unit.decimal(amount))
        };
        let mut row = |what: String, amount: i64| rows.push([unit.clone(), what, shown(amount)]);
        row("due".to_owned(), of.due);
        row("paying".to_owned(), of.paying);
        row("pending".to_owned(), of.pending);
        for (day, amount) in &of.by_day {
            row(format!("  due on {}", date(*day)), *amount);
        }
        if of.undated != 0 {
            row("  no date yet".to_owned(), of.undated);
        }
        row("expected reversals".to_owned(), of.expected_reversals);
    }
    print(&table(["UNIT", "WHAT", "AMOUNT"], &rows))
}

fn value(unit: &str, of: &Liability) -> Value {
    let by_day = of.by_day.iter().map(|(day, amount)| json!({ "day": date(*day), "amount": amount }));
    json!({
        "unit": unit,
        "due": of.due,
        "paying": of.paying,
        "pending": of.pending,
        "by_day": by_day.collect::<Vec<_>>(),
        "undated": of.undated,
        "expected_reversals": of.expected_reversals,
    })
}

/// `2026-01-31`.
fn date(day: i64) -> String {
    Timestamp(day).rfc3339().chars().take(10).collect()
}
