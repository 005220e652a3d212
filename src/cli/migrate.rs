//! `migrate`: brings the database to this version's form.

use super::CliError;
use super::database::failed;
use super::output::print;
use super::serve;
use crate::config::Config;
use crate::store::migrate::{self, Step};
use crate::store::{Db, place};

pub fn run(config: &Config, only_status: bool) -> Result<(), CliError> {
    let path = &config.database.path;
    if !only_status && (place::is_in_memory(path) || !path.exists() || pending(&status(config)?)) {
        // Nobody's tables change under them.
        let _alone = serve::alone(config)?;
        Db::open(path).map_err(|why| failed(config, why))?;
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
