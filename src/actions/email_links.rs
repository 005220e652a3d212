//! Revokes the links in emails, when a password or address changes or an account is disabled.

use crate::store::Transaction;
use crate::store::outbox::{self, MessageKind};
use crate::store::users::User;
use crate::store::{self, address_changes, notice_links, password_resets};

/// Revokes every link of a user that sets a password or an address, and cancels the emails that wait to
/// be sent with one.
pub(super) fn revoke_email_links(tx: &Transaction, user: &User) -> store::Result<()> {
    password_resets::delete_of_user(tx, user.id)?;
    address_changes::delete_of_user(tx, user.id)?;
    notice_links::delete_of_user(tx, user.id)?;
    outbox::cancel_pending(tx, &user.email, MessageKind::Reset)?;
    outbox::cancel_pending_of_user(tx, user.id, MessageKind::Reset)?;
    outbox::cancel_pending_of_user(tx, user.id, MessageKind::NewAddress)
}
