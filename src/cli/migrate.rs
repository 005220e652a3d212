//! `migrate`: brings the database to this version's form.

use rusqlite::Connection;

use super::CliError;
use super::output::print;
use crate::config::Config;
use crate::store::{Db, migrate};

pub fn run(config: &Config, only_status: bool) -> Result<(), CliError> {
    let path = &config.database.path;
    let failed = |e: migrate::Error| CliError::Failed(format!("{}: {e}.", path.display()));
    if only_status && !path.exists() {
        return print(&format!("{} does not exist yet; `referral serve` creates it.\n", path.display()));
    }
    if !only_status {
        Db::open(path).map_err(failed)?;
    }
    let mut connection = Connection::open(path).map_err(|e| failed(e.into()))?;
    let steps = migrate::status(&mut connection).map_err(failed)?;
    let lines = steps.iter().map(|step| {
        let state = if step.applied { "applied" } else { "pending" };
        format!("V{} {} {state}\n", step.version, step.name)
    });
    print(&lines.collect::<String>())
}
