//! The seed's API routes: their paths, fields and sentences as they were, each for the signed-in
//! member alone.

use rouille::Response;
use serde_json::json;

use crate::actions::account;
use crate::actions::codes::{self, AddResult, NewCode};
use crate::domain::code::{CodeInput, Description};
use crate::store::audit::AuditEvent;
use crate::store::referrals::{self, CodeConflict};
use crate::store::sessions::SessionKind;
use crate::web::request::{open_session, password_fields, recent_password, throttle};
use crate::web::response::cookies::CookieName;
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

const ACTIVE_CODE_EXISTS: &str = "На email ссылка уже опубликована";
const NO_ACTIVE_CODE: &str = "Пользователь не имеет referral-кода.";

/// `POST /api/v1/token/get`: a bearer token for the signed-in member. The seed gave one for any
/// `userId`.
pub fn issue_token(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_json(&["userId"])?;
    let user_id = fields.integer("userId");
    fields.finish()?;
    if user_id.is_some_and(|id| id != me.user.id) {
        return Err(HttpError::Forbidden);
    }
    recent_password::require(ctx, me)?;
    let token = open_session::open_another(ctx, me, SessionKind::Bearer, AuditEvent::TokenIssued)?;
    response::json(201, &json!({ "user_token": token.as_str() }))
}

/// `POST /api/v1/referral/add`.
pub fn add_code(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_json(&["descript", "userToken"])?;
    let description = fields.required("descript", Description::parse);
    fields.finish()?;
    throttle::limit_code_creation(ctx, me)?;
    let wish = NewCode {
        description: description.unwrap_or_default(),
        expires_at: None,
        max_uses: None,
        chosen: None,
        send_to: None,
        lang: ctx.lang(),
    };
    match codes::add(ctx.app, &me.user, &wish, &ctx.audit_source(), ctx.now)? {
        AddResult::Added(referral) => respond("Ok", Some((&referral.description, &referral.referral_code))),
        AddResult::Conflict(exists @ CodeConflict::ActiveExists) => {
            throttle::refund_code_creation(ctx, me, exists);
            respond(ACTIVE_CODE_EXISTS, None)
        }
        // Every generated code was taken: the generator is broken. No one is invited here.
        AddResult::Conflict(CodeConflict::Taken) | AddResult::AlreadyInvited => Err(HttpError::Busy(5)),
    }
}

/// `POST /api/v1/referral/get`.
pub fn get_code(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_json(&["userToken", "userId"])?.finish()?;
    match ctx.db_read(|conn| referrals::find_active_by_user(conn, me.user.id, ctx.now))? {
        Some(referral) => respond("OK", Some((&referral.description, &referral.referral_code))),
        None => respond(NO_ACTIVE_CODE, None),
    }
}

/// `POST /api/v1/profile/referral/delete`.
pub fn delete_code(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_json(&["userToken", "userId"])?.finish()?;
    let Some(referral) = ctx.db_read(|conn| referrals::find_active_by_user(conn, me.user.id, ctx.now))?
    else {
        return respond(NO_ACTIVE_CODE, None);
    };
    if let CodeInput::Possible(key) = CodeInput::read(&referral.referral_code) {
        codes::delete(ctx.app, &me.user, &key, &ctx.audit_source(), ctx.now)?;
    }
    respond("Ok", Some((&referral.description, &referral.referral_code)))
}

fn respond(message: &str, code: Option<(&str, &str)>) -> Result<Response, HttpError> {
    let (descript, referral) = code.unzip();
    response::json(200, &json!({ "message": message, "descript": descript, "referral": referral }))
}

/// `POST /api/v1/remove`.
pub fn delete_account(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_json(&["password", "userToken", "userId"])?;
    let done = match password_fields::verify_own(ctx, me, &fields, "password")? {
        Some(proof) => {
            let deleted = account::delete_account(ctx.app, &proof, ctx.now)?;
            password_fields::accept_proof(deleted, &fields, "password")?
        }
        None => false,
    };
    if !done {
        return Err(HttpError::Unprocessable(fields.errors()));
    }
    if me.kind == SessionKind::Cookie {
        ctx.clear_cookie(CookieName::UserToken);
    }
    response::json(200, &json!({ "message": "Ok" }))
}
