//! An admin changes the tree of who came by whom: freezes a branch, restores it, moves a person.

use rusqlite::Error;

use crate::actions::accounts_admin::{Whom, may};
use crate::domain::admin_note::Reason;
use crate::domain::code::Key;
use crate::domain::timestamp::Moment;
use crate::store::Transaction;
use crate::store::audit::{self, Trace, What};
use crate::store::change_referrer::{self, Moved};
use crate::store::{Db, branches, referrals, users};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Done,
    /// It was so before.
    Already,
    /// There is no such person.
    Unknown,
    /// Nobody is called so who could have brought somebody.
    UnknownReferrer,
    /// That person is themselves, or came by them.
    Cycle,
    /// Whoever acts is no admin any more.
    Powerless,
}

/// By whom somebody should have come.
#[derive(Clone, Copy, Debug)]
pub enum Referrer<'a> {
    Whom(Whom<'a>),
    /// Whose code it is or was.
    Code(&'a Key),
}

/// From now on a person and everybody below count for nobody, and their codes do not work.
pub fn freeze(db: &Db, person: i64, why: &Reason, by: &Trace, now: Moment) -> Result<Outcome, Error> {
    db.write(|tx| {
        if let Some(outcome) = kept_from(tx, person, by)? {
            return Ok(outcome);
        }
        if !branches::freeze(tx, person, by.admin_id(), why.as_str(), now)? {
            return Ok(Outcome::Already);
        }
        audit::insert(tx, person, What::BranchFrozen, by, now)?;
        Ok(Outcome::Done)
    })
}

/// Lets a branch count again that was frozen at this person. It may be that they are gone, and those below are not.
pub fn restore(db: &Db, person: i64, why: &Reason, by: &Trace, now: Moment) -> Result<Outcome, Error> {
    db.write(|tx| {
        if !may(tx, by)? {
            return Ok(Outcome::Powerless);
        }
        if branches::restore(tx, person, by.admin_id(), why.as_str(), now)? {
            audit::insert(tx, person, What::BranchRestored, by, now)?;
            return Ok(Outcome::Done);
        }
        Ok(kept_from(tx, person, by)?.unwrap_or(Outcome::Already))
    })
}

/// From now on a person came by another, with all who came by them.
pub fn move_to(
    db: &Db,
    person: i64,
    referrer: Referrer,
    why: &Reason,
    by: &Trace,
    now: Moment,
) -> Result<Outcome, Error> {
    db.write(|tx| {
        if let Some(outcome) = kept_from(tx, person, by)? {
            return Ok(outcome);
        }
        let found = match referrer {
            Referrer::Whom(Whom::Id(id)) => users::by_id(tx, id)?.map(|user| user.id),
            Referrer::Whom(Whom::Email(email)) => users::by_email(tx, email)?.map(|user| user.id),
            Referrer::Code(key) => referrals::invitation_by_key(tx, key)?.map(|found| found.referral.user_id),
        };
        let Some(referrer) = found else { return Ok(Outcome::UnknownReferrer) };
        Ok(match change_referrer::put(tx, person, referrer, by.admin_id(), why.as_str(), now)? {
            Moved::Already => Outcome::Already,
            Moved::Cycle => Outcome::Cycle,
            Moved::Done => {
                let by = by.about(&format!("came by #{referrer}"));
                audit::insert(tx, person, What::ReferrerChanged, &by, now)?;
                Outcome::Done
            }
        })
    })
}

/// What keeps an admin from changing anything about a person.
fn kept_from(tx: &Transaction, person: i64, by: &Trace) -> Result<Option<Outcome>, Error> {
    if !may(tx, by)? {
        return Ok(Some(Outcome::Powerless));
    }
    Ok(users::by_id(tx, person)?.is_none().then_some(Outcome::Unknown))
}
