//! The seed's `referral/add`, `referral/get` and `profile/referral/delete`: their paths, names and sentences as they
//! were, each for the signed-in person alone.

use rouille::Response;
use serde_json::json;

use crate::actions::codes::{self, NewCode};
use crate::domain::code::{CodeInput, Description};
use crate::store::referrals::{self, CodeConflict};
use crate::web::{
    request::{context::RequestContext, signed_in::SignedIn, throttle},
    response::{self, HandlerResult, error::HttpError},
};

/// What the seed says when an active code exists already.
const ACTIVE_CODE_EXISTS: &str = "На email ссылка уже опубликована";
/// What the seed says when there is none.
const NO_ACTIVE_CODE: &str = "Пользователь не имеет referral-кода.";

pub fn add(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
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
        Ok(referral) => respond("Ok", Some((&referral.description, &referral.referral_code))),
        Err(exists @ CodeConflict::ActiveExists) => {
            throttle::refund_code_creation(ctx, me, exists);
            respond(ACTIVE_CODE_EXISTS, None)
        }
        // Drawing met the same code many times in a row: the generator is broken.
        Err(CodeConflict::Taken) => Err(HttpError::Busy(5)),
    }
}

pub fn get(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_json(&["userToken", "userId"])?.finish()?;
    match ctx.db_read(|conn| referrals::find_active_by_user(conn, me.user.id, ctx.now))? {
        Some(referral) => respond("OK", Some((&referral.description, &referral.referral_code))),
        None => respond(NO_ACTIVE_CODE, None),
    }
}

pub fn delete(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
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
