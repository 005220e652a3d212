//! Setup link of the server's console: creates the first admin. GET writes nothing.

use maud::html;

use crate::actions::first_admin::{self, FirstAdminOutcome, NewAdmin};
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::domain::validation::ValidationError;
use crate::store::audit::{Actor, AuditEvent, AuditSource};
use crate::store::sessions::SessionKind;
use crate::web::pages::{
    form::{EMAIL, Field, Form, NEW_PASSWORD, TEXT},
    layout::page,
};
use crate::web::request::open_session::{self, Factor};
use crate::web::request::{device_cookie, password_fields};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    if valid_token(ctx)?.is_some() { form(ctx, &FormInput::default()) } else { expired_page(ctx) }
}

/// The token of the path, if valid.
fn valid_token(ctx: &RequestContext) -> Result<Option<Token>, HttpError> {
    let Some(token) = Token::from_link(ctx.path_param(0)) else { return Ok(None) };
    Ok(first_admin::is_valid(ctx.app, &token, ctx.now)?.then_some(token))
}

/// The page again after a failure that keeps its form.
pub fn form_again(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    if valid_token(ctx)?.is_some() { form(ctx, fields) } else { Err(HttpError::Gone) }
}

fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(Field {
            name: "firstname",
            label: "field-firstname",
            hint: Some("setup-firstname-hint"),
            autocomplete: "given-name",
            max_chars: Firstname::MAX_CHARS,
            ..TEXT
        }))
        (form.field(Field { hint: Some("setup-email-hint"), ..EMAIL }))
        (form.field(NEW_PASSWORD))
        (form.wide_submit("setup-submit"))
    };
    let body = html! {
        p { (lang.text("setup-lead")) }
        (form.render(ctx.target(), inside)?)
    };
    form.narrow_page(&lang.text("setup-title"), body)
}

fn expired_page(ctx: &RequestContext) -> HandlerResult {
    let lang = ctx.lang();
    let body = html! {
        div.narrow {
            h1 { (lang.text("setup-dead-title")) }
            p { (lang.text("setup-dead-lead")) }
            p { code { "referral setup-link" } }
            p { a.button href="/login" { (lang.text("login-submit")) } }
        }
    };
    page(ctx, 410, &lang.text("setup-dead-title"), body)
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(token) = valid_token(ctx)? else { return expired_page(ctx) };
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::parse_new_repeated_if_sent(ctx, &fields, email.as_ref());
    let (Some(firstname), Some(email), Some(password)) = (firstname, email, password) else {
        return form(ctx, &fields);
    };
    let first = NewAdmin { firstname, email, password, lang: ctx.chosen_lang() };
    // Access to the server's console proves the operator.
    let by = AuditSource::new(Actor::Operator, ctx.device());
    match first_admin::create(ctx.app, &token, &first, &by, ctx.now)? {
        FirstAdminOutcome::Welcome(user) => {
            device_cookie::set(ctx, &user);
            // The console's reader is led to a second factor at the next sign-in.
            open_session::open(ctx, &user, SessionKind::Cookie, AuditEvent::SignedIn, Factor::Proven)?;
            Ok(response::see_other("/admin"))
        }
        FirstAdminOutcome::LinkExpired => expired_page(ctx),
        FirstAdminOutcome::Taken => {
            fields.add_error("email", ValidationError::AddressTaken);
            form(ctx, &fields)
        }
    }
}
