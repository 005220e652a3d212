//! Before a deed is done: what will come of it, one button, and the way back.

use maud::{Markup, html};

use super::super::form::Form;
use super::menu;
use crate::http::fields::Fields;
use crate::http::{Answer, Visit};

pub struct Question<'a> {
    /// The entry of the menu it stands under.
    pub here: &'static str,
    /// The names of its sentences.
    pub title: &'static str,
    pub lead: &'static str,
    pub submit: &'static str,
    /// What it is about.
    pub about: Markup,
    /// Whether something is lost by it.
    pub danger: bool,
    /// A hidden field.
    pub carries: Option<(&'static str, i64)>,
    pub back: &'a str,
}

/// Asks at the address that the answer goes to. What is wrong in `fields` is said above.
pub fn ask(visit: &Visit, fields: &Fields, question: &Question) -> Answer {
    let lang = visit.lang;
    let form = Form::new(visit, fields);
    let action = visit.raw_url().split('?').next().unwrap_or("");
    let inside = html! {
        @if let Some((name, value)) = question.carries { input type="hidden" name=(name) value=(value); }
        @if question.danger {
            button.danger type="submit" { (lang.t(question.submit)) }
        } @else {
            (form.submit(question.submit))
        }
    };
    let body = html! {
        (menu(lang, question.here))
        h1 { (lang.t(question.title)) }
        p.lead { (question.about) }
        p { (lang.t(question.lead)) }
        (form.around(action, inside)?)
        p.aside { a href=(question.back) { (lang.t("admin-back")) } }
    };
    form.page(lang.t(question.title), body)
}
