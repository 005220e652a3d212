//! *Повторить токен*: sends another confirmation email.

use maud::{Markup, html};

use crate::actions::confirm;
use crate::domain::email::Email;
use crate::store::outbox::MessageKind;
use crate::web::pages::{
    flash::Flash,
    form::{EMAIL, Form},
};
use crate::web::request::{registration_cookie, throttle};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let cookie = registration_cookie::read(ctx);
    form(ctx, &FormInput::with_defaults(&[("email", cookie.as_ref().map_or("", |r| &r.email))]))
}

pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let body = html! {
        p { (lang.text("repeat-lead")) }
        (render_form(&form)?)
    };
    form.narrow_page(&lang.text("repeat-title"), body)
}

/// The form, also for pages of expired links.
pub fn render_form(form: &Form) -> Result<Markup, HttpError> {
    form.render("/repeat_token", html! { (form.field(EMAIL)) (form.wide_submit("repeat-submit")) })
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(email) = fields.required("email", Email::parse) else { return form(ctx, &fields) };
    throttle::limit_email(ctx, MessageKind::Activation, &email)?;
    confirm::resend_email(ctx.app, &email, ctx.lang(), ctx.now)?;
    registration_cookie::renew(ctx, &email);
    Flash::EmailRepeated.leave(ctx);
    Ok(response::see_other("/activate"))
}
