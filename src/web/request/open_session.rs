//! Opens a session for a member who proved a password.

use crate::actions::{fraud_signals, second_factor};
use crate::crypto::tokens::Token;
use crate::mail::emails::notice;
use crate::store;
use crate::store::Transaction;
use crate::store::audit::{self, AuditEvent};
use crate::store::outbox::MessageKind;
use crate::store::second_factors;
use crate::store::sessions::{self, SessionKind};
use crate::store::users::{self, User};
use crate::web::response::cookies::CookieName;
use crate::web::{
    request::{context::RequestContext, csrf, device_cookie, session, signed_in::SignedIn},
    response::error::HttpError,
};

/// What is known of the second factor when a session opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Factor {
    /// The user had none. Where the settings demand one, the session serves for setting it up alone.
    NotAsked,
    /// Given, remembered in this browser, or not to be asked for here.
    Proven,
}

/// Opens a session and returns its token, of which no other copy exists. `event` is written to the
/// audit log.
///
/// # Errors
/// `WrongCredentials` when the password in `user` was changed since, or the account disabled: both
/// revoked all sessions, and a new one must not follow.
pub fn open(
    ctx: &RequestContext,
    user: &User,
    kind: SessionKind,
    event: AuditEvent,
    factor: Factor,
) -> Result<Token, HttpError> {
    insert_session(ctx, user, kind, (event, factor), None)?.ok_or(HttpError::WrongCredentials)
}

/// Opens one more session for a signed-in member.
///
/// # Errors
/// `NotSignedIn` also when the member's own session was revoked since.
pub fn open_another(
    ctx: &RequestContext,
    me: &SignedIn,
    kind: SessionKind,
    event: AuditEvent,
) -> Result<Token, HttpError> {
    insert_session(ctx, &me.user, kind, (event, Factor::Proven), Some(me))?.ok_or(HttpError::NotSignedIn)
}

fn insert_session(
    ctx: &RequestContext,
    user: &User,
    kind: SessionKind,
    (event, factor): (AuditEvent, Factor),
    parent: Option<&SignedIn>,
) -> Result<Option<Token>, HttpError> {
    let token = Token::generate();
    let expires_at = ctx.now.plus(session::lifetime_seconds(ctx, user));
    let source = ctx.audit_source();
    let csrf = csrf::browser_nonce(ctx);
    // Sign-in replaces the browser's earlier session (OWASP ASVS 5.0 7.2.4).
    let replaced = match kind {
        SessionKind::Cookie => {
            ctx.cookie(CookieName::UserToken).and_then(Token::parse).map(|token| token.hash())
        }
        SessionKind::Bearer => None,
    };
    let opened = ctx.app.db.write(|tx| -> store::Result<bool> {
        let current = users::find_by_id(tx, user.id)?;
        let is_valid = |row: &User| row.password == user.password && row.disabled_at.is_none();
        let Some(current) = current.filter(is_valid) else { return Ok(false) };
        // A factor that was turned on since the password was checked is asked for.
        let has_factor = second_factors::exists(tx, user.id)?;
        if has_factor && factor == Factor::NotAsked {
            return Ok(false);
        }
        if let Some(parent) = parent
            && sessions::find_user(tx, &parent.session_hash)?.is_none()
        {
            return Ok(false);
        }
        if let Some(replaced) = replaced {
            sessions::revoke(tx, &replaced)?;
        }
        let (user_id, device) = (user.id, source.device.as_str());
        // Who signs in gives the password; a token is made without it.
        let password_at = parent.map_or(Some(ctx.now), |parent| parent.password_at);
        let token = token.hash();
        let factor_needed = factor == Factor::NotAsked && second_factor::is_demanded(ctx.app, user);
        let new = sessions::NewSession {
            user_id,
            token,
            kind,
            device,
            csrf: &csrf,
            password_at,
            expires_at,
            factor_needed,
        };
        sessions::insert(tx, &new, ctx.now)?;
        if let Some(kind) = notice_of(ctx, tx, &current, kind, event)? {
            notice::enqueue(&ctx.app.config, tx, &current, kind, ctx.now)?;
        }
        audit::insert(tx, user_id, event, &source, ctx.now)?;
        users::mark_active(tx, user_id)?;
        Ok(true)
    })?;
    if !opened {
        return Ok(None);
    }
    session::record_network(ctx, user.id);
    if kind == SessionKind::Cookie {
        ctx.set_cookie(
            CookieName::UserToken,
            token.as_str().to_owned(),
            Some(session::lifetime_seconds(ctx, user)),
        );
    }
    Ok(Some(token))
}

/// The notice that a new session asks for: none for the first sign-in after the registration, and none
/// where this browser, or a program of this name, signed in before.
fn notice_of(
    ctx: &RequestContext,
    tx: &Transaction,
    user: &User,
    kind: SessionKind,
    event: AuditEvent,
) -> store::Result<Option<MessageKind>> {
    if event == AuditEvent::TokenIssued {
        return Ok(Some(MessageKind::TokenMade));
    }
    let is_seen = match kind {
        SessionKind::Cookie => {
            let fingerprint = device_cookie::fingerprint(ctx);
            fingerprint
                .is_some_and(|seen| fraud_signals::is_fingerprint(ctx.app, &user.email, &seen, ctx.now))
        }
        SessionKind::Bearer => audit::has_signed_in_by(tx, user.id, &ctx.device())?,
    };
    Ok((user.is_active && !is_seen).then_some(MessageKind::NewSignIn))
}
