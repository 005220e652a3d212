//! `restore`: replaces the database by a backup.

use std::path::Path;

use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::backup::human;
use crate::cli::database::failed;
use crate::cli::terminal::{Progress, print};
use crate::config::Config;
use crate::store::files::restore::{self, Error};
use crate::store::files::revocation::RestoreOptions;

pub fn run(
    config: &Config,
    file: &Path,
    identity: Option<&Path>,
    options: RestoreOptions,
) -> Result<(), CliError> {
    let database = &config.database.path;
    let progress = Progress::new();
    let tell = |stage| progress.report(stage);
    let done =
        restore::restore(file, identity, database, options, Clock::System.now(), &tell).map_err(|why| {
            match why {
                Error::Same
                | Error::NoBackup
                | Error::Encrypted(_)
                | Error::Backup(_)
                | Error::Damaged(_) => CliError::Failed(format!("{}: {why}.", file.display())),
                Error::InUse | Error::InMemory | Error::Sqlite(_) | Error::Io(_) => failed(config, why),
            }
        })?;
    drop(progress);
    let old = done.old.map_or(String::new(), |old| format!(" The old one is {}.", old.display()));
    print(&format!("{} is restored, {}.{old}\n", database.display(), human(done.size_bytes)))
}
