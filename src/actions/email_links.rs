//! The links that letters carry, all ended at once: the password or the address changed, or the account was disabled.

use crate::store::Transaction;
use crate::store::outbox::{self, MessageKind};
use crate::store::users::User;
use crate::store::{self, address_changes, password_resets};

/// Kills every link of a person that sets a password or an address. A letter that still waits to bring one, to whatever
/// address, has nothing to bring.
pub(super) fn revoke_email_links(tx: &Transaction, user: &User) -> store::Result<()> {
    password_resets::delete_of_user(tx, user.id)?;
    address_changes::delete_of_user(tx, user.id)?;
    outbox::cancel_pending(tx, &user.email, MessageKind::Reset)?;
    outbox::cancel_pending_of_user(tx, user.id, MessageKind::Reset)?;
    outbox::cancel_pending_of_user(tx, user.id, MessageKind::NewAddress)
}
