//! An admin changes the tree of who came by whom: freezes a branch, restores it, moves a person.

use crate::actions::accounts_admin::{UserRef, is_still_admin};
use crate::domain::admin_note::AdminNote;
use crate::domain::code::Key;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::branch_freeze;
use crate::store::change_referrer::{self, MoveOutcome};
use crate::store::invitations;
use crate::store::{self, Db, users};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchOutcome {
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
    AdminRevoked,
}

/// By whom somebody should have come.
#[derive(Clone, Copy, Debug)]
pub enum Referrer<'a> {
    User(UserRef<'a>),
    /// Whose code it is or was.
    Code(&'a Key),
}

/// From now on a person and everybody below count for nobody, and their codes do not work.
pub fn freeze(
    db: &Db,
    person: i64,
    why: &AdminNote,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<BranchOutcome> {
    db.write(|tx| {
        if let Some(outcome) = find_refusal(tx, person, by)? {
            return Ok(outcome);
        }
        if !branch_freeze::freeze(tx, person, by.admin_id(), why.as_str(), now)? {
            return Ok(BranchOutcome::Already);
        }
        audit::insert(tx, person, AuditEvent::BranchFrozen, by, now)?;
        Ok(BranchOutcome::Done)
    })
}

/// Lets a branch count again that was frozen at this person. It may be that they are gone, and those below are not.
pub fn restore(
    db: &Db,
    person: i64,
    why: &AdminNote,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<BranchOutcome> {
    db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(BranchOutcome::AdminRevoked);
        }
        if branch_freeze::restore(tx, person, by.admin_id(), why.as_str(), now)? {
            audit::insert(tx, person, AuditEvent::BranchRestored, by, now)?;
            return Ok(BranchOutcome::Done);
        }
        Ok(find_refusal(tx, person, by)?.unwrap_or(BranchOutcome::Already))
    })
}

/// From now on a person came by another, with all who came by them.
pub fn move_to(
    db: &Db,
    person: i64,
    referrer: Referrer,
    why: &AdminNote,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<BranchOutcome> {
    db.write(|tx| {
        if let Some(outcome) = find_refusal(tx, person, by)? {
            return Ok(outcome);
        }
        let found = match referrer {
            Referrer::User(UserRef::Id(id)) => users::find_by_id(tx, id)?.map(|user| user.id),
            Referrer::User(UserRef::Email(email)) => users::find_by_email(tx, email)?.map(|user| user.id),
            Referrer::Code(key) => invitations::find_by_key(tx, key)?.map(|found| found.referral.user_id),
        };
        let Some(referrer) = found else { return Ok(BranchOutcome::UnknownReferrer) };
        Ok(match change_referrer::change(tx, person, referrer, by.admin_id(), why.as_str(), now)? {
            MoveOutcome::Already => BranchOutcome::Already,
            MoveOutcome::Cycle => BranchOutcome::Cycle,
            MoveOutcome::Done => {
                let by = by.about(&format!("came by #{referrer}"));
                audit::insert(tx, person, AuditEvent::ReferrerChanged, &by, now)?;
                BranchOutcome::Done
            }
        })
    })
}

/// What keeps an admin from changing anything about a person.
fn find_refusal(tx: &Transaction, person: i64, by: &AuditSource) -> store::Result<Option<BranchOutcome>> {
    if !is_still_admin(tx, by)? {
        return Ok(Some(BranchOutcome::AdminRevoked));
    }
    Ok(users::find_by_id(tx, person)?.is_none().then_some(BranchOutcome::Unknown))
}
