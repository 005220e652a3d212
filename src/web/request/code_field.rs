//! The referral code field of a registration, in a form or a JSON body.

use crate::actions::referrer;
use crate::store::attributions::Claim;
use crate::web::request::input::FormInput;
use crate::web::{request::context::RequestContext, response::error::HttpError};

/// Resolves the referrer from the optional field `code` and the opened links. An invalid code
/// becomes a field error.
pub fn parse_claim(ctx: &RequestContext, fields: &FormInput) -> Result<Option<Claim>, HttpError> {
    let submitted = fields.optional("code", |t| Ok(t.to_owned()));
    match referrer::resolve(ctx.app, submitted.as_deref(), ctx.touches(), ctx.now)? {
        Ok(claim) => Ok(claim),
        Err(why) => {
            fields.add_error("code", why);
            Ok(None)
        }
    }
}
