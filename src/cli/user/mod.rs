//! `user`: the operator's way to the accounts, which needs no server.

mod delete;
mod list;
mod set_password;
mod show;

use crate::actions::accounts_admin::{self, AccountAction, ActionResult, UserRef};
use crate::app::clock::Clock;
use crate::cli::CliError;
use crate::cli::args::UserCommand;
use crate::cli::database::{self, failed};
use crate::cli::output::{eprint, print};
use crate::config::Config;
use crate::domain::email::Email;
use crate::store::audit::AuditSource;
use crate::store::users::{self, User};
use crate::store::{self, Db, admin_users};

pub fn run(config: &Config, command: &UserCommand) -> Result<(), CliError> {
    match command {
        UserCommand::List { json } => list::run(config, *json),
        UserCommand::Show { email, json } => show::run(config, &address(email)?, *json),
        UserCommand::Activate { email } => {
            deed(config, email, AccountAction::Activate)?.say("is confirmed", "was confirmed before")
        }
        UserCommand::Enable { email } => {
            deed(config, email, AccountAction::Enable)?.say("may sign in again", "was not disabled")
        }
        UserCommand::Disable { email } => deed(config, email, AccountAction::Disable)?
            .say("is disabled and signed out everywhere", "was disabled before"),
        UserCommand::MakeAdmin { email } => {
            deed(config, email, AccountAction::MakeAdmin)?.say("is an admin", "was an admin before")
        }
        UserCommand::RemoveAdmin { email } => remove_admin(config, email),
        UserCommand::Delete { email, yes } => delete::run(config, &address(email)?, *yes),
        UserCommand::SetPassword { email, password_stdin } => {
            set_password::run(config, &address(email)?, *password_stdin)
        }
    }
}

/// How a deed ended, and for whom.
struct UserCommandResult {
    email: Email,
    changed: bool,
}

fn deed(config: &Config, email: &str, deed: AccountAction) -> Result<UserCommandResult, CliError> {
    let email = address(email)?;
    let db = database::open(config)?;
    act(config, &db, deed, &email).map(|changed| UserCommandResult { email, changed })
}

/// Does it, and says whether that changed anything.
fn act(config: &Config, db: &Db, deed: AccountAction, email: &Email) -> Result<bool, CliError> {
    let (whom, by) = (UserRef::Email(email), AuditSource::operator());
    match accounts_admin::perform(db, deed, whom, &by, Clock::System.now()).map_err(|e| failed(config, e))? {
        ActionResult::Done => Ok(true),
        ActionResult::Already => Ok(false),
        // The other two are what admins meet.
        ActionResult::Unknown | ActionResult::Oneself | ActionResult::Powerless => Err(unknown(email)),
    }
}

/// Whoever has the shell is never refused, for an admin gone bad may be the only one; but is told what that means.
fn remove_admin(config: &Config, email: &str) -> Result<(), CliError> {
    deed(config, email, AccountAction::RemoveAdmin)?.say("is no admin any more", "was no admin")?;
    let left =
        database::open(config)?.read(admin_users::has_admin).map_err(|e: store::Error| failed(config, e))?;
    if !left {
        eprint(
            "referral: note: there is no admin now; `referral user make-admin EMAIL` or `referral setup-link` makes one.\n",
        );
    }
    Ok(())
}

impl UserCommandResult {
    fn say(&self, done: &str, already: &str) -> Result<(), CliError> {
        print(&format!("{} {}.\n", self.email, if self.changed { done } else { already }))
    }
}

fn address(text: &str) -> Result<Email, CliError> {
    Email::parse(text).map_err(|_| {
        CliError::Failed(format!("{text:?} is not a mail address; give one such as name@example.com."))
    })
}

fn find(config: &Config, db: &Db, email: &Email) -> Result<User, CliError> {
    db.read(|conn| users::find_by_email(conn, email))
        .map_err(|e: store::Error| failed(config, e))?
        .ok_or_else(|| unknown(email))
}

fn unknown(email: &Email) -> CliError {
    CliError::Failed(format!("nobody has the address {email}; `referral user list` shows who is there."))
}

/// An account in two words: how far it has come, and whether it may do more than others.
fn state(user: &User) -> String {
    let state = match user {
        User { disabled_at: Some(_), .. } => "disabled",
        User { is_activated: false, .. } => "unconfirmed",
        User { is_active: false, .. } => "confirmed",
        _ => "active",
    };
    format!("{state}{}", if user.is_admin { ", admin" } else { "" })
}

/// An account as programs read it, under the names of the table's columns. Nothing secret is in it.
fn json(user: &User) -> serde_json::Value {
    serde_json::json!({
        "id": user.id,
        "email": user.email.as_str(),
        "firstname": user.firstname,
        "send": user.send,
        "is_activated": user.is_activated,
        "is_active": user.is_active,
        "is_admin": user.is_admin,
        "lang": user.lang,
        "date": user.date.rfc3339(),
        "disabled_at": user.disabled_at.map(|at| at.rfc3339()),
    })
}
