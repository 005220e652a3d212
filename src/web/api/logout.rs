//! `POST /api/v1/logout`: this token is dead.

use crate::actions::sign_in;
use crate::store::sessions::SessionKind;
use crate::web::response::cookies::CookieName;
use crate::web::{
    request::{context::RequestContext, signed_in::SignedIn},
    response::{self, HandlerResult},
};

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    sign_in::sign_out(ctx.app, &me.user, &me.session_hash, &ctx.audit_source(), ctx.now)?;
    if me.kind == SessionKind::Cookie {
        ctx.clear_cookie(CookieName::UserToken);
    }
    Ok(response::empty(204))
}
