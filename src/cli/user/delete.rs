//! `user delete`: an account and everything that names it.

use crate::actions::accounts_admin::AccountAction;
use crate::cli::output::print;
use crate::cli::user::{CliError, act, failed, find};
use crate::cli::{database, terminal};
use crate::config::Config;
use crate::domain::email::Email;
use crate::store::residue;

pub fn run(config: &Config, email: &Email, yes: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let user = find(config, &db, email)?;
    let question = format!(
        "Delete {email} (number {}) with its codes, sessions and letters? This cannot be undone.",
        user.id
    );
    if !yes && !terminal::confirm(&question, "add --yes to delete without being asked")? {
        return Err(CliError::Failed(format!("{email} was not deleted.")));
    }
    act(config, &db, AccountAction::Delete, email)?;
    print(&format!("{email} is deleted.\n"))?;
    // A server does it in parts beside what it serves; there may be none.
    while !residue::wipe(&db).map_err(|e| failed(config, e))? {}
    Ok(())
}
