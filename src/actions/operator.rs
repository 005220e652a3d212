//! What the operator does to accounts, beside the server: each deed is one transaction on the same tables, and what a
//! visitor could do as well is done by the same function.

use rusqlite::Error;

use super::{account, confirm, links};
use crate::domain::email::Email;
use crate::domain::moment::Moment;
use crate::store::Transaction;
use crate::store::audit::{self, Trace, What};
use crate::store::users::{self, User};
use crate::store::{Db, sessions};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It was so before.
    Already,
    /// Nobody has this address.
    Unknown,
}

/// Confirms the address, as the link in the letter would: the person counts for whoever referred them.
pub fn activate(db: &Db, email: &Email, now: Moment) -> Result<Outcome, Error> {
    with(db, email, |tx, user| {
        Ok(confirm::confirm(tx, user.id, &Trace::operator(), now)? == confirm::Outcome::Confirmed)
    })
}

/// Keeps a person out, at once and everywhere. A link to set a new password would be a way back in.
pub fn disable(db: &Db, email: &Email, now: Moment) -> Result<Outcome, Error> {
    with(db, email, |tx, user| {
        sessions::end_all(tx, user.id, None)?;
        links::kill(tx, user)?;
        noted(tx, user, What::Disabled, now, users::disable(tx, user.id, now)?)
    })
}

/// Lets a person sign in again.
pub fn enable(db: &Db, email: &Email, now: Moment) -> Result<Outcome, Error> {
    with(db, email, |tx, user| {
        let enabled = users::enable(tx, user.id)?;
        if enabled {
            // A session that was being opened while the account was disabled must not come to life by this.
            sessions::end_all(tx, user.id, None)?;
        }
        noted(tx, user, What::Enabled, now, enabled)
    })
}

/// Lets a person see everybody's referrals.
pub fn make_admin(db: &Db, email: &Email, now: Moment) -> Result<Outcome, Error> {
    with(db, email, |tx, user| noted(tx, user, What::MadeAdmin, now, users::make_admin(tx, user.id)?))
}

/// Takes the person and everything that names them out of the database.
pub fn delete(db: &Db, email: &Email, now: Moment) -> Result<Outcome, Error> {
    let outcome = with(db, email, |tx, user| account::take(tx, user, now).map(|()| true))?;
    // A server that reads just now is in the way of this; its own chores empty the log within a minute.
    db.empty_log()?;
    Ok(outcome)
}

/// Writes a deed that changed something into the account's trail.
fn noted(tx: &Transaction, user: &User, what: What, now: Moment, changed: bool) -> Result<bool, Error> {
    if changed {
        audit::insert(tx, user.id, what, &Trace::operator(), now)?;
    }
    Ok(changed)
}

/// Finds the person and does the deed, which says whether it changed anything.
fn with(
    db: &Db,
    email: &Email,
    deed: impl FnOnce(&Transaction, &User) -> Result<bool, Error>,
) -> Result<Outcome, Error> {
    db.write(|tx| match users::by_email(tx, email)? {
        None => Ok(Outcome::Unknown),
        Some(user) => deed(tx, &user).map(|changed| if changed { Outcome::Done } else { Outcome::Already }),
    })
}
