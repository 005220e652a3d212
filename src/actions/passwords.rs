//! A password is changed by its owner, or set anew by way of a letter.

use rusqlite::Transaction;

use super::Trouble;
use crate::app::App;
use crate::domain::email::Email;
use crate::domain::moment::Moment;
use crate::domain::person::Password;
use crate::lang::Lang;
use crate::mail::drafts;
use crate::store::outbox::{self, Kind};
use crate::store::users::{self, User};
use crate::store::{resets, sessions};
use crate::tokens::{Hash, Token};

/// Whether this is the person's password.
pub fn confirms(app: &App, user: &User, password: &Password) -> Result<bool, Trouble> {
    Ok(app.hasher.verify(password, Some(&user.password))?.matches)
}

/// Sets a new password, ends every session but the one with the hash `keep`, kills every reset link and tells the
/// owner by letter.
pub fn set(app: &App, user: &User, new: &Password, keep: Option<&Hash>, now: Moment) -> Result<(), Trouble> {
    let hash = app.hasher.hash(new)?;
    app.db.write(|tx| -> Result<(), rusqlite::Error> {
        users::set_password(tx, user.id, &hash)?;
        sessions::end_all(tx, user.id, keep)?;
        forget_links(tx, user.id)?;
        drafts::password_changed(app, tx, user, now)
    })?;
    app.bell.ring();
    Ok(())
}

/// Kills every reset link of a person; a letter that still waits to bring one has nothing to bring.
fn forget_links(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    resets::forget_of(tx, user_id)?;
    outbox::drop_waiting(tx, user_id, Kind::Reset)
}

/// Writes a letter with a reset link, if there is somebody to write to. Whoever asks learns nothing.
pub fn forgot(app: &App, email: &Email, lang: Lang, now: Moment) -> Result<(), Trouble> {
    app.db.write(|tx| -> Result<(), rusqlite::Error> {
        match users::by_email(tx, email)? {
            Some(user) if user.is_activated && user.disabled_at.is_none() => {
                drafts::reset(app, tx, &user, lang, now)
            }
            _ => Ok(()),
        }
    })?;
    app.bell.ring();
    Ok(())
}

/// Whether a reset link works at `now`.
pub fn link_works(app: &App, token: &Token, now: Moment) -> Result<bool, Trouble> {
    Ok(app.db.read(|conn| resets::user_of(conn, &token.hash(), now))?.is_some())
}

/// Uses a reset link; false when it works no more. The link is taken and the password set in one transaction, so
/// that of two people who use it at once one succeeds.
pub fn reset(app: &App, token: &Token, new: &Password, now: Moment) -> Result<bool, Trouble> {
    if !link_works(app, token, now)? {
        return Ok(false);
    }
    let hash = app.hasher.hash(new)?;
    let done = app.db.write(|tx| -> Result<bool, rusqlite::Error> {
        let Some(user) = resets::user_of(tx, &token.hash(), now)? else { return Ok(false) };
        users::set_password(tx, user.id, &hash)?;
        sessions::end_all(tx, user.id, None)?;
        forget_links(tx, user.id)?;
        drafts::password_changed(app, tx, &user, now)?;
        Ok(true)
    })?;
    app.bell.ring();
    Ok(done)
}
