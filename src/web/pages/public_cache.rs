//! The pages that most ask for, drawn once for all who come from outside.

use crate::cache::Shows;
use crate::web::response::cookies::Name;
use crate::web::{
    request::{context::Visit, csrf},
    response::{self, Answer, error::Failure},
};

/// The page of what it shows: as it was drawn for strangers before, or as `draw` draws it for this visit.
pub fn shown(visit: &Visit, shows: Shows, draw: impl FnOnce() -> Answer) -> Answer {
    if !is_stranger(visit)? {
        return draw();
    }
    let (pages, lang) = (&visit.app.strangers, visit.lang());
    // Drawing takes it too, and asks for it only where there is a form.
    let token = if shows.has_form() { csrf::token(visit)? } else { String::new() };
    if let Some(page) = pages.find(lang, &shows) {
        let (text, bytes) = page.with(token);
        return Ok(response::html_of(text, bytes));
    }
    let (page, text) = response::text_of(draw()?);
    if let Ok(text) = str::from_utf8(&text) {
        pages.keep(lang, shows, text, &token);
    }
    Ok(page)
}

/// Nothing of such a visit is in a page but its language: nobody is signed in, nothing is to be said once, and there is no
/// query that the links to other languages would have to keep.
fn is_stranger(visit: &Visit) -> Result<bool, Failure> {
    let asks_plainly = !visit.raw_url().contains('?') && visit.cookie(Name::Notice).is_none();
    Ok(asks_plainly && visit.session()?.is_none())
}
