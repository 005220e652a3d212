//! `user list`: every account.

use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{print, table};
use crate::cli::user::account::{describe_state, to_json};
use crate::config::Config;
use crate::store::{self, users};

pub fn run(config: &Config, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let everybody = db.read(users::list_all).map_err(|e: store::Error| failed(config, e))?;
    if as_json {
        let everybody: Vec<_> = everybody.iter().map(to_json).collect();
        return print(&format!("{:#}\n", serde_json::Value::from(everybody)));
    }
    if everybody.is_empty() {
        return print("No account is registered yet.\n");
    }
    let rows: Vec<_> = everybody
        .iter()
        .map(|user| {
            [
                user.id.to_string(),
                user.email.to_string(),
                describe_state(user),
                user.date.date(),
                user.firstname.clone(),
            ]
        })
        .collect();
    print(&table(["ID", "EMAIL", "STATE", "SINCE", "NAME"], &rows))
}
