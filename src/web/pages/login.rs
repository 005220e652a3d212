//! *Вход*: signs a member in.

use maud::html;

use crate::actions::sign_in::{self, SignInOutcome};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::security_event::SecurityEvent;
use crate::domain::validation::ValidationError;
use crate::store::audit::AuditEvent;
use crate::store::sessions::SessionKind;
use crate::web::pages::form::{EMAIL, Field, Form, PASSWORD};
use crate::web::pages::second_factor::challenge;
use crate::web::request::factor::{self, FactorCheck};
use crate::web::request::open_session::{self, Factor};
use crate::web::request::{device_cookie, next_page, pending_sign_in, registration_cookie, throttle};
use crate::web::{FormInput, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    if ctx.session()?.is_some() {
        return Ok(response::see_other(&next_page::take(ctx)));
    }
    // The address that registered in this browser.
    let registered = registration_cookie::read(ctx);
    form(ctx, &FormInput::with_defaults(&[("email", registered.as_ref().map_or("", |r| &r.email))]))
}

pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let help = html! {
        (lang.text("login-limited")) " " a href="/password/forgot" { (lang.text("login-limited-reset")) }
    };
    let form = Form::new(ctx, fields).with_help(help);
    let knows_address = !fields.submitted("email").is_empty();
    let inside = html! {
        (form.field(Field { autocomplete: "username", autofocus: !knows_address, ..EMAIL }))
        (form.field(Field { autofocus: knows_address, ..PASSWORD }))
        (form.wide_submit("login-submit"))
    };
    let body = html! {
        @if let Some(wanted) = next_page::peek(ctx) { p { (lang.text(reason(&wanted))) } }
        (form.render("/login", inside)?)
        p.after { a href="/password/forgot" { (lang.text("forgot-title")) } }
        p.after { (lang.text("login-no-account")) " " a href="/register" { (lang.text("menu-register")) } }
        p.actions.after {
            span.soft { (lang.text("login-no-email")) }
            a.button.quiet href="/repeat_token" { (lang.text("repeat-title")) }
        }
    };
    form.narrow_page(&lang.text("login-title"), body)
}

/// Text key of why to sign in, by the page that was wanted.
fn reason(target: &str) -> &'static str {
    let reasons = [
        ("/profile/sessions", "login-for-sessions"),
        ("/profile/codes", "login-for-statistics"),
        ("/profile/referral", "login-for-code"),
        ("/profile/people", "login-for-people"),
        ("/admin", "login-for-admin"),
    ];
    reasons.iter().find(|(path, _)| target.starts_with(path)).map_or("login-for-page", |(_, key)| key)
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let email = fields.required("email", Email::parse);
    let password = fields.required("password", Password::parse_existing);
    let (Some(email), Some(password)) = (email, password) else { return form(ctx, &fields) };
    let attempt = throttle::limit_sign_in(ctx, &email)?;
    match sign_in::sign_in(ctx.app, &email, &password, &attempt.origin)? {
        SignInOutcome::Welcome(user) => {
            attempt.record_success();
            let factor = match factor::check(ctx, &user)? {
                FactorCheck::Asked(_) => {
                    pending_sign_in::keep(ctx, &user);
                    return Ok(response::see_other(challenge::PATH));
                }
                FactorCheck::Remembered => Factor::Proven,
                FactorCheck::None => {
                    device_cookie::set(ctx, &user);
                    Factor::NotAsked
                }
            };
            open_session::open(ctx, &user, SessionKind::Cookie, AuditEvent::SignedIn, factor)?;
            Ok(response::see_other(&next_page::take(ctx)))
        }
        SignInOutcome::Wrong(user_id) => {
            attempt.record_failure(user_id, SecurityEvent::SignInFailed);
            fields.add_error("password", ValidationError::WrongCredentials);
            form(ctx, &fields)
        }
    }
}
