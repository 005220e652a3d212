//! `setup-link`: the link of the banner anew, beside a server that runs.

use super::CliError;
use super::database::{self, failed};
use super::output::print;
use crate::actions::setup;
use crate::clock::Clock;
use crate::config::Config;

pub fn run(config: &Config) -> Result<(), CliError> {
    let db = database::open(config)?;
    match setup::offer(&db, Clock::System.now()).map_err(|e| failed(config, e))? {
        Some(token) => print(&format!("{}{}\n", config.server.public_url, setup::path(&token))),
        None => Err(CliError::Failed(
            "there is an admin already; `referral user make-admin EMAIL` makes another.".into(),
        )),
    }
}
