//! Administration of accounts, codes and emails by an operator: an admin's pages or the command line.
//! The `AuditSource` says who acts.

use crate::actions::{account, confirm, email_links, second_factor};
use crate::app::App;
use crate::config::Config;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::emails::{notice, test};
use crate::mail::enqueue::NewEmail;
use crate::store::Transaction;
use crate::store::audit::{self, Actor, AuditEvent, AuditSource};
use crate::store::invitations;
use crate::store::outbox::MessageKind;
use crate::store::referrals;
use crate::store::users::{self, User};
use crate::store::{self, Db, admin_users, outbox, sessions};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ActionResult {
    Done,
    /// Nothing had to change.
    Already,
    /// There is no such account, code or email.
    Unknown,
    /// An admin may not lock themselves out.
    OnSelf,
    /// The acting admin lost the role.
    AdminRevoked,
}

/// A user: the command line has the address, pages have the id.
#[derive(Clone, Copy, Debug)]
pub enum UserRef<'a> {
    Email(&'a Email),
    Id(i64),
}

/// An action on an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountAction {
    /// Confirms the address, as the link in the email does; the referral counts.
    Activate,
    /// Ends all sessions and refuses sign-ins.
    Disable,
    /// Allows sign-ins again.
    Enable,
    /// Ends one session, by its id.
    EndSession(i64),
    /// Ends every session.
    SignOut,
    /// Turns the second factor off for a user who lost it, and ends every session.
    ResetSecondFactor,
    /// Gives access to the admin pages and to all referrals.
    MakeAdmin,
    RemoveAdmin,
    /// Deletes the user and all personal data.
    Delete,
}

impl AccountAction {
    /// Whether an admin could not undo it on their own account.
    fn locks_out(self) -> bool {
        matches!(self, AccountAction::Disable | AccountAction::RemoveAdmin | AccountAction::Delete)
    }
}

/// Performs an action on an account.
pub fn perform(
    db: &Db,
    config: &Config,
    action: AccountAction,
    user_ref: UserRef,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<ActionResult> {
    let outcome = db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(ActionResult::AdminRevoked);
        }
        let found = match user_ref {
            UserRef::Email(email) => users::find_by_email(tx, email)?,
            UserRef::Id(id) => users::find_by_id(tx, id)?,
        };
        let Some(user) = found else { return Ok(ActionResult::Unknown) };
        // The acting admin stays one, so the pages never leave the site without an admin.
        if action.locks_out() && by.actor == Actor::Admin(user.id) {
            return Ok(ActionResult::OnSelf);
        }
        let changed = apply(tx, config, action, &user, by, now)?;
        Ok::<_, store::Error>(if changed { ActionResult::Done } else { ActionResult::Already })
    })?;
    if action == AccountAction::Delete {
        account::empty_log(db);
    }
    Ok(outcome)
}

/// Returns whether it changed anything; a change is in the audit log.
fn apply(
    tx: &Transaction,
    config: &Config,
    action: AccountAction,
    user: &User,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<bool> {
    let (changed, what) = match action {
        AccountAction::Activate => {
            return Ok(confirm::confirm(tx, &config.program, user.id, by, now)?
                != confirm::ConfirmOutcome::AlreadyConfirmed);
        }
        AccountAction::Delete => {
            account::delete_user_rows(tx, user, now)?;
            // The account's own audit log is deleted with it.
            record_admin_action(tx, AuditEvent::AccountDeleted, &format!("account #{}", user.id), by, now)?;
            return Ok(true);
        }
        AccountAction::Disable => {
            sessions::revoke_all(tx, user.id, None)?;
            // A reset link would be a way back in.
            email_links::revoke_email_links(tx, user)?;
            (users::disable(tx, user.id, now)?, AuditEvent::Disabled)
        }
        AccountAction::Enable => {
            let enabled = users::enable(tx, user.id)?;
            if enabled {
                // A session opened while the account was being disabled must not become valid now.
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
        AccountAction::ResetSecondFactor => {
            let reset = second_factor::delete(config, tx, user, by, now)?;
            if reset {
                sessions::revoke_all(tx, user.id, None)?;
            }
            return Ok(reset);
        }
        AccountAction::MakeAdmin => (users::make_admin(tx, user.id)?, AuditEvent::MadeAdmin),
        AccountAction::RemoveAdmin => (users::remove_admin(tx, user.id)?, AuditEvent::RemovedAdmin),
    };
    if changed {
        audit::insert(tx, user.id, what, by, now)?;
        if what == AuditEvent::MadeAdmin {
            notice::enqueue_to_admins(config, tx, MessageKind::AdminMade, now)?;
        }
    }
    Ok(changed)
}

/// Checks the acting admin again inside of the transaction: of two admins who revoke each other's role at
/// the same moment only one succeeds.
pub(super) fn is_still_admin(tx: &Transaction, by: &AuditSource) -> store::Result<bool> {
    match by.actor {
        Actor::Admin(id) => {
            Ok(users::find_by_id(tx, id)?.is_some_and(|admin| admin.is_admin && admin.disabled_at.is_none()))
        }
        _ => Ok(true),
    }
}

/// Records an action that concerns no existing account in the audit log of the acting admin.
pub(super) fn record_admin_action(
    tx: &Transaction,
    what: AuditEvent,
    about: &str,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<()> {
    match by.actor {
        Actor::Admin(id) => audit::insert(tx, id, what, &by.about(about), now),
        // A program has no account: its admin reads what it did.
        Actor::Key(key) => match audit::find_admin_of_key(tx, key)? {
            Some(id) => audit::insert(tx, id, what, &by.about(about), now),
            None => Ok(()),
        },
        _ => Ok(()),
    }
}

/// The same in a separate transaction.
pub fn record_audit(
    db: &Db,
    what: AuditEvent,
    about: &str,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<()> {
    db.write(|tx| record_admin_action(tx, what, about, by, now))
}

/// Sets an admin's note on a user; `None` clears it.
pub fn set_note(db: &Db, id: i64, note: Option<&str>, by: &AuditSource) -> store::Result<ActionResult> {
    db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(ActionResult::AdminRevoked);
        }
        Ok(if admin_users::set_note(tx, id, note)? { ActionResult::Done } else { ActionResult::Unknown })
    })
}

/// Deactivates a code; its owner may activate it again.
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
        // An inactive code has no conflicts.
        referrals::update(tx, &referral, &referral.terms(), false, now)?;
        audit::insert(tx, referral.user_id, AuditEvent::CodeChanged, by, now)?;
        Ok(ActionResult::Done)
    })
}

/// Makes one email due now with its attempts reset, or all emails if `id` is `None`. Returns how many;
/// `None` if the acting admin lost the role.
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
            record_admin_action(tx, AuditEvent::EmailsRetried, &describe_email(id), by, now)?;
        }
        Ok(Some(retried))
    })
}

/// Sends one email again: makes one that waits or failed due now, and sends a copy of one that was sent,
/// with a new link. Returns how many; `None` if the acting admin lost the role.
pub fn resend_email(app: &App, id: i64, by: &AuditSource, now: Timestamp) -> store::Result<Option<usize>> {
    let Some(retried) = retry_emails(&app.db, Some(id), by, now)? else { return Ok(None) };
    if retried > 0 {
        return Ok(Some(retried));
    }
    app.db.write(|tx| {
        let sent = outbox::find_by_id(tx, id)?.filter(|entry| entry.state == "sent");
        let Some(sent) = sent else { return Ok(Some(0)) };
        let copy = NewEmail {
            kind: sent.kind,
            user_id: sent.user_id,
            referral_id: sent.referral_id,
            lang: Lang::from_code(&sent.lang).unwrap_or(app.brand().language),
            secret: None,
        };
        copy.insert(app, tx, &sent.recipient, now)?;
        record_admin_action(tx, AuditEvent::EmailsRetried, &describe_email(Some(id)), by, now)?;
        Ok(Some(1))
    })
}

/// Queues a test email to an admin.
pub fn send_test_email(app: &App, admin: &User, now: Timestamp) -> store::Result<()> {
    app.db.write(|tx| test::enqueue(app, tx, admin, now))
}

/// Deletes an email that waits or is dead.
pub fn drop_email(db: &Db, id: i64, by: &AuditSource, now: Timestamp) -> store::Result<ActionResult> {
    db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(ActionResult::AdminRevoked);
        }
        if !outbox::delete_unsent(tx, id)? {
            return Ok(ActionResult::Unknown);
        }
        record_admin_action(tx, AuditEvent::EmailDropped, &describe_email(Some(id)), by, now)?;
        Ok(ActionResult::Done)
    })
}

fn describe_email(id: Option<i64>) -> String {
    id.map_or("all letters".to_owned(), |id| format!("letter #{id}"))
}
