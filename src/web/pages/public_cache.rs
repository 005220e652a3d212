//! Cache of public pages: rendered once for all anonymous visitors.

use crate::cache::public_pages::PageKey;
use crate::web::request::csrf;
use crate::web::response::cookies::CookieName;
use crate::web::{HandlerResult, HttpError, RequestContext, response};

/// The cached page for `shows`; rendered by `draw` for members and on a miss.
pub fn get_or_render(
    ctx: &RequestContext,
    shows: PageKey,
    draw: impl FnOnce() -> HandlerResult,
) -> HandlerResult {
    if !is_anonymous(ctx)? {
        return draw();
    }
    let (pages, lang) = (&ctx.app.public_page_cache, ctx.lang());
    // Rendering a form needs the token as well.
    let token = if shows.has_form() { csrf::token(ctx)? } else { String::new() };
    if let Some(page) = pages.get(lang, &shows) {
        let (text, bytes) = page.with_token(token);
        return Ok(response::html_stream(text, bytes));
    }
    let (page, text) = response::buffer_body(draw()?)?;
    if let Ok(text) = str::from_utf8(&text) {
        pages.insert(lang, shows, text, &token);
    }
    Ok(page)
}

/// Whether the page depends on the language alone: no session, no flash message, and no query,
/// which the language links would keep.
fn is_anonymous(ctx: &RequestContext) -> Result<bool, HttpError> {
    let asks_plainly = !ctx.target().contains('?') && ctx.cookie(CookieName::Notice).is_none();
    Ok(asks_plainly && ctx.session()?.is_none())
}
