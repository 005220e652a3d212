//! Sessions of programs and scripts: sign-in, sign-out, CSRF token.

use serde_json::json;

use crate::actions::second_factor::{self, CodeOutcome};
use crate::actions::sign_in::{self, SignInOutcome};
use crate::actions::sign_out;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::security_event::SecurityEvent;
use crate::store::audit::AuditEvent;
use crate::store::second_factors;
use crate::store::sessions::SessionKind;
use crate::store::users::User;
use crate::web::request::open_session::{self, Factor};
use crate::web::request::{csrf, factor, session, throttle};
use crate::web::response::cookies::CookieName;
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

/// `POST /api/v1/login`: a bearer token for email address and password, in the shape of RFC 6749
/// 5.1.
pub fn login(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_json(&["email", "password", "otp"])?;
    let email = fields.required("email", Email::parse);
    let password = fields.required("password", Password::parse_existing);
    let otp = fields.optional("otp", |text| Ok(text.to_owned())).unwrap_or_default();
    fields.finish()?;
    let (Some(email), Some(password)) = (email, password) else { return Err(HttpError::Malformed) };
    let attempt = throttle::limit_sign_in(ctx, &email)?;
    match sign_in::sign_in(ctx.app, &email, &password, &attempt.origin)? {
        SignInOutcome::Welcome(user) => {
            attempt.record_success();
            let factor = prove_factor(ctx, &user, &otp)?;
            let token = open_session::open(ctx, &user, SessionKind::Bearer, AuditEvent::SignedIn, factor)?;
            let expires_in = session::lifetime_seconds(ctx, &user);
            response::json(
                200,
                &json!({ "access_token": token.as_str(), "token_type": "bearer", "expires_in": expires_in }),
            )
        }
        SignInOutcome::Wrong(user_id) => {
            attempt.record_failure(user_id, SecurityEvent::SignInFailed);
            Err(HttpError::WrongCredentials)
        }
    }
}

/// Asks for the second factor in `otp`: a code of the app, or a recovery code.
///
/// # Errors
/// `OtpRequired` without one, `OtpWrong` for a wrong one, and `FactorSetupNeeded` where the settings
/// demand a second factor that the user does not have: the site's pages set it up.
fn prove_factor(ctx: &RequestContext, user: &User, otp: &str) -> Result<Factor, HttpError> {
    if !ctx.app.db.read(|conn| second_factors::exists(conn, user.id))? {
        return match second_factor::is_demanded(ctx.app, user) {
            true => Err(HttpError::FactorSetupNeeded),
            false => Ok(Factor::NotAsked),
        };
    }
    if otp.is_empty() {
        return Err(HttpError::OtpRequired);
    }
    match factor::accept(ctx, user, otp)? {
        CodeOutcome::Wrong => Err(HttpError::OtpWrong),
        CodeOutcome::FromApp | CodeOutcome::Recovery { .. } => Ok(Factor::Proven),
    }
}

/// `POST /api/v1/logout`: revokes the session of the request.
pub fn logout(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    sign_out::sign_out(ctx.app, &me.user, &me.session_hash, &ctx.audit_source(), ctx.now)?;
    if me.kind == SessionKind::Cookie {
        ctx.clear_cookie(CookieName::UserToken);
    }
    Ok(response::empty(204))
}

/// `GET /csrf_token`: the token that a script sends in `X-CSRFToken`.
pub fn csrf_token(ctx: &RequestContext) -> HandlerResult {
    response::json(200, &json!({ "csrf_token": csrf::token(ctx)? }))
}
