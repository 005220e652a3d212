//! The link of the server's banner: it makes the first admin. Opening it changes nothing.

use maud::html;

use crate::actions::first_admin::{self, FirstAdminOutcome, NewAdmin};
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::domain::validation::ValidationError;
use crate::store::audit::{Actor, AuditEvent, AuditSource};
use crate::store::sessions::SessionKind;
use crate::web::pages::form::{EMAIL, Form, Input, NEW_PASSWORD, PASSWORD_AGAIN, TEXT};
use crate::web::pages::layout::page;
use crate::web::request::input::FormInput;
use crate::web::{
    request::{context::RequestContext, password_fields, session, throttle},
    response::{self, HandlerResult, error::HttpError},
};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    if works(ctx)?.is_some() { form(ctx, &FormInput::default()) } else { dead(ctx) }
}

/// The token, if it works.
fn works(ctx: &RequestContext) -> Result<Option<Token>, HttpError> {
    let Some(token) = Token::parse(ctx.first_path_param()) else { return Ok(None) };
    Ok(first_admin::is_valid(ctx.app, &token, ctx.now)?.then_some(token))
}

fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.input(Input {
            name: "firstname",
            label: "field-firstname",
            hint: Some("setup-firstname-hint"),
            autocomplete: "given-name",
            longest: Firstname::MAX_CHARS,
            ..TEXT
        }))
        (form.input(Input { hint: Some("setup-email-hint"), ..EMAIL }))
        (form.input(NEW_PASSWORD))
        (form.input(PASSWORD_AGAIN))
        (form.submit("setup-submit"))
    };
    let body = html! {
        h1 { (lang.text("setup-title")) }
        p.lead { (lang.text("setup-lead")) }
        (form.around(ctx.target(), inside)?)
    };
    form.page(&lang.text("setup-title"), body)
}

fn dead(ctx: &RequestContext) -> HandlerResult {
    let lang = ctx.lang();
    let body = html! {
        h1 { (lang.text("setup-dead-title")) }
        p.lead { (lang.text("setup-dead-lead")) }
        p { code { "referral setup-link" } }
        p { a.button href="/login" { (lang.text("login-submit")) } }
    };
    page(ctx, 410, &lang.text("setup-dead-title"), body)
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(token) = works(ctx)? else { return dead(ctx) };
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::parse_new_twice(ctx, &fields, email.as_ref());
    let (Some(firstname), Some(email), Some(password)) = (firstname, email, password) else {
        return form(ctx, &fields);
    };
    let first = NewAdmin { firstname, email, password, lang: ctx.lang() };
    // Whoever reads the server's console is its operator.
    let by = AuditSource { actor: Actor::Operator, device: ctx.device() };
    match first_admin::create(ctx.app, &token, &first, &by, ctx.now)? {
        FirstAdminOutcome::Welcome(user) => {
            throttle::remember_browser(ctx, &user.email);
            session::open(ctx, &user, SessionKind::Cookie, AuditEvent::SignedIn)?;
            Ok(response::see_other("/admin"))
        }
        FirstAdminOutcome::Dead => dead(ctx),
        FirstAdminOutcome::Taken => {
            fields.add_error("email", ValidationError::AddressTaken);
            form(ctx, &fields)
        }
    }
}
