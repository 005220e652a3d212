//! Session lookup: the member who is signed in, by a browser's cookie or a program's bearer token.

use crate::config::FraudPolicy;
use crate::crypto::tokens::Token;
use crate::domain::timestamp::{DAY, HOUR};
use crate::store::sessions::{self, SessionKind};
use crate::store::users::User;
use crate::web::response::cookies::CookieName;
use crate::web::{
    request::{click_source, context::RequestContext, signed_in::SignedIn},
    response::error::HttpError,
};

/// Idle timeout in seconds (OWASP ASVS 5.0 7.3.1; NIST SP 800-63B 7.2 leaves the number to the
/// service).
pub const MAX_IDLE_SECONDS: i64 = 14 * DAY;

/// Minimum age of the stored last use before a request updates it, so few requests write.
const TOUCH_INTERVAL_SECONDS: i64 = HOUR;

impl RequestContext<'_> {
    /// The signed-in member; `None` for a visitor. Looked up once a request.
    pub fn session(&self) -> Result<Option<&SignedIn>, HttpError> {
        if self.session.get().is_none() {
            let _ = self.session.set(find(self)?);
        }
        Ok(self.session.get().and_then(Option::as_ref))
    }
}

/// A bearer token takes precedence over the cookie.
fn find(ctx: &RequestContext) -> Result<Option<SignedIn>, HttpError> {
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
    Ok(Some(SignedIn {
        user: found.user,
        kind,
        session_hash: session,
        csrf_nonce: found.csrf,
        password_at: found.password_at,
        factor_needed: found.factor_needed,
    }))
}

/// Token of an `Authorization: Bearer` header (RFC 6750 2.1).
fn bearer_token<'v>(ctx: &'v RequestContext) -> Option<&'v str> {
    let (scheme, token) = ctx.header("Authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

/// Records the network a member is signed in from today. Referees from the same network get a fraud
/// signal.
pub(super) fn record_network(ctx: &RequestContext, user_id: i64) {
    if ctx.app.config.referrals.doubt != FraudPolicy::Off
        && let Some(network) = click_source::daily_networks(ctx).first()
    {
        ctx.app.write_buffer.record_member_network(user_id, network.hash, ctx.now);
    }
}

/// Lifetime of a user's session in seconds.
pub fn lifetime_seconds(ctx: &RequestContext, user: &User) -> i64 {
    let configured = ctx.app.config.accounts.session_days * DAY;
    if user.is_admin { configured.min(sessions::MAX_ADMIN_SECONDS) } else { configured }
}
