//! Confirmation page: consequence, one button, and the way back.

use maud::{Markup, html};

use crate::web::components::notice::{Kind, notice};
use crate::web::pages::{
    form::{Field, Form, TEXT},
    layout,
};
use crate::web::{FormInput, HandlerResult, RequestContext};

pub struct Confirmation<'a> {
    /// Text keys.
    pub title: &'static str,
    pub lead: &'static str,
    pub submit: &'static str,
    /// Subject of the action.
    pub about: Markup,
    /// Destructive.
    pub danger: bool,
    /// The form asks for the address that `about` shows, in the field `email`.
    pub asks_email: bool,
    /// Hidden field.
    pub carries: Option<(&'static str, i64)>,
    pub back: &'a str,
}

/// The address again, so that a wrong row is noticed.
const TYPED_EMAIL: Field =
    Field { name: "email", label: "admin-type-email", kind: "email", max_chars: 254, ..TEXT };

pub fn ask(ctx: &RequestContext, question: &Confirmation) -> HandlerResult {
    page(ctx, question, None)
}

/// The page again, with the reason of a refusal.
pub fn refuse(ctx: &RequestContext, question: &Confirmation, why: &'static str) -> HandlerResult {
    page(ctx, question, Some(why))
}

fn page(ctx: &RequestContext, question: &Confirmation, refused: Option<&'static str>) -> HandlerResult {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let action = ctx.target().split('?').next().unwrap_or("");
    let inside = html! {
        @if question.asks_email { (form.field(TYPED_EMAIL)) }
        @if let Some((name, value)) = question.carries { input type="hidden" name=(name) value=(value); }
        p.actions {
            button.danger[question.danger] type="submit" { (lang.text(question.submit)) }
            a.button.quiet href=(question.back) { (lang.text("admin-back")) }
        }
    };
    let body = html! {
        @if let Some(why) = refused { (notice(Kind::Bad, html! { p { (lang.text(why)) } })) }
        div.card.narrow {
            h1 { (lang.text(question.title)) }
            p { b { (question.about) } }
            p.soft { (lang.text(question.lead)) }
            (form.render(action, inside)?)
        }
    };
    layout::page(ctx, if refused.is_some() { 422 } else { 200 }, &lang.text(question.title), body)
}
