//! `user`: the operator's access to accounts; needs no running server.

mod account;
mod delete;
mod list;
mod set_password;
mod show;

use crate::actions::accounts_admin::AccountAction;
use crate::cli::CliError;
use crate::cli::args::UserCommand;
use crate::cli::database::{self, failed};
use crate::cli::terminal::eprint;
use crate::cli::user::account::{parse_email, perform_and_print};
use crate::config::Config;
use crate::store::{self, admin_users};

pub fn run(config: &Config, command: &UserCommand) -> Result<(), CliError> {
    let perform =
        |email: &str, action, done, already| perform_and_print(config, email, action, done, already);
    match command {
        UserCommand::List { json } => list::run(config, *json),
        UserCommand::Show { email, json } => show::run(config, &parse_email(email)?, *json),
        UserCommand::Activate { email } => {
            perform(email, AccountAction::Activate, "is confirmed", "was confirmed before")
        }
        UserCommand::Enable { email } => {
            perform(email, AccountAction::Enable, "may sign in again", "was not disabled")
        }
        UserCommand::Disable { email } => perform(
            email,
            AccountAction::Disable,
            "is disabled and signed out everywhere",
            "was disabled before",
        ),
        UserCommand::ResetSecondFactor { email } => perform(
            email,
            AccountAction::ResetSecondFactor,
            "signs in with the password alone, and is signed out everywhere",
            "had no second factor",
        ),
        UserCommand::MakeAdmin { email } => {
            perform(email, AccountAction::MakeAdmin, "is an admin", "was an admin before")
        }
        UserCommand::RemoveAdmin { email } => {
            perform(email, AccountAction::RemoveAdmin, "is no admin any more", "was no admin")?;
            note_missing_admin(config)
        }
        UserCommand::Delete { email, yes } => delete::run(config, &parse_email(email)?, *yes),
        UserCommand::SetPassword { email, password_stdin } => {
            set_password::run(config, &parse_email(email)?, *password_stdin)
        }
    }
}

/// The operator may remove the last admin, who may be compromised, and is told how to make another.
fn note_missing_admin(config: &Config) -> Result<(), CliError> {
    let has_admin =
        database::open(config)?.read(admin_users::has_admin).map_err(|e: store::Error| failed(config, e))?;
    if !has_admin {
        eprint(
            "referral: note: there is no admin now; `referral user make-admin EMAIL` or `referral setup-link` makes one.\n",
        );
    }
    Ok(())
}
