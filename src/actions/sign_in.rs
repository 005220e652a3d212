//! Somebody signs in.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::tokens::Hash;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::timestamp::Timestamp;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::users::{self, User};
use crate::store::{self, sessions};

pub enum SignInOutcome {
    Welcome(User),
    /// Nobody, a wrong password, an address that is not confirmed and a disabled account are one answer to whoever asks:
    /// a stranger who registers an address knows the password it has then, unless it was somebody's before. The account's
    /// number, if there is one, is for its owner's trail.
    Wrong(Option<i64>),
}

/// Compares the password; an address nobody has costs the same time. A hash made at another cost than today's is
/// renewed on the way.
pub fn sign_in(app: &App, email: &Email, password: &Password) -> Result<SignInOutcome, ActionError> {
    match compare_password(app, email, password)? {
        Some(outcome) => Ok(outcome),
        // Once is enough: a hash of today's cost is not renewed.
        None => Ok(compare_password(app, email, password)?.unwrap_or(SignInOutcome::Wrong(None))),
    }
}

/// `None`: the password was right, and while its hash was renewed another took that one's place. Somebody who signs in at
/// the same moment renewed it first, or the password was changed: that has to be compared.
fn compare_password(
    app: &App,
    email: &Email,
    password: &Password,
) -> Result<Option<SignInOutcome>, ActionError> {
    let user = app.db.read(|conn| users::find_by_email(conn, email))?;
    let verdict = app.hasher.verify(password, user.as_ref().map(|u| u.password.as_str()))?;
    let user_id = user.as_ref().map(|u| u.id);
    let may_enter = |u: &User| verdict.matches && u.is_activated && u.disabled_at.is_none();
    let Some(mut user) = user.filter(may_enter) else { return Ok(Some(SignInOutcome::Wrong(user_id))) };
    if verdict.outdated {
        let renewed = app.hasher.hash(password)?;
        if !app.db.write(|tx| users::update_hash(tx, user.id, &user.password, &renewed))? {
            return Ok(None);
        }
        user.password = renewed;
    }
    Ok(Some(SignInOutcome::Welcome(user)))
}

/// Ends one session of a person, named by its token's hash.
pub fn sign_out(
    app: &App,
    user: &User,
    session: &Hash,
    by: &AuditSource,
    now: Timestamp,
) -> Result<(), ActionError> {
    Ok(app.db.write(|tx| {
        sessions::revoke(tx, session)?;
        audit::insert(tx, user.id, AuditEvent::SignedOut, by, now)
    })?)
}

/// Ends one of a person's sessions, by its number; false when it is not theirs.
pub fn revoke_session(
    app: &App,
    user: &User,
    id: i64,
    by: &AuditSource,
    now: Timestamp,
) -> Result<bool, ActionError> {
    Ok(app.db.write(|tx| -> store::Result<bool> {
        let ended = sessions::revoke_own(tx, user.id, id)?;
        if ended {
            audit::insert(tx, user.id, AuditEvent::SessionEnded, by, now)?;
        }
        Ok(ended)
    })?)
}

/// Ends every session of a person but the one with the hash `keep`.
pub fn revoke_other_sessions(
    app: &App,
    user: &User,
    keep: &Hash,
    by: &AuditSource,
    now: Timestamp,
) -> Result<(), ActionError> {
    Ok(app.db.write(|tx| -> store::Result<()> {
        sessions::revoke_all(tx, user.id, Some(keep))?;
        audit::insert(tx, user.id, AuditEvent::SessionEnded, by, now)
    })?)
}
