//! The database as the commands beside the server open it: one that is there, of this version, for a moment.

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

/// The sentence of what went wrong with the database.
pub fn failed(config: &Config, why: impl Display) -> CliError {
    CliError::Failed(format!("{}: {why}.", config.database.path.display()))
}
