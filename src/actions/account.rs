//! An account ends.

use crate::actions::ActionError;
use crate::actions::reauthentication::{PasswordProof, ProofExpired};
use crate::app::App;
use crate::domain::timestamp::Timestamp;
use crate::store::users::{self, User};
use crate::store::{Db, Transaction};
use crate::store::{outbox, residue};

/// Parts of the file that are looked over before a deletion is answered: 32 MB, which holds some 30,000 people.
const PARTS: usize = 8;

/// Takes the person and everything that names them out of the database. The people they brought stay, and so do the
/// counts of whoever brought them.
pub fn delete_account(
    app: &App,
    proof: &PasswordProof,
    now: Timestamp,
) -> Result<Result<(), ProofExpired>, ActionError> {
    let deleted = app.db.write(|tx| -> Result<_, rusqlite::Error> {
        match proof.person(tx)? {
            Ok(user) => delete_user_rows(tx, &user, now).map(Ok),
            Err(stale) => Ok(Err(stale)),
        }
    })?;
    if deleted.is_ok() {
        app.invalidate_leaderboard();
        scrub_files(&app.db);
    }
    Ok(deleted)
}

/// Clears the files of what stood in rows that were deleted. The deletion holds whatever comes of this, and the chores go on
/// with a large file, and try again where somebody is in the way just now.
pub(super) fn scrub_files(db: &Db) {
    let wiped = (0..PARTS).try_for_each(|_| residue::wipe(db).map(drop));
    // The old pages still stand in the log.
    let emptied = db.checkpoint_truncate().map(drop);
    for e in [wiped, emptied].into_iter().filter_map(Result::err) {
        log::error!(error:% = e; "the files cannot be cleared of what was deleted yet");
    }
}

/// What a deletion does, whoever asks for it.
pub(super) fn delete_user_rows(tx: &Transaction, user: &User, now: Timestamp) -> Result<(), rusqlite::Error> {
    outbox::forget_recipient(tx, &user.email)?;
    users::delete(tx, user.id, now)
}
