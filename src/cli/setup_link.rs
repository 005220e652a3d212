//! `setup-link`: prints a new setup link, also while a server runs.

use crate::actions::first_admin;
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::print;
use crate::config::Config;

pub fn run(config: &Config) -> Result<(), CliError> {
    let db = database::open(config)?;
    match first_admin::issue_link(&db, Clock::System.now()).map_err(|e| failed(config, e))? {
        Some(token) => print(&format!("{}{}\n", config.server.public_url, first_admin::link_path(&token))),
        None => Err(CliError::Failed(
            "there is an admin already; `referral user make-admin EMAIL` makes another.".into(),
        )),
    }
}
