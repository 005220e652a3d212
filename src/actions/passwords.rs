//! Passwords: changed by the owner, set by the operator, reset by email.

use crate::actions::reauthentication::{PasswordProof, ProofOutcome};
use crate::actions::{ActionError, email_links};
use crate::app::App;
use crate::crypto::hash_queue::HashOrigin;
use crate::crypto::tokens::{Hash, Token};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::emails::{password_changed, reset};
use crate::store::Transaction;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::users::{self, User};
use crate::store::{self, password_resets, sessions};

/// Changes the owner's password; every other session ends.
pub fn change_own(
    app: &App,
    proof: &PasswordProof,
    new: &Password,
    origin: &HashOrigin,
    by: &AuditSource,
    now: Timestamp,
) -> Result<ProofOutcome, ActionError> {
    let hash = app.hasher.hash(new, origin)?;
    let outcome = proof.run_action(&app.db, |tx, user| {
        replace(app, tx, user, &hash, Some(proof.session()), (AuditEvent::PasswordChanged, by), now)
    })?;
    app.mail_waker.notify();
    Ok(outcome)
}

/// Sets a user's password; every session ends. False if the user no longer exists.
pub fn set_by_operator(
    app: &App,
    user_id: i64,
    new: &Password,
    by: &AuditSource,
    now: Timestamp,
) -> Result<bool, ActionError> {
    let hash = app.hasher.hash(new, &HashOrigin::operator())?;
    let set = app.db.write(|tx| -> store::Result<bool> {
        let Some(user) = users::find_by_id(tx, user_id)? else { return Ok(false) };
        replace(app, tx, &user, &hash, None, (AuditEvent::PasswordChanged, by), now)?;
        Ok(true)
    })?;
    app.mail_waker.notify();
    Ok(set)
}

/// Sets a new password, ends every session except `keep`, revokes every link and enqueues an email.
fn replace(
    app: &App,
    tx: &Transaction,
    user: &User,
    hash: &str,
    keep: Option<&Hash>,
    (what, by): (AuditEvent, &AuditSource),
    now: Timestamp,
) -> store::Result<()> {
    users::update_password(tx, user.id, hash)?;
    sessions::revoke_all(tx, user.id, keep)?;
    email_links::revoke_email_links(tx, user)?;
    audit::insert(tx, user.id, what, by, now)?;
    password_changed::enqueue(app, tx, user, now)
}

/// Enqueues an email with a reset link. Whether the address has a user is looked up when the email is due,
/// so that the work here is the same for every address.
pub fn request_reset(app: &App, email: &Email, lang: Lang, now: Timestamp) -> Result<(), ActionError> {
    app.db.write(|tx| reset::enqueue_on_request(app, tx, email, lang, now))?;
    app.mail_waker.notify();
    Ok(())
}

/// The user of a reset link, if it works at `now`.
pub fn find_reset_owner(app: &App, token: &Token, now: Timestamp) -> Result<Option<User>, ActionError> {
    Ok(app.db.read(|conn| password_resets::find_user(conn, &token.hash(), now))?)
}

/// Resets the password by a link, and returns its user with the new one; `None` if the link no longer works.
/// Calling `find_reset_owner` first saves the hash for an expired link. One transaction checks and uses the
/// link, so it works once.
pub fn reset(
    app: &App,
    token: &Token,
    new: &Password,
    origin: &HashOrigin,
    by: &AuditSource,
    now: Timestamp,
) -> Result<Option<User>, ActionError> {
    let hash = app.hasher.hash(new, origin)?;
    let done = app.db.write(|tx| -> store::Result<Option<User>> {
        let Some(user) = password_resets::find_user(tx, &token.hash(), now)? else { return Ok(None) };
        replace(app, tx, &user, &hash, None, (AuditEvent::PasswordReset, by), now)?;
        Ok(Some(User { password: hash.clone(), ..user }))
    })?;
    app.mail_waker.notify();
    Ok(done)
}
