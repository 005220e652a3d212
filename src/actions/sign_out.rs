//! Sign-out, and the end of a user's other sessions.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::users::User;
use crate::store::{self, sessions};

/// Signs out: ends the session with this token hash.
pub fn sign_out(
    app: &App,
    user: &User,
    session: &Hash,
    by: &AuditSource,
    now: Timestamp,
) -> Result<(), ActionError> {
    Ok(app.db.write(|tx| {
        sessions::revoke(tx, session)?;
        audit::insert(tx, user.id, AuditEvent::SignedOut, by, now)
    })?)
}

/// Ends one of the user's sessions by its id; false if it is not theirs.
pub fn revoke_session(
    app: &App,
    user: &User,
    id: i64,
    by: &AuditSource,
    now: Timestamp,
) -> Result<bool, ActionError> {
    Ok(app.db.write(|tx| -> store::Result<bool> {
        let ended = sessions::revoke_own(tx, user.id, id)?;
        if ended {
            audit::insert(tx, user.id, AuditEvent::SessionEnded, by, now)?;
        }
        Ok(ended)
    })?)
}

/// Ends every session of the user except the one with the token hash `keep`.
pub fn revoke_other_sessions(
    app: &App,
    user: &User,
    keep: &Hash,
    by: &AuditSource,
    now: Timestamp,
) -> Result<(), ActionError> {
    Ok(app.db.write(|tx| -> store::Result<()> {
        sessions::revoke_all(tx, user.id, Some(keep))?;
        audit::insert(tx, user.id, AuditEvent::SessionEnded, by, now)
    })?)
}
