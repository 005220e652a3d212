//! Before a deed is done: what will come of it, one button, and the way back.

use maud::{Markup, html};

use crate::web::pages::admin::menu;
use crate::web::pages::form::Form;
use crate::web::pages::layout;
use crate::web::request::input::Fields;
use crate::web::{request::context::Visit, response::Answer};

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

/// Asks at the address that the answer goes to.
pub fn ask(visit: &Visit, question: &Question) -> Answer {
    page(visit, question, None)
}

/// Asks again, and says why it cannot be done.
pub fn refuse(visit: &Visit, question: &Question, why: &'static str) -> Answer {
    page(visit, question, Some(why))
}

fn page(visit: &Visit, question: &Question, refused: Option<&'static str>) -> Answer {
    let lang = visit.lang();
    let nothing = Fields::default();
    let form = Form::new(visit, &nothing);
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
        @if let Some(why) = refused { p.mistakes role="alert" { (lang.t(why)) } }
        (menu(lang, question.here))
        h1 { (lang.t(question.title)) }
        p.lead { (question.about) }
        p { (lang.t(question.lead)) }
        (form.around(action, inside)?)
        p.aside { a href=(question.back) { (lang.t("admin-back")) } }
    };
    layout::page(visit, if refused.is_some() { 422 } else { 200 }, &lang.t(question.title), body)
}
