//! *Вход*: signs a member in.

use maud::html;

use crate::actions::sign_in::{self, SignInOutcome};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::validation::ValidationError;
use crate::store::audit::AuditEvent;
use crate::store::sessions::SessionKind;
use crate::web::pages::form::{EMAIL, Field, Form, PASSWORD};
use crate::web::request::{device_cookie, open_session, throttle};
use crate::web::{FormInput, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    form(ctx, &FormInput::default())
}

fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(Field { autocomplete: "username", ..EMAIL }))
        (form.field(PASSWORD))
        (form.submit("login-submit"))
    };
    let body = html! {
        h1 { (lang.text("login-title")) }
        (form.render("/login", inside)?)
        p { a href="/password/forgot" { (lang.text("forgot-title")) } }
        p.actions.after {
            (lang.text("login-no-email"))
            a.button.quiet href="/repeat_token" { (lang.text("repeat-title")) }
        }
        p { (lang.text("login-no-account")) " " a href="/register" { (lang.text("menu-register")) } }
    };
    form.page(&lang.text("login-title"), body)
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let email = fields.required("email", Email::parse);
    let password = fields.required("password", Password::parse_existing);
    let (Some(email), Some(password)) = (email, password) else { return form(ctx, &fields) };
    let attempt = throttle::limit_sign_in(ctx, &email)?;
    match sign_in::sign_in(ctx.app, &email, &password)? {
        SignInOutcome::Welcome(user) => {
            attempt.record_success();
            device_cookie::set(ctx, &user);
            open_session::open(ctx, &user, SessionKind::Cookie, AuditEvent::SignedIn)?;
            Ok(response::see_other("/profile"))
        }
        SignInOutcome::Wrong(user_id) => {
            attempt.record_failure(user_id);
            fields.add_error("password", ValidationError::WrongCredentials);
            form(ctx, &fields)
        }
    }
}
