//! Deletion of an account, and the language of its emails.

use crate::actions::ActionError;
use crate::actions::reauthentication::{PasswordProof, ProofOutcome};
use crate::actions::rewards::follow;
use crate::actions::webhooks::announce::{Announcement, announce};
use crate::app::App;
use crate::domain::person::{Firstname, Theme, TimeZone};
use crate::domain::security_event::SecurityEvent;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::metrics::security_log::SecurityLine;
use crate::store::outbox;
use crate::store::users::{self, User};
use crate::store::{self, Db, Transaction};

/// Deletes the user and everything that names them. Their referees stay, and so do the counts of their
/// referrers.
pub fn delete_account(app: &App, proof: &PasswordProof, now: Timestamp) -> Result<ProofOutcome, ActionError> {
    let outcome = proof.run_action(&app.db, |tx, user| {
        tx.log_security(SecurityLine::member(SecurityEvent::AccountDeleted, user.id));
        delete_user_rows(tx, user, now)
    })?;
    if outcome == ProofOutcome::Done {
        app.invalidate_leaderboard();
        empty_log(&app.db);
    }
    Ok(outcome)
}

/// WAL checkpoint after a deletion: the write-ahead log still has the old pages. If it fails, the
/// deletion is done all the same and the purge tries again; it also rewrites the file
/// (`store::compaction`).
pub(super) fn empty_log(db: &Db) {
    if let Err(e) = db.checkpoint_truncate() {
        log::error!(error:% = e; "account: cannot empty the write-ahead log after a deletion; the next purge does");
    }
}

/// Deletes the rows of a user and the emails to them.
pub(super) fn delete_user_rows(tx: &Transaction, user: &User, now: Timestamp) -> store::Result<()> {
    if !user.email.is_none() {
        outbox::delete_by_recipient(tx, &user.email)?;
    }
    follow::erasure(tx, user.id, now)?;
    announce(tx, Announcement::ParticipantErased(user.id), now)?;
    users::delete(tx, user.id, now)
}

/// What a member chooses about themselves.
pub struct Preferences {
    pub firstname: Firstname,
    /// `None`: the browser's.
    pub time_zone: Option<TimeZone>,
    /// `None`: the system's.
    pub theme: Option<Theme>,
    /// Whether signed-in users find the active code by the address.
    pub found_by_email: bool,
}

/// Stores a member's preferences.
pub fn set_preferences(app: &App, user_id: i64, wanted: &Preferences) -> store::Result<()> {
    let Preferences { firstname, time_zone, theme, found_by_email } = wanted;
    app.db.write(|tx| {
        users::update_preferences(tx, user_id, firstname, time_zone.as_ref(), *theme, *found_by_email)
    })?;
    app.invalidate_leaderboard();
    Ok(())
}

/// Sets whether signed-in users find the member's active code by the address.
pub fn set_found_by_email(app: &App, user_id: i64, found: bool) -> store::Result<()> {
    app.db.write(|tx| users::update_found_by_email(tx, user_id, found))
}

/// Sets the language of a user's emails.
pub fn set_language(app: &App, user_id: i64, lang: Lang) -> store::Result<()> {
    app.db.write(|tx| users::update_lang(tx, user_id, lang.code()))
}
