//! `version`: the same as `--version`, also as JSON.

use serde_json::json;

use crate::app::version::{COMMIT, VERSION, version};
use crate::cli::CliError;
use crate::cli::terminal::print;
use crate::store;

pub fn run(as_json: bool) -> Result<(), CliError> {
    if !as_json {
        return print(&format!("referral {}\n", version()));
    }
    let value = json!({ "version": VERSION, "commit": COMMIT, "sqlite": store::sqlite_version() });
    print(&format!("{value:#}\n"))
}
