//! «This was not me»: the owner of an account ends every session by a link of a notice, and is led to
//! a new password.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::tokens::{self, Token};
use crate::domain::timestamp::Timestamp;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::{self, notice_links, password_resets, second_factors, sessions};

/// Whether a link works at `now`.
pub fn is_valid(app: &App, token: &Token, now: Timestamp) -> Result<bool, ActionError> {
    Ok(app.db.read(|conn| notice_links::find_user(conn, &token.hash(), now))?.is_some())
}

/// Ends every session and remembered browser of the link's user; returns the token of a link that sets a
/// new password. `None` if the link no longer works.
pub fn end_sessions(
    app: &App,
    token: &Token,
    by: &AuditSource,
    now: Timestamp,
) -> Result<Option<Token>, ActionError> {
    Ok(app.db.write(|tx| -> store::Result<Option<Token>> {
        let Some(user) = notice_links::find_user(tx, &token.hash(), now)? else { return Ok(None) };
        sessions::revoke_all(tx, user.id, None)?;
        second_factors::set_browsers(tx, user.id, &tokens::random_bytes::<16>())?;
        notice_links::delete_of_user(tx, user.id)?;
        audit::insert(tx, user.id, AuditEvent::SessionEnded, by, now)?;
        let reset = Token::generate();
        password_resets::insert(tx, &reset.hash(), &user, now.plus(app.config.accounts.reset_seconds))?;
        Ok(Some(reset))
    })?)
}
