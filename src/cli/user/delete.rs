//! `user delete`: deletes an account and its personal data.

use crate::actions::accounts_admin::AccountAction;
use crate::cli::CliError;
use crate::cli::terminal::{eprint, print};
use crate::cli::user::account::{find, perform};
use crate::cli::{database, terminal};
use crate::config::Config;
use crate::domain::email::Email;
use crate::store::compaction::{self, MAX_BYTES_UNASKED, Outcome};

pub fn run(config: &Config, email: &Email, yes: bool) -> Result<(), CliError> {
    let db = database::open(config)?;
    let user = find(config, &db, email)?;
    let question = format!(
        "Delete {email} (number {}) with its codes, sessions and emails? This cannot be undone.",
        user.id
    );
    if !yes && !terminal::confirm(&question, "add --yes to delete without being asked")? {
        return Err(CliError::Failed(format!("{email} was not deleted.")));
    }
    perform(config, &db, AccountAction::Delete, email)?;
    print(&format!("{email} is deleted.\n"))?;
    // A server's purge would do it; there may be none.
    match compaction::run_if_due(&db, MAX_BYTES_UNASKED) {
        Ok(Outcome::Rewritten | Outcome::NotDue) => {}
        Ok(Outcome::TooLarge) => eprint(
            "Copies of deleted rows may remain in unused parts of the file until `referral compact`.\n",
        ),
        Err(e) => eprint(&format!(
            "The file cannot be rewritten now ({e}); a running server does it later, or `referral compact`.\n"
        )),
    }
    Ok(())
}
