//! What the operator calls the site.

use std::borrow::Cow;

use crate::web::RequestContext;

/// Name of the site: in the header, titles and link previews.
pub fn site_name<'a>(ctx: &'a RequestContext<'_>) -> Cow<'a, str> {
    ctx.lang().text("site-name").as_str().into()
}

/// One line that says what the site is; `None` if the operator wrote none.
pub fn tagline(_ctx: &RequestContext) -> Option<String> {
    None
}
