//! The links that letters carry, all ended at once: the password or the address changed, or the account was disabled.

use crate::store::Transaction;
use crate::store::outbox::{self, Kind};
use crate::store::users::User;
use crate::store::{address_changes, password_resets};

/// Kills every link of a person that sets a password or an address. A letter that still waits to bring one, to whatever
/// address, has nothing to bring.
pub(super) fn kill(tx: &Transaction, user: &User) -> rusqlite::Result<()> {
    password_resets::forget_of(tx, user.id)?;
    address_changes::forget_of(tx, user.id)?;
    outbox::drop_waiting(tx, &user.email, Kind::Reset)?;
    outbox::drop_waiting_of(tx, user.id, Kind::Reset)?;
    outbox::drop_waiting_of(tx, user.id, Kind::NewAddress)
}
