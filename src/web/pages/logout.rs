//! *Выход*, which the seed lacked: the session is dead at once.

use crate::actions::sign_in;
use crate::web::pages::flash::Flash;
use crate::web::response::cookies::Name;
use crate::web::{
    request::{context::RequestContext, session::SignedIn},
    response::{self, HandlerResult},
};

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.form()?;
    sign_in::sign_out(ctx.app, &me.user, &me.session, &ctx.audit_source(), ctx.now)?;
    ctx.clear_cookie(Name::UserToken);
    Flash::SignedOut.leave(ctx);
    Ok(response::see_other("/"))
}
