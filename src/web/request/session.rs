//! The session of a request: the member who is signed in, by a browser's cookie or a program's
//! bearer token.

use crate::config::FraudPolicy;
use crate::crypto::tokens::{Hash, Token};
use crate::domain::timestamp::{DAY, HOUR};
use crate::store;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::sessions::{self, SessionKind};
use crate::store::users::{self, User};
use crate::web::response::cookies::CookieName;
use crate::web::{
    request::{click_source, context::RequestContext},
    response::error::HttpError,
};

/// Seconds after which an unused session is dead, however long it might still live (OWASP ASVS 5.0 7.3.1; NIST
/// SP 800-63B 7.2 leaves the number to the service).
pub const MAX_IDLE_SECONDS: i64 = 14 * DAY;

/// How old the last note of a session's use may be: not every request should become a write.
const TOUCH_INTERVAL_SECONDS: i64 = HOUR;

/// That somebody is signed in. Functions that act for a person ask for this value, so that none can forget to.
#[derive(Clone)]
pub struct SignedIn {
    pub user: User,
    pub kind: SessionKind,
    /// The hash of the session's token: how the session is told from the person's others.
    pub session_hash: Hash,
    /// What the session's CSRF tokens are made from.
    pub csrf_nonce: Vec<u8>,
}

/// That an admin is signed in: what the operator's pages ask for.
pub struct Admin<'a> {
    pub me: &'a SignedIn,
}

impl Admin<'_> {
    pub fn from_session(me: &SignedIn) -> Option<Admin<'_>> {
        me.user.is_admin.then_some(Admin { me })
    }

    /// What stands beside a deed of theirs in the trail.
    pub fn audit_source(&self) -> AuditSource {
        AuditSource::admin(self.me.user.id)
    }
}

/// Looks a visit's token up. A bearer token goes before the cookie: a program that sends one means it.
pub fn find(ctx: &RequestContext) -> Result<Option<SignedIn>, HttpError> {
    let (text, kind) = match (bearer_token(ctx), ctx.cookie(CookieName::UserToken)) {
        (Some(token), _) => (token, SessionKind::Bearer),
        (None, Some(token)) => (token, SessionKind::Cookie),
        (None, None) => return Ok(None),
    };
    let Some(token) = Token::parse(text) else { return Ok(None) };
    let session = token.hash();
    let Some(found) =
        ctx.db_read(|conn| sessions::find_by_token(conn, &session, kind, MAX_IDLE_SECONDS, ctx.now))?
    else {
        return Ok(None);
    };
    if ctx.now.since(found.used_at) >= TOUCH_INTERVAL_SECONDS {
        ctx.app.write_buffer.touch_session(session, ctx.now);
        record_network(ctx, found.user.id);
    }
    Ok(Some(SignedIn { user: found.user, kind, session_hash: session, csrf_nonce: found.csrf }))
}

/// The token of an `Authorization: Bearer` header (RFC 6750 2.1).
pub fn bearer_token<'v>(ctx: &'v RequestContext) -> Option<&'v str> {
    let (scheme, token) = ctx.header("Authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

/// Opens a session for a person and returns its token, the only copy there is. `what` stands in the account's trail.
/// Refused when the password that `user` was known by was changed meanwhile, or the account disabled: whoever did that
/// ended every session, and one more must not slip in behind.
pub fn open(
    ctx: &RequestContext,
    user: &User,
    kind: SessionKind,
    what: AuditEvent,
) -> Result<Token, HttpError> {
    insert_session(ctx, user, kind, what, None)?.ok_or(HttpError::WrongCredentials)
}

/// Opens another session for whoever is signed in. Refused, too, when theirs was ended meanwhile.
pub fn open_another(
    ctx: &RequestContext,
    me: &SignedIn,
    kind: SessionKind,
    what: AuditEvent,
) -> Result<Token, HttpError> {
    insert_session(ctx, &me.user, kind, what, Some(&me.session_hash))?.ok_or(HttpError::NotSignedIn)
}

fn insert_session(
    ctx: &RequestContext,
    user: &User,
    kind: SessionKind,
    what: AuditEvent,
    by_session: Option<&Hash>,
) -> Result<Option<Token>, HttpError> {
    let token = Token::generate();
    let expires_at = ctx.now.plus(lifetime_seconds(ctx));
    let by = ctx.audit_source();
    let csrf = crate::web::request::csrf::browser_nonce(ctx);
    // What the browser was signed in by until now is dead (OWASP ASVS 5.0 7.2.4).
    let replaced = match kind {
        SessionKind::Cookie => {
            ctx.cookie(CookieName::UserToken).and_then(Token::parse).map(|token| token.hash())
        }
        SessionKind::Bearer => None,
    };
    let opened = ctx.app.db.write(|tx| -> store::Result<bool> {
        let now = users::find_by_id(tx, user.id)?;
        if !now.is_some_and(|now| now.password == user.password && now.disabled_at.is_none()) {
            return Ok(false);
        }
        if let Some(session) = by_session
            && sessions::find_user(tx, session)?.is_none()
        {
            return Ok(false);
        }
        if let Some(replaced) = replaced {
            sessions::revoke(tx, &replaced)?;
        }
        let (user_id, device) = (user.id, by.device.as_str());
        let new =
            sessions::NewSession { user_id, token: token.hash(), kind, device, csrf: &csrf, expires_at };
        sessions::insert(tx, &new, ctx.now)?;
        audit::insert(tx, user_id, what, &by, ctx.now)?;
        users::mark_active(tx, user_id)?;
        Ok(true)
    })?;
    if !opened {
        return Ok(None);
    }
    record_network(ctx, user.id);
    if kind == SessionKind::Cookie {
        ctx.set_cookie(CookieName::UserToken, token.as_str().to_owned(), Some(lifetime_seconds(ctx)));
    }
    Ok(Some(token))
}

/// From where a person is signed in today: who comes by them from there may be themselves.
fn record_network(ctx: &RequestContext, user_id: i64) {
    if ctx.app.config.referrals.doubt != FraudPolicy::Off
        && let Some(network) = click_source::daily_network_hash(ctx)
    {
        ctx.app.write_buffer.record_member_network(user_id, network, ctx.now);
    }
}

/// How long a session may live.
pub fn lifetime_seconds(ctx: &RequestContext) -> i64 {
    ctx.app.config.accounts.session_days * DAY
}
