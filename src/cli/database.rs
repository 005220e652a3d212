//! The database for commands that may run next to a server: it must exist and have this version's schema.

use std::fmt::Display;

use crate::cli::CliError;
use crate::config::Config;
use crate::store::Db;

pub fn open(config: &Config) -> Result<Db, CliError> {
    let db = Db::open_existing(&config.database.path).map_err(|why| failed(config, why))?;
    if !config.database.checkpoint {
        db.disable_autocheckpoint().map_err(|why| failed(config, why))?;
    }
    Ok(db)
}

/// The error about the database file, as a sentence.
pub fn failed(config: &Config, why: impl Display) -> CliError {
    CliError::Failed(format!("{}: {why}.", config.database.path.display()))
}
