//! A password is changed by its owner, or set anew by way of a letter.

use crate::actions::reauthentication::{Proof, Stale};
use crate::actions::{Trouble, email_links};
use crate::app::App;
use crate::crypto::tokens::{Hash, Token};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::timestamp::Moment;
use crate::i18n::Lang;
use crate::mail::enqueue;
use crate::store::Transaction;
use crate::store::audit::{self, Trace, What};
use crate::store::outbox::Kind;
use crate::store::users::{self, User};
use crate::store::{password_resets, sessions};

/// The owner changes it: every other session ends.
pub fn change(
    app: &App,
    proof: &Proof,
    new: &Password,
    by: &Trace,
    now: Moment,
) -> Result<Result<(), Stale>, Trouble> {
    let hash = app.hasher.hash(new)?;
    let changed = app.db.write(|tx| -> Result<_, rusqlite::Error> {
        let user = match proof.person(tx)? {
            Ok(user) => user,
            Err(stale) => return Ok(Err(stale)),
        };
        replace(app, tx, &user, &hash, Some(proof.session()), (What::PasswordChanged, by), now).map(Ok)
    })?;
    app.bell.ring();
    Ok(changed)
}

/// The operator sets it, whatever it was: every session ends. False when the person is gone.
pub fn set(app: &App, user_id: i64, new: &Password, by: &Trace, now: Moment) -> Result<bool, Trouble> {
    let hash = app.hasher.hash(new)?;
    let set = app.db.write(|tx| -> Result<bool, rusqlite::Error> {
        let Some(user) = users::by_id(tx, user_id)? else { return Ok(false) };
        replace(app, tx, &user, &hash, None, (What::PasswordChanged, by), now)?;
        Ok(true)
    })?;
    app.bell.ring();
    Ok(set)
}

/// Sets a new password, ends every session but the one with the hash `keep`, kills every link and tells the owner by
/// letter.
fn replace(
    app: &App,
    tx: &Transaction,
    user: &User,
    hash: &str,
    keep: Option<&Hash>,
    (what, by): (What, &Trace),
    now: Moment,
) -> Result<(), rusqlite::Error> {
    users::set_password(tx, user.id, hash)?;
    sessions::end_all(tx, user.id, keep)?;
    email_links::kill(tx, user)?;
    audit::insert(tx, user.id, what, by, now)?;
    enqueue::password_changed(app, tx, user, now)
}

/// Asks for a letter with a reset link. Whether there is somebody to write to is looked up when the letter is due, so
/// that the work here is the same for every address.
pub fn forgot(app: &App, email: &Email, lang: Lang, now: Moment) -> Result<(), Trouble> {
    app.db.write(|tx| enqueue::asked(app, tx, Kind::Reset, email, lang, now))?;
    app.bell.ring();
    Ok(())
}

/// Whose reset link this is, if it works at `now`.
pub fn link_owner(app: &App, token: &Token, now: Moment) -> Result<Option<User>, Trouble> {
    Ok(app.db.read(|conn| password_resets::user_of(conn, &token.hash(), now))?)
}

/// Uses a reset link; false when it works no more. Asking `link_owner` first spares the hash for a dead one. The link is
/// taken and the password set in one transaction, so that of two people who use it at once one succeeds.
pub fn reset(app: &App, token: &Token, new: &Password, by: &Trace, now: Moment) -> Result<bool, Trouble> {
    let hash = app.hasher.hash(new)?;
    let done = app.db.write(|tx| -> Result<bool, rusqlite::Error> {
        let Some(user) = password_resets::user_of(tx, &token.hash(), now)? else { return Ok(false) };
        replace(app, tx, &user, &hash, None, (What::PasswordReset, by), now)?;
        Ok(true)
    })?;
    app.bell.ring();
    Ok(done)
}
