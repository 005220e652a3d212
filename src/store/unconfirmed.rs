//! Accounts whose address nobody confirmed: a name and an address of whoever may know nothing of them.

use super::Transaction;
use super::{attributions, users};

use crate::domain::moment::Moment;

/// Takes one out of the database, and withdraws what it says of who referred it, as a repeated registration does.
pub fn remove(tx: &Transaction, id: i64, now: Moment) -> rusqlite::Result<()> {
    attributions::forget(tx, id, now)?;
    users::erase(tx, id, now)
}
