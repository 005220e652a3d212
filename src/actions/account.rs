//! An account ends.

use super::Trouble;
use super::proof::{Proof, Stale};
use crate::app::App;
use crate::domain::moment::Moment;
use crate::store::Transaction;
use crate::store::outbox;
use crate::store::users::{self, User};

/// Takes the person and everything that names them out of the database. The people they brought stay, and so do the
/// counts of whoever brought them.
pub fn delete(app: &App, proof: &Proof, now: Moment) -> Result<Result<(), Stale>, Trouble> {
    let deleted = app.db.write(|tx| -> Result<_, rusqlite::Error> {
        match proof.person(tx)? {
            Ok(user) => take(tx, &user, now).map(Ok),
            Err(stale) => Ok(Err(stale)),
        }
    })?;
    if deleted.is_ok() {
        app.recount();
        // The old pages still stand in the log; the chores try again if a reader is in the way just now.
        app.db.empty_log()?;
    }
    Ok(deleted)
}

/// What a deletion does, whoever asks for it.
pub(super) fn take(tx: &Transaction, user: &User, now: Moment) -> Result<(), rusqlite::Error> {
    outbox::forget_recipient(tx, &user.email)?;
    users::delete(tx, user.id, now)
}
