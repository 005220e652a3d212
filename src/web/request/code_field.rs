//! The referral code field of a registration, in a form or a JSON body.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::actions::attribution_claim::{self, ResolvedReferrer};
use crate::actions::attribution_cookie::Touches;
use crate::store::attributions::Claim;
use crate::web::request::input::FormInput;
use crate::web::{request::context::RequestContext, response::error::HttpError};

/// Resolves the referrer from the optional field `code` and the opened links, `touches`. An invalid code
/// becomes a field error.
pub fn parse_claim(
    ctx: &RequestContext,
    fields: &FormInput,
    touches: Option<Touches>,
) -> Result<Option<Claim>, HttpError> {
    let submitted = fields.optional("code", |t| Ok(from_link(ctx, t).into_owned()));
    match attribution_claim::resolve(ctx.app, submitted.as_deref(), touches, ctx.now)? {
        ResolvedReferrer::Claim(claim) => Ok(Some(claim)),
        ResolvedReferrer::None => Ok(None),
        ResolvedReferrer::InvalidCode(why) => {
            fields.add_error("code", why);
            Ok(None)
        }
    }
}

/// Name of the query parameter that carries a code to the registration page.
pub const REF_PARAM: &str = "ref";

/// The code in a link to this site, with or without its scheme, such as `https://ref.example.org/CODE?utm_source=x`. Any
/// other text is returned as it is.
pub fn from_link<'t>(ctx: &RequestContext, text: &'t str) -> Cow<'t, str> {
    code_of_link(&ctx.app.config.server.public_url, text).map_or(Cow::Borrowed(text), Cow::Owned)
}

fn code_of_link(site: &str, text: &str) -> Option<String> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let absolute = if text.contains("://") { text.to_owned() } else { format!("http://{text}") };
    let (link, site) = (Url::parse(&absolute).ok()?, Url::parse(site).ok()?);
    if (link.host(), link.port()) != (site.host(), site.port()) {
        return None;
    }
    let first = link.path_segments()?.find(|segment| !segment.is_empty())?;
    let carried = link.query_pairs().find(|(name, _)| first == "register" && name == REF_PARAM);
    let code = carried.map(|(_, code)| code.into_owned());
    code.or_else(|| percent_decode_str(first).decode_utf8().ok().map(Cow::into_owned))
}
