//! The page that asks for the password before what was asked is done: it sends the same form again.

use maud::html;

use crate::domain::validation::FieldError;
use crate::web::pages::form::{Field, Form, PASSWORD, username};
use crate::web::request::{csrf, recent_password};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext};

/// The page; `wrong` is what was wrong with the password.
pub fn ask(ctx: &RequestContext, wrong: &[FieldError]) -> HandlerResult {
    let lang = ctx.lang();
    let me = ctx.session()?.ok_or(HttpError::NotSignedIn)?;
    let sent = if ctx.is_safe_method() { FormInput::default() } else { ctx.read_form()? };
    let nothing = FormInput::default();
    for error in wrong {
        nothing.add_error(recent_password::FIELD, error.why);
    }
    let form = Form::new(ctx, &nothing);
    let is_kept = |name: &str| name != csrf::FIELD && name != recent_password::FIELD;
    let inside = html! {
        @for (name, value) in sent.texts().filter(|(name, _)| is_kept(name)) {
            input type="hidden" name=(name) value=(value);
        }
        (username(&me.user.email))
        (form.field(Field { name: recent_password::FIELD, ..PASSWORD }))
        (form.submit("reauthenticate-submit"))
    };
    let body = html! {
        div.narrow {
            h1 { (lang.text("reauthenticate-title")) }
            p { (lang.text("reauthenticate-lead")) }
            (form.render(ctx.target(), inside)?)
        }
    };
    let mut page = form.page(&lang.text("reauthenticate-title"), body)?;
    if wrong.is_empty() {
        page.status_code = 403;
    }
    Ok(page)
}
