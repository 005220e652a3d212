//! An account ends.

use crate::actions::ActionError;
use crate::actions::reauthentication::{PasswordProof, ProofExpired};
use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::store::outbox;
use crate::store::users::{self, User};
use crate::store::{self, Db, Transaction};

/// Takes the person and everything that names them out of the database. The people they brought stay, and so do the
/// counts of whoever brought them.
pub fn delete_account(
    app: &App,
    proof: &PasswordProof,
    now: Timestamp,
) -> Result<Result<(), ProofExpired>, ActionError> {
    let deleted = app.db.write(|tx| -> store::Result<_> {
        match proof.current_user(tx)? {
            Ok(user) => delete_user_rows(tx, &user, now).map(Ok),
            Err(stale) => Ok(Err(stale)),
        }
    })?;
    if deleted.is_ok() {
        app.invalidate_leaderboard();
        empty_log(&app.db);
    }
    Ok(deleted)
}

/// Empties the write-ahead log, which still has the pages from before a deletion. The deletion is
/// done whatever comes of this, and the purge tries again; it also rewrites the file
/// (`store::compaction`).
pub(super) fn empty_log(db: &Db) {
    if let Err(e) = db.checkpoint_truncate() {
        log::error!(error:% = e; "account: cannot empty the log after a deletion; the next purge does");
    }
}

/// What a deletion does, whoever asks for it.
pub(super) fn delete_user_rows(tx: &Transaction, user: &User, now: Timestamp) -> store::Result<()> {
    outbox::delete_by_recipient(tx, &user.email)?;
    users::delete(tx, user.id, now)
}
