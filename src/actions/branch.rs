//! Branches of the referral tree: an admin freezes or restores one, or changes a user's referrer.

use crate::actions::accounts_admin::{UserRef, is_still_admin};
use crate::actions::rewards::follow;
use crate::domain::admin_note::AdminNote;
use crate::domain::code::Key;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::branch_freeze;
use crate::store::change_referrer::{self, MoveOutcome};
use crate::store::{self, Db, users};
use crate::store::{invitations, rewards};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BranchOutcome {
    Done,
    /// Nothing had to change.
    Already,
    /// There is no such user.
    Unknown,
    /// There is no such referrer.
    UnknownReferrer,
    /// The new referrer is the user, or below them.
    Cycle,
    /// The acting admin lost the role.
    AdminRevoked,
}

/// The new referrer.
#[derive(Clone, Copy, Debug)]
pub enum Referrer<'a> {
    User(UserRef<'a>),
    /// The owner of this code, also of a retired one.
    Code(&'a Key),
}

/// Freezes a user and everyone below: their referrals do not count, and their codes do not work.
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
        follow::branch(tx, person, now)?;
        audit::insert(tx, person, AuditEvent::BranchFrozen, &by.because(why.as_str()), now)?;
        Ok(BranchOutcome::Done)
    })
}

/// Restores a branch that was frozen at this user, who may be deleted since.
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
        let frozen = rewards::list_attributions_frozen_by(tx, person)?;
        if branch_freeze::restore(tx, person, by.admin_id(), why.as_str(), now)? {
            frozen.into_iter().try_for_each(|id| follow::attribution(tx, id, now))?;
            audit::insert(tx, person, AuditEvent::BranchRestored, &by.because(why.as_str()), now)?;
            return Ok(BranchOutcome::Done);
        }
        Ok(find_refusal(tx, person, by)?.unwrap_or(BranchOutcome::Already))
    })
}

/// Changes the referrer of a user; the branch below moves along.
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
                let by = by.about(&format!("came by #{referrer}")).because(why.as_str());
                audit::insert(tx, person, AuditEvent::ReferrerChanged, &by, now)?;
                follow::branch(tx, person, now)?;
                BranchOutcome::Done
            }
        })
    })
}

/// Why an admin may change nothing about a user, if so.
fn find_refusal(tx: &Transaction, person: i64, by: &AuditSource) -> store::Result<Option<BranchOutcome>> {
    if !is_still_admin(tx, by)? {
        return Ok(Some(BranchOutcome::AdminRevoked));
    }
    Ok(users::find_by_id(tx, person)?.is_none().then_some(BranchOutcome::Unknown))
}
