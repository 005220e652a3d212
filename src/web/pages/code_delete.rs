//! *Удалить код*: deletes a code; its referees stay attributed.

use crate::actions::codes;
use crate::domain::code::CodeInput;
use crate::web::pages::flash::Flash;
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let code = fields.required("code", |t| Ok(CodeInput::read(t)));
    fields.finish()?;
    let deleted = match code {
        Some(CodeInput::Possible(key)) => {
            codes::delete(ctx.app, &me.user, &key, &ctx.audit_source(), ctx.now)?
        }
        _ => false,
    };
    if !deleted {
        return Err(HttpError::NotFound);
    }
    Flash::CodeDeleted.leave(ctx);
    Ok(response::see_other("/profile"))
}
