//! The page that asks for the password before what was asked is done: it sends the same form again.

use maud::html;

use crate::domain::validation::FieldError;
use crate::store::second_factors;
use crate::web::pages::form::{Field, Form, PASSWORD, username};
use crate::web::pages::second_factor::app::OTP;
use crate::web::request::{csrf, recent_password};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext};

/// The page; `wrong` is what was wrong with the password.
pub fn ask(ctx: &RequestContext, wrong: &[FieldError]) -> HandlerResult {
    let lang = ctx.lang();
    let me = ctx.session()?.ok_or(HttpError::NotSignedIn)?;
    let sent = if ctx.is_safe_method() { FormInput::default() } else { ctx.read_form()? };
    let has_factor = ctx.app.db.read(|conn| second_factors::exists(conn, me.user.id))?;
    let nothing = FormInput::default();
    for error in wrong {
        let of_code = error.field == recent_password::CODE_FIELD;
        let field = if of_code { recent_password::CODE_FIELD } else { recent_password::FIELD };
        nothing.add_error(field, error.why);
    }
    let form = Form::new(ctx, &nothing);
    let is_kept =
        |name: &str| ![csrf::FIELD, recent_password::FIELD, recent_password::CODE_FIELD].contains(&name);
    let inside = html! {
        @for (name, value) in sent.texts().filter(|(name, _)| is_kept(name)) {
            input type="hidden" name=(name) value=(value);
        }
        (username(&me.user.email))
        (form.field(Field { name: recent_password::FIELD, required: !has_factor, ..PASSWORD }))
        @if has_factor {
            (form.field(Field { name: recent_password::CODE_FIELD, required: false, ..OTP }))
        }
        (form.submit("reauthenticate-submit"))
    };
    let body = html! {
        div.narrow {
            h1 { (lang.text("reauthenticate-title")) }
            p { (lang.text(if has_factor { "reauthenticate-lead-factor" } else { "reauthenticate-lead" })) }
            (form.render(ctx.target(), inside)?)
        }
    };
    let mut page = form.page(&lang.text("reauthenticate-title"), body)?;
    if wrong.is_empty() {
        page.status_code = 403;
    }
    Ok(page)
}
