//! `compact`: rewrites the database file, so that nothing of deleted rows stays in it.

use crate::cli::CliError;
use crate::cli::backup::human;
use crate::cli::database::{failed, open};
use crate::cli::terminal::print;
use crate::config::Config;
use crate::store::compaction;

pub fn run(config: &Config) -> Result<(), CliError> {
    let db = open(config)?;
    let size = || db.read(compaction::file_bytes).map_err(|why| failed(config, why));
    let before = size()?;
    let emptied = compaction::run(&db).map_err(|why| {
        failed(
            config,
            format_args!("{why}; the file is as it was, a rewrite needs twice its size of free disk"),
        )
    })?;
    let file = config.database.path.display();
    print(&format!("{file}: rewritten, {}; before {}.\n", human(size()?), human(before)))?;
    if !emptied {
        print("Its write-ahead log is in use: old pages stay there until the server's next purge.\n")?;
    }
    Ok(())
}
