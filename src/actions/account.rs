//! An account ends.

use rusqlite::Transaction;

use super::Trouble;
use crate::app::App;
use crate::store::users::{self, User};

/// Takes the person and everything that names them out of the database. The people they brought stay, and so do the
/// counts of whoever brought them.
pub fn delete(app: &App, user: &User) -> Result<(), Trouble> {
    app.db.write(|tx| take(tx, user))?;
    app.recount();
    Ok(())
}

/// What a deletion does, whoever asks for it.
pub(super) fn take(tx: &Transaction, user: &User) -> Result<(), rusqlite::Error> {
    users::delete(tx, user.id)
}
