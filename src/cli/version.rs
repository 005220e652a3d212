//! `version`: the same as `--version`, also for programs.

use serde_json::json;

use super::CliError;
use super::output::print;
use crate::version::{COMMIT, PROGRAM, version};

pub fn run(as_json: bool) -> Result<(), CliError> {
    if !as_json {
        return print(&format!("referral {}\n", version()));
    }
    let value = json!({ "version": PROGRAM, "commit": COMMIT, "sqlite": rusqlite::version() });
    print(&format!("{value:#}\n"))
}
