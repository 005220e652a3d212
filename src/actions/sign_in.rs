//! Sign-in: checks an email address and a password. The caller starts the session.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::hash_queue::HashOrigin;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::store::users::{self, User};

pub enum SignInOutcome {
    Welcome(User),
    /// An unknown address, a wrong password, an unconfirmed address and a disabled account are one answer
    /// (OWASP Authentication Cheat Sheet). The user id, if there is one, is for the owner's audit log.
    Wrong(Option<i64>),
}

/// Verifies the password; an unknown address costs the same time. A hash of another cost than the
/// configured one is replaced.
pub fn sign_in(
    app: &App,
    email: &Email,
    password: &Password,
    origin: &HashOrigin,
) -> Result<SignInOutcome, ActionError> {
    match compare_password(app, email, password, origin)? {
        Some(outcome) => Ok(outcome),
        // A second pass is enough: the hash has the configured cost now.
        None => Ok(compare_password(app, email, password, origin)?.unwrap_or(SignInOutcome::Wrong(None))),
    }
}

/// `None`: the password was right, but its hash was replaced in between, by another sign-in or by a new
/// password. It must be compared again.
fn compare_password(
    app: &App,
    email: &Email,
    password: &Password,
    origin: &HashOrigin,
) -> Result<Option<SignInOutcome>, ActionError> {
    let user = app.db.read(|conn| users::find_by_email(conn, email))?;
    let stored = user.as_ref().and_then(User::password_hash);
    let verdict = app.hasher.verify(password, stored, origin)?;
    let user_id = user.as_ref().map(|u| u.id);
    let may_enter = |u: &User| verdict.matches && u.is_activated && u.disabled_at.is_none();
    let Some(mut user) = user.filter(may_enter) else { return Ok(Some(SignInOutcome::Wrong(user_id))) };
    if verdict.outdated {
        let renewed = app.hasher.hash(password, origin)?;
        if !app.db.write(|tx| users::update_hash(tx, user.id, &user.password, &renewed))? {
            return Ok(None);
        }
        user.password = renewed;
    }
    Ok(Some(SignInOutcome::Welcome(user)))
}
