//! Password reset, step one: requests the email.

use maud::html;

use crate::actions::passwords;
use crate::domain::email::Email;
use crate::domain::security_event::SecurityEvent;
use crate::metrics::security_log::SecurityLine;
use crate::store::outbox::MessageKind;
use crate::web::pages::{
    console_inbox,
    flash::Flash,
    form::{EMAIL, Field, Form},
};
use crate::web::request::throttle;
use crate::web::{FormInput, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    form(ctx, &FormInput::default())
}

pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let body = html! {
        p { (lang.text("forgot-lead")) }
        @if let Some(place) = console_inbox::hint(ctx) { (place) }
        (form.render("/password/forgot", html! { (form.field(Field { autofocus: true, ..EMAIL })) (form.wide_submit("forgot-submit")) })?)
    };
    form.narrow_page(&lang.text("forgot-title"), body)
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(email) = fields.required("email", Email::parse) else { return form(ctx, &fields) };
    throttle::limit_email(ctx, MessageKind::Reset, &email)?;
    passwords::request_reset(ctx.app, &email, ctx.lang(), ctx.now)?;
    SecurityLine::refusal(SecurityEvent::RecoveryRequested, None, None).write();
    Flash::ResetSent.leave(ctx);
    Ok(response::see_other("/login"))
}
