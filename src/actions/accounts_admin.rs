//! What the operator does, by the command line beside the server or by its pages: each deed is one transaction on the same
//! tables, and what a visitor could do as well is done by the same function. Who acts is told by the trace alone.

use crate::actions::{account, confirm, email_links};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::audit::{self, Actor, AuditEvent, AuditSource};
use crate::store::invitations;
use crate::store::referrals;
use crate::store::users::{self, User};
use crate::store::{self, Db, outbox, sessions};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionResult {
    Done,
    /// It was so before.
    Already,
    /// There is no such account, code or letter.
    Unknown,
    /// Admins do not lock themselves out.
    OnSelf,
    /// Whoever acts is no admin any more.
    AdminRevoked,
}

/// Who is looked after: the command line names people by address, pages by number.
#[derive(Clone, Copy, Debug)]
pub enum UserRef<'a> {
    Email(&'a Email),
    Id(i64),
}

/// What is done to an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountAction {
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

impl AccountAction {
    /// Whether an admin who does it to themselves may find no way back.
    fn locks_out(self) -> bool {
        matches!(self, AccountAction::Disable | AccountAction::RemoveAdmin | AccountAction::Delete)
    }
}

/// Does a deed to an account.
pub fn perform(
    db: &Db,
    deed: AccountAction,
    whom: UserRef,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<ActionResult> {
    let outcome = db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(ActionResult::AdminRevoked);
        }
        let found = match whom {
            UserRef::Email(email) => users::find_by_email(tx, email)?,
            UserRef::Id(id) => users::find_by_id(tx, id)?,
        };
        let Some(user) = found else { return Ok(ActionResult::Unknown) };
        // As whoever acts stays an admin, no deed of a page leaves the site without one.
        if deed.locks_out() && by.actor == Actor::Admin(user.id) {
            return Ok(ActionResult::OnSelf);
        }
        let changed = apply(tx, deed, &user, by, now)?;
        Ok::<_, store::Error>(if changed { ActionResult::Done } else { ActionResult::Already })
    })?;
    if deed == AccountAction::Delete {
        account::empty_log(db);
    }
    Ok(outcome)
}

/// Says whether it changed anything; what did stands in the trail.
fn apply(
    tx: &Transaction,
    deed: AccountAction,
    user: &User,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<bool> {
    let (changed, what) = match deed {
        AccountAction::Activate => {
            return Ok(confirm::confirm(tx, user.id, by, now)? != confirm::ConfirmOutcome::AlreadyConfirmed);
        }
        AccountAction::Delete => {
            account::delete_user_rows(tx, user, now)?;
            // The account's own trail goes with it.
            record_admin_action(tx, AuditEvent::AccountDeleted, &format!("account #{}", user.id), by, now)?;
            return Ok(true);
        }
        AccountAction::Disable => {
            sessions::revoke_all(tx, user.id, None)?;
            // A link to set a new password would be a way back in.
            email_links::revoke_email_links(tx, user)?;
            (users::disable(tx, user.id, now)?, AuditEvent::Disabled)
        }
        AccountAction::Enable => {
            let enabled = users::enable(tx, user.id)?;
            if enabled {
                // A session that was being opened while the account was disabled must not come to life by this.
                sessions::revoke_all(tx, user.id, None)?;
            }
            (enabled, AuditEvent::Enabled)
        }
        AccountAction::EndSession(id) => (sessions::revoke_own(tx, user.id, id)?, AuditEvent::SessionEnded),
        AccountAction::SignOut => {
            let any = sessions::count_by_user(tx, user.id, now)? > 0;
            sessions::revoke_all(tx, user.id, None)?;
            (any, AuditEvent::SessionEnded)
        }
        AccountAction::MakeAdmin => (users::make_admin(tx, user.id)?, AuditEvent::MadeAdmin),
        AccountAction::RemoveAdmin => (users::remove_admin(tx, user.id)?, AuditEvent::RemovedAdmin),
    };
    if changed {
        audit::insert(tx, user.id, what, by, now)?;
    }
    Ok(changed)
}

/// Whoever acts by the pages is asked again within the transaction: two admins who take each other's rights at the same
/// moment must not both succeed.
pub(super) fn is_still_admin(tx: &Transaction, by: &AuditSource) -> store::Result<bool> {
    match by.actor {
        Actor::Admin(id) => {
            Ok(users::find_by_id(tx, id)?.is_some_and(|admin| admin.is_admin && admin.disabled_at.is_none()))
        }
        _ => Ok(true),
    }
}

/// What is about no account that is still there stands in the trail of the admin who did it.
pub(super) fn record_admin_action(
    tx: &Transaction,
    what: AuditEvent,
    about: &str,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<()> {
    match by.actor {
        Actor::Admin(id) => audit::insert(tx, id, what, &by.about(about), now),
        _ => Ok(()),
    }
}

/// Writes down a deed of an admin that is about no account.
pub fn record_audit(
    db: &Db,
    what: AuditEvent,
    about: &str,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<()> {
    db.write(|tx| record_admin_action(tx, what, about, by, now))
}

/// Switches a code off for its owner, who may switch it on again.
pub fn deactivate_code(db: &Db, code: i64, by: &AuditSource, now: Timestamp) -> store::Result<ActionResult> {
    db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(ActionResult::AdminRevoked);
        }
        let Some(found) = invitations::find_by_id(tx, code)? else {
            return Ok(ActionResult::Unknown);
        };
        let referral = found.referral;
        if !referral.is_activated {
            return Ok(ActionResult::Already);
        }
        // Nothing conflicts with a code that is off.
        referrals::update(tx, &referral, &referral.terms(), false, now)?;
        audit::insert(tx, referral.user_id, AuditEvent::CodeChanged, by, now)?;
        Ok(ActionResult::Done)
    })
}

/// Makes one letter, or all without an `id`, due now, with its attempts forgotten; returns how many. `None`: whoever acts
/// is no admin any more.
pub fn retry_emails(
    db: &Db,
    id: Option<i64>,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<Option<usize>> {
    db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(None);
        }
        let retried = outbox::retry(tx, id, now)?;
        if retried > 0 {
            record_admin_action(tx, AuditEvent::LettersRetried, &describe_email(id), by, now)?;
        }
        Ok(Some(retried))
    })
}

/// Drops a letter that waits or was given up: nobody gets it.
pub fn drop_email(db: &Db, id: i64, by: &AuditSource, now: Timestamp) -> store::Result<ActionResult> {
    db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(ActionResult::AdminRevoked);
        }
        if !outbox::delete_unsent(tx, id)? {
            return Ok(ActionResult::Unknown);
        }
        record_admin_action(tx, AuditEvent::LetterDropped, &describe_email(Some(id)), by, now)?;
        Ok(ActionResult::Done)
    })
}

fn describe_email(letter: Option<i64>) -> String {
    letter.map_or("all letters".to_owned(), |id| format!("letter #{id}"))
}
