//! The code that a newcomer gives, in a form or a JSON body: who referred them.

use crate::actions::referrer;
use crate::store::attributions::Claim;
use crate::web::request::input::FormInput;
use crate::web::{request::context::RequestContext, response::error::HttpError};

/// Who referred a newcomer by the optional field `code` and the links that the browser opened; the field is marked when
/// it holds no code.
pub fn parse_claim(ctx: &RequestContext, fields: &FormInput) -> Result<Option<Claim>, HttpError> {
    let typed = fields.optional("code", |t| Ok(t.to_owned()));
    match referrer::resolve(ctx.app, typed.as_deref(), ctx.touches(), ctx.now)? {
        Ok(claim) => Ok(claim),
        Err(why) => {
            fields.add_error("code", why);
            Ok(None)
        }
    }
}
