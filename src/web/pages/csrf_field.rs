//! The hidden field that proves a form to be this site's own.

use maud::{Markup, html};

use crate::web::pages::fast_escape::FastEscape;
use crate::web::request::csrf;

/// `token`: what `csrf::token` gave for the visit that the form is shown to.
pub fn token_field(token: &str) -> Markup {
    html! { input type="hidden" name=(csrf::FIELD) value=(FastEscape(token)); }
}
