//! The pages that most ask for, drawn once for all who come from outside.

use crate::cache::PageKey;
use crate::web::response::cookies::CookieName;
use crate::web::{
    request::{context::RequestContext, csrf},
    response::{self, HandlerResult, error::HttpError},
};

/// The page of what it shows: as it was drawn for strangers before, or as `draw` draws it for this visit.
pub fn get_or_render(
    ctx: &RequestContext,
    shows: PageKey,
    draw: impl FnOnce() -> HandlerResult,
) -> HandlerResult {
    if !is_anonymous(ctx)? {
        return draw();
    }
    let (pages, lang) = (&ctx.app.public_page_cache, ctx.lang());
    // Drawing takes it too, and asks for it only where there is a form.
    let token = if shows.has_form() { csrf::token(ctx)? } else { String::new() };
    if let Some(page) = pages.find(lang, &shows) {
        let (text, bytes) = page.with_token(token);
        return Ok(response::html_stream(text, bytes));
    }
    let (page, text) = response::buffer_body(draw()?)?;
    if let Ok(text) = str::from_utf8(&text) {
        pages.insert(lang, shows, text, &token);
    }
    Ok(page)
}

/// Nothing of such a visit is in a page but its language: nobody is signed in, nothing is to be said once, and there is no
/// query that the links to other languages would have to keep.
fn is_anonymous(ctx: &RequestContext) -> Result<bool, HttpError> {
    let asks_plainly = !ctx.target().contains('?') && ctx.cookie(CookieName::Notice).is_none();
    Ok(asks_plainly && ctx.session()?.is_none())
}
