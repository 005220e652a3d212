//! `rebuild`: derives all rewards anew, and corrects what differs.

use std::fmt::Write;

use serde_json::json;

use crate::actions::rewards::rebuild::{self, RebuildError};
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::database::{self, failed};
use crate::cli::terminal::{print, printable};
use crate::config::Config;

/// Prints the differences. A dry run corrects nothing, and fails when there are any.
pub fn run(config: &Config, dry_run: bool, as_json: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let found = match dry_run {
        true => db.read(rebuild::plan),
        false => db.write(|tx| rebuild::rebuild(tx, &config.program.zone(), Clock::System.now())),
    };
    let found = found.map_err(|why| match why {
        RebuildError::Store(why) => failed(config, why),
        RebuildError::Ledger(why) => failed(config, format_args!("{why}; nothing was changed")),
        RebuildError::Left(left) => failed(
            config,
            format_args!(
                "{}; nothing was changed, put a backup in its place with `referral restore FILE`",
                left.join("; ")
            ),
        ),
    })?;
    print(&if as_json { format!("{:#}\n", json!({ "differences": found })) } else { text(&found) })?;
    match (dry_run, found.len()) {
        (false, _) | (true, 0) => Ok(()),
        (true, n) => Err(failed(
            config,
            format_args!("{n} of the rewards differ; correct them with `referral rebuild`"),
        )),
    }
}

fn text(found: &[String]) -> String {
    if found.is_empty() {
        return "all rewards are as the rules make them\n".to_owned();
    }
    found.iter().fold(String::new(), |mut text, sentence| {
        let _ = writeln!(text, "{}", printable(sentence));
        text
    })
}
