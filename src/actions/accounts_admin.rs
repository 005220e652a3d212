//! What the operator does, by the command line beside the server or by its pages: each deed is one transaction on the same
//! tables, and what a visitor could do as well is done by the same function. Who acts is told by the trace alone.

use rusqlite::Error;

use crate::actions::{account, confirm, email_links};
use crate::domain::email::Email;
use crate::domain::timestamp::Moment;
use crate::store::Transaction;
use crate::store::audit::{self, Actor, Trace, What};
use crate::store::referrals;
use crate::store::users::{self, User};
use crate::store::{Db, outbox, sessions};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It was so before.
    Already,
    /// There is no such account, code or letter.
    Unknown,
    /// Admins do not lock themselves out.
    Oneself,
    /// Whoever acts is no admin any more.
    Powerless,
}

/// Who is looked after: the command line names people by address, pages by number.
#[derive(Clone, Copy, Debug)]
pub enum Whom<'a> {
    Email(&'a Email),
    Id(i64),
}

/// What is done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Confirms the address, as the link in the letter would: the person counts for whoever referred them.
    Activate,
    /// Keeps a person out, at once and everywhere.
    Disable,
    /// Lets a person sign in again.
    Enable,
    /// Ends one session, by its number.
    EndSession(i64),
    /// Ends every session.
    SignOut,
    /// Lets a person look after the site by its pages, and see everybody's referrals.
    MakeAdmin,
    RemoveAdmin,
    /// Takes the person and everything that names them out of the database.
    Delete,
}

impl Deed {
    /// Whether an admin who does it to themselves may find no way back.
    fn locks_out(self) -> bool {
        matches!(self, Deed::Disable | Deed::RemoveAdmin | Deed::Delete)
    }
}

/// Does a deed to an account.
pub fn act(db: &Db, deed: Deed, whom: Whom, by: &Trace, now: Moment) -> Result<Outcome, Error> {
    let outcome = db.write(|tx| {
        if !may(tx, by)? {
            return Ok(Outcome::Powerless);
        }
        let found = match whom {
            Whom::Email(email) => users::by_email(tx, email)?,
            Whom::Id(id) => users::by_id(tx, id)?,
        };
        let Some(user) = found else { return Ok(Outcome::Unknown) };
        // As whoever acts stays an admin, no deed of a page leaves the site without one.
        if deed.locks_out() && by.actor == Actor::Admin(user.id) {
            return Ok(Outcome::Oneself);
        }
        let changed = perform(tx, deed, &user, by, now)?;
        Ok::<_, Error>(if changed { Outcome::Done } else { Outcome::Already })
    })?;
    if deed == Deed::Delete {
        account::clear(db);
    }
    Ok(outcome)
}

/// Says whether it changed anything; what did stands in the trail.
fn perform(tx: &Transaction, deed: Deed, user: &User, by: &Trace, now: Moment) -> Result<bool, Error> {
    let (changed, what) = match deed {
        Deed::Activate => {
            return Ok(confirm::confirm(tx, user.id, by, now)? != confirm::Outcome::AlreadyConfirmed);
        }
        Deed::Delete => {
            account::take(tx, user, now)?;
            // The account's own trail goes with it.
            note(tx, What::AccountDeleted, &format!("account #{}", user.id), by, now)?;
            return Ok(true);
        }
        Deed::Disable => {
            sessions::end_all(tx, user.id, None)?;
            // A link to set a new password would be a way back in.
            email_links::kill(tx, user)?;
            (users::disable(tx, user.id, now)?, What::Disabled)
        }
        Deed::Enable => {
            let enabled = users::enable(tx, user.id)?;
            if enabled {
                // A session that was being opened while the account was disabled must not come to life by this.
                sessions::end_all(tx, user.id, None)?;
            }
            (enabled, What::Enabled)
        }
        Deed::EndSession(id) => (sessions::end_own(tx, user.id, id)?, What::SessionEnded),
        Deed::SignOut => {
            let any = sessions::count(tx, user.id, now)? > 0;
            sessions::end_all(tx, user.id, None)?;
            (any, What::SessionEnded)
        }
        Deed::MakeAdmin => (users::make_admin(tx, user.id)?, What::MadeAdmin),
        Deed::RemoveAdmin => (users::remove_admin(tx, user.id)?, What::RemovedAdmin),
    };
    if changed {
        audit::insert(tx, user.id, what, by, now)?;
    }
    Ok(changed)
}

/// Whoever acts by the pages is asked again within the transaction: two admins who take each other's rights at the same
/// moment must not both succeed.
pub(super) fn may(tx: &Transaction, by: &Trace) -> Result<bool, Error> {
    match by.actor {
        Actor::Admin(id) => {
            Ok(users::by_id(tx, id)?.is_some_and(|admin| admin.is_admin && admin.disabled_at.is_none()))
        }
        _ => Ok(true),
    }
}

/// What is about no account that is still there stands in the trail of the admin who did it.
pub(super) fn note(tx: &Transaction, what: What, about: &str, by: &Trace, now: Moment) -> Result<(), Error> {
    match by.actor {
        Actor::Admin(id) => audit::insert(tx, id, what, &by.about(about), now),
        _ => Ok(()),
    }
}

/// Writes down a deed of an admin that is about no account.
pub fn noted(db: &Db, what: What, about: &str, by: &Trace, now: Moment) -> Result<(), Error> {
    db.write(|tx| note(tx, what, about, by, now))
}

/// Switches a code off for its owner, who may switch it on again.
pub fn switch_off(db: &Db, code: i64, by: &Trace, now: Moment) -> Result<Outcome, Error> {
    db.write(|tx| {
        if !may(tx, by)? {
            return Ok(Outcome::Powerless);
        }
        let Some(found) = referrals::invitation_by_id(tx, code)? else { return Ok(Outcome::Unknown) };
        let referral = found.referral;
        if !referral.is_activated {
            return Ok(Outcome::Already);
        }
        // Nothing conflicts with a code that is off.
        let _ = referrals::update(tx, &referral, &referral.terms(), false, now)?;
        audit::insert(tx, referral.user_id, What::CodeChanged, by, now)?;
        Ok(Outcome::Done)
    })
}

/// Makes one letter, or all without an `id`, due now, with its attempts forgotten; returns how many. `None`: whoever acts
/// is no admin any more.
pub fn retry_letters(db: &Db, id: Option<i64>, by: &Trace, now: Moment) -> Result<Option<usize>, Error> {
    db.write(|tx| {
        if !may(tx, by)? {
            return Ok(None);
        }
        let retried = outbox::retry(tx, id, now)?;
        if retried > 0 {
            note(tx, What::LettersRetried, &which(id), by, now)?;
        }
        Ok(Some(retried))
    })
}

/// Drops a letter that waits or was given up: nobody gets it.
pub fn drop_letter(db: &Db, id: i64, by: &Trace, now: Moment) -> Result<Outcome, Error> {
    db.write(|tx| {
        if !may(tx, by)? {
            return Ok(Outcome::Powerless);
        }
        if !outbox::drop_one(tx, id)? {
            return Ok(Outcome::Unknown);
        }
        note(tx, What::LetterDropped, &which(Some(id)), by, now)?;
        Ok(Outcome::Done)
    })
}

fn which(letter: Option<i64>) -> String {
    letter.map_or("all letters".to_owned(), |id| format!("letter #{id}"))
}
