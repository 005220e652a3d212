//! The seed's `POST /api/v1/remove`: the account and what names it are gone.

use serde_json::json;

use crate::actions::account;
use crate::store::sessions::SessionKind;
use crate::web::response::cookies::CookieName;
use crate::web::{
    request::{context::RequestContext, password_fields, signed_in::SignedIn},
    response::{self, HandlerResult, error::HttpError},
};

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
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
