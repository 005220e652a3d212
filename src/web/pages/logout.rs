//! *Выход*, which the seed lacked: revokes the session.

use crate::actions::sign_out;
use crate::web::pages::flash::Flash;
use crate::web::response::cookies::CookieName;
use crate::web::{HandlerResult, RequestContext, SignedIn, response};

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_form()?;
    sign_out::sign_out(ctx.app, &me.user, &me.session_hash, &ctx.audit_source(), ctx.now)?;
    ctx.clear_cookie(CookieName::UserToken);
    Flash::SignedOut.leave(ctx);
    Ok(response::see_other("/"))
}
