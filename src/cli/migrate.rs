//! `migrate`: brings the database to this version's form.

use serde_json::json;

use crate::cli::CliError;
use crate::cli::database::failed;
use crate::cli::serve;
use crate::cli::terminal::print;
use crate::config::Config;
use crate::store::files::migrate::{self, Step};
use crate::store::{Db, conn::file_identity};

pub fn run(config: &Config, only_status: bool, as_json: bool) -> Result<(), CliError> {
    let path = &config.database.path;
    if !only_status && (file_identity::is_in_memory(path) || !path.exists() || pending(&status(config)?)) {
        // The tables must not change under a running server.
        let _alone = serve::lock_database(config)?;
        Db::open(path).map_err(|why| failed(config, why))?;
    }
    if as_json {
        let steps = if path.exists() { status(config)? } else { Vec::new() };
        let step =
            |step: &Step| json!({ "version": step.version, "name": step.name, "applied": step.applied });
        let steps: Vec<_> = steps.iter().map(step).collect();
        return print(&format!("{:#}\n", json!({ "exists": path.exists(), "migrations": steps })));
    }
    if !path.exists() {
        return print(&format!("{} does not exist yet; `referral serve` creates it.\n", path.display()));
    }
    let lines = status(config)?.into_iter().map(|step| {
        let state = if step.applied { "applied" } else { "pending" };
        format!("V{} {} {state}\n", step.version, step.name)
    });
    print(&lines.collect::<String>())
}

fn status(config: &Config) -> Result<Vec<Step>, CliError> {
    migrate::status_of(&config.database.path).map_err(|why| failed(config, why))
}

fn pending(steps: &[Step]) -> bool {
    steps.iter().any(|step| !step.applied)
}
