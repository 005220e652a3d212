//! The hidden field that proves a form to be this site's own.

use maud::{Markup, html};

use super::plain::Plain;
use crate::http::csrf;

/// `token`: what `csrf::token` gave for the visit that the form is shown to.
pub fn token_field(token: &str) -> Markup {
    html! { input type="hidden" name=(csrf::FIELD) value=(Plain(token)); }
}
