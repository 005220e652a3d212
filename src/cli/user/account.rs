//! An account on the command line: found by its email address, changed, described.

use crate::actions::accounts_admin::{self, AccountAction, ActionResult, UserRef};
use crate::app::clock::Clock;
use crate::cli::database::{self, failed};
use crate::cli::error::CliError;
use crate::cli::terminal::print;
use crate::config::Config;
use crate::domain::email::Email;
use crate::store::audit::AuditSource;
use crate::store::users::{self, User};
use crate::store::{self, Db};

pub fn parse_email(text: &str) -> Result<Email, CliError> {
    Email::parse(text).map_err(|_| {
        CliError::Failed(format!("{text:?} is not a mail address; give one such as name@example.com."))
    })
}

/// The user with this address; none is an error.
pub fn find(config: &Config, db: &Db, email: &Email) -> Result<User, CliError> {
    db.read(|conn| users::find_by_email(conn, email))
        .map_err(|e: store::Error| failed(config, e))?
        .ok_or_else(|| unknown(email))
}

/// Performs an action and prints `done`, or `already` if nothing had to change.
pub fn perform_and_print(
    config: &Config,
    email: &str,
    action: AccountAction,
    done: &str,
    already: &str,
) -> Result<(), CliError> {
    let email = parse_email(email)?;
    let db = database::open(config)?;
    let changed = perform(config, &db, action, &email)?;
    print(&format!("{email} {}.\n", if changed { done } else { already }))
}

/// Performs an action; true if it changed anything.
pub fn perform(config: &Config, db: &Db, action: AccountAction, email: &Email) -> Result<bool, CliError> {
    let by = AuditSource::operator();
    let user = UserRef::Email(email);
    let result = accounts_admin::perform(db, config, action, user, &by, Clock::System.now());
    match result.map_err(|e| failed(config, e))? {
        ActionResult::Done => Ok(true),
        ActionResult::Already => Ok(false),
        // The last two are for admins only.
        ActionResult::Unknown | ActionResult::OnSelf | ActionResult::AdminRevoked => Err(unknown(email)),
    }
}

fn unknown(email: &Email) -> CliError {
    CliError::Failed(format!("no account has the address {email}; `referral user list` shows who is there."))
}

/// The account's state in one or two words.
pub fn describe_state(user: &User) -> String {
    let state = match user {
        User { disabled_at: Some(_), .. } => "disabled",
        User { is_activated: false, .. } => "unconfirmed",
        User { is_active: false, .. } => "confirmed",
        _ => "active",
    };
    format!("{state}{}", if user.is_admin { ", admin" } else { "" })
}

/// The account under the names of the table's columns, without secrets.
pub fn to_json(user: &User) -> serde_json::Value {
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
