//! `POST /api/v1/login`: a bearer token for an address and a password (the answer's shape is RFC 6749 5.1).

use serde_json::json;

use crate::actions::sign_in::{self, SignInOutcome};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::store::audit::AuditEvent;
use crate::store::sessions::SessionKind;
use crate::web::{
    request::{context::RequestContext, open_session, session, throttle},
    response::{self, HandlerResult, error::HttpError},
};

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_json(&["email", "password"])?;
    let email = fields.required("email", Email::parse);
    let password = fields.required("password", Password::parse_existing);
    fields.finish()?;
    let (Some(email), Some(password)) = (email, password) else { return Err(HttpError::Malformed) };
    let attempt = throttle::limit_sign_in(ctx, &email)?;
    match sign_in::sign_in(ctx.app, &email, &password)? {
        SignInOutcome::Welcome(user) => {
            attempt.record_success();
            let token = open_session::open(ctx, &user, SessionKind::Bearer, AuditEvent::SignedIn)?;
            let expires_in = session::lifetime_seconds(ctx);
            response::json(
                200,
                &json!({ "access_token": token.as_str(), "token_type": "bearer", "expires_in": expires_in }),
            )
        }
        SignInOutcome::Wrong(user_id) => {
            attempt.record_failure(user_id);
            Err(HttpError::WrongCredentials)
        }
    }
}
