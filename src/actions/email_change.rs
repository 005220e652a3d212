//! Change of a user's email address: requested with the password, done when the new address is confirmed.

use crate::actions::reauthentication::{PasswordProof, ProofOutcome};
use crate::actions::{ActionError, email_links};
use crate::app::App;
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::mail::emails::new_address;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::users;
use crate::store::{self, address_changes, unconfirmed};

/// Enqueues an email to the new address and one to the old. If the new address has a confirmed owner,
/// the owner is told instead and the user sees no difference. An unconfirmed registration owns no
/// address: otherwise anyone could block it for ever.
pub fn request_change(
    app: &App,
    proof: &PasswordProof,
    new: &Email,
    by: &AuditSource,
    now: Timestamp,
) -> Result<ProofOutcome, ActionError> {
    let outcome = proof.run_action(&app.db, |tx, user| {
        audit::insert(tx, user.id, AuditEvent::AddressChanging, by, now)?;
        match users::find_by_email(tx, new)? {
            Some(other) if other.is_confirmed_owner() => {
                new_address::enqueue_to_known(app, tx, user, new, now)
            }
            _ => new_address::enqueue(app, tx, user, new, now),
        }
    })?;
    app.mail_waker.notify();
    Ok(outcome)
}

/// Whether a link works at `now`.
pub fn find_new_address(app: &App, token: &Token, now: Timestamp) -> Result<Option<Email>, ActionError> {
    Ok(app.db.read(|conn| address_changes::find(conn, &token.hash(), now))?.map(|(_, new)| new))
}

/// Confirms the change by a link; false if it no longer works. Every other link of the user is revoked,
/// and an unconfirmed registration of the new address is removed.
pub fn confirm(app: &App, token: &Token, by: &AuditSource, now: Timestamp) -> Result<bool, ActionError> {
    Ok(app.db.write(|tx| -> store::Result<bool> {
        let Some((user, new)) = address_changes::find(tx, &token.hash(), now)? else { return Ok(false) };
        email_links::revoke_email_links(tx, &user)?;
        if let Some(other) = users::find_by_email(tx, &new)?.filter(|other| !other.is_confirmed_owner()) {
            unconfirmed::remove(tx, other.id, now)?;
        }
        if !users::update_email(tx, user.id, &new)? {
            return Ok(false);
        }
        audit::insert(tx, user.id, AuditEvent::AddressChanged, by, now)?;
        Ok(true)
    })?)
}
