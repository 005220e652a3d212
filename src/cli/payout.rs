//! `payout list`: what is due, on its way to the bank.

use crate::actions::program::payouts::payout_json;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::payout_args::PayoutCommand;
use crate::cli::terminal::{print, table};
use crate::config::Config;
use crate::domain::payout_state::{self, PayoutState};
use crate::domain::program::unit::Unit;
use crate::store::payouts::{self, Payout};
use crate::store::{self, participants};

/// Payouts that a list shows; the page and the API have all.
const MAX_ROWS: i64 = 1_000;

pub fn run(config: &Config, command: &PayoutCommand) -> Result<(), CliError> {
    let PayoutCommand::List { state, json } = command;
    let state = state.as_deref().and_then(PayoutState::from_name);
    let db = database::open(config)?;
    let found = db.read(|conn| -> store::Result<Vec<(Payout, String, serde_json::Value)>> {
        let found = payouts::list(conn, state, None, None, MAX_ROWS)?;
        let whole = |payout: Payout| {
            let name = participants::name_of(conn, payout.participant_id)?;
            let json = payout_json(conn, &payout)?;
            Ok((payout, name, json))
        };
        found.into_iter().map(whole).collect()
    });
    let found = found.map_err(|e| failed(config, e))?;
    if *json {
        let all: Vec<_> = found.into_iter().map(|(.., json)| json).collect();
        return print(&format!("{:#}\n", serde_json::Value::from(all)));
    }
    if found.is_empty() {
        return print("There is no payout.\n");
    }
    let rows: Vec<_> = found.iter().map(|(payout, name, _)| row(payout, name)).collect();
    print(&table(["ID", "PARTICIPANT", "AMOUNT", "STATE", "CHANGED"], &rows))
}

fn row(payout: &Payout, name: &str) -> [String; 5] {
    let amount = Unit::from_name(&payout.unit).map(|unit| unit.decimal(payout.amount));
    [
        payout_state::number(payout.id),
        name.to_owned(),
        format!("{} {}", amount.unwrap_or_default(), payout.unit),
        payout.state.name().to_owned(),
        payout.changed_at.rfc3339(),
    ]
}
