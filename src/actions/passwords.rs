//! A password is changed by its owner, or set anew by way of a letter.

use super::{Trouble, links};
use crate::app::App;
use crate::domain::email::Email;
use crate::domain::moment::Moment;
use crate::domain::person::Password;
use crate::lang::Lang;
use crate::mail::drafts;
use crate::store::audit::{self, Trace, What};
use crate::store::outbox::Kind;
use crate::store::users::{self, User};
use crate::store::{resets, sessions};
use crate::tokens::{Hash, Token};

/// Whether this is the person's password.
pub fn confirms(app: &App, user: &User, password: &Password) -> Result<bool, Trouble> {
    Ok(app.hasher.verify(password, Some(&user.password))?.matches)
}

/// Sets a new password, ends every session but the one with the hash `keep`, kills every reset link and tells the
/// owner by letter.
pub fn set(
    app: &App,
    user: &User,
    new: &Password,
    keep: Option<&Hash>,
    by: &Trace,
    now: Moment,
) -> Result<(), Trouble> {
    let hash = app.hasher.hash(new)?;
    app.db.write(|tx| -> Result<(), rusqlite::Error> {
        users::set_password(tx, user.id, &hash)?;
        sessions::end_all(tx, user.id, keep)?;
        links::kill(tx, user)?;
        audit::insert(tx, user.id, What::PasswordChanged, by, now)?;
        drafts::password_changed(app, tx, user, now)
    })?;
    app.bell.ring();
    Ok(())
}

/// Asks for a letter with a reset link. Whether there is somebody to write to is looked up when the letter is due, so
/// that the work here is the same for every address.
pub fn forgot(app: &App, email: &Email, lang: Lang, now: Moment) -> Result<(), Trouble> {
    app.db.write(|tx| drafts::asked(app, tx, Kind::Reset, email, lang, now))?;
    app.bell.ring();
    Ok(())
}

/// Whose reset link this is, if it works at `now`.
pub fn link_owner(app: &App, token: &Token, now: Moment) -> Result<Option<User>, Trouble> {
    Ok(app.db.read(|conn| resets::user_of(conn, &token.hash(), now))?)
}

/// Uses a reset link; false when it works no more. Asking `link_owner` first spares the hash for a dead one. The link is taken and the password set in one transaction, so
/// that of two people who use it at once one succeeds.
pub fn reset(app: &App, token: &Token, new: &Password, by: &Trace, now: Moment) -> Result<bool, Trouble> {
    let hash = app.hasher.hash(new)?;
    let done = app.db.write(|tx| -> Result<bool, rusqlite::Error> {
        let Some(user) = resets::user_of(tx, &token.hash(), now)? else { return Ok(false) };
        users::set_password(tx, user.id, &hash)?;
        sessions::end_all(tx, user.id, None)?;
        links::kill(tx, &user)?;
        audit::insert(tx, user.id, What::PasswordReset, by, now)?;
        drafts::password_changed(app, tx, &user, now)?;
        Ok(true)
    })?;
    app.bell.ring();
    Ok(done)
}
