//! Confirmation by the email's link. Mail scanners open links, so GET shows a button, which asks for
//! the password; only in the browser that registered it confirms and signs in at once, and is the one GET
//! that writes.

use maud::html;

use crate::actions::confirm::{self, ConfirmOutcome, Ownership};
use crate::actions::program::embed;
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::store::audit::AuditEvent;
use crate::store::email_confirmation::EmailConfirmation;
use crate::store::sessions::SessionKind;
use crate::store::users;
use crate::web::pages::{
    flash::Flash,
    form::{Field, Form, NEW_PASSWORD, username},
    layout::{message_page, page},
};
use crate::web::request::open_session::{self, Factor};
use crate::web::request::{device_cookie, password_fields, registration_cookie, throttle};
use crate::web::response::cookies::CookieName;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let Some(token) = Token::from_link(ctx.path_param(0)) else { return unknown_link_page(ctx) };
    let browser = registration_cookie::browser_token(ctx);
    let (outcome, activation) = confirm::peek(ctx.app, &token, browser.as_ref(), ctx.now)?;
    // HEAD must not write.
    if outcome == ConfirmOutcome::Confirmed && ctx.method() == "GET" {
        return confirm(ctx, &token, &Ownership::Browser(browser), activation.as_ref());
    }
    respond(ctx, outcome, activation.as_ref())
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(token) = Token::from_link(ctx.path_param(0)) else { return unknown_link_page(ctx) };
    let browser = registration_cookie::browser_token(ctx);
    let (outcome, activation) = confirm::peek(ctx.app, &token, browser.as_ref(), ctx.now)?;
    let ownership = match (outcome, &activation) {
        (ConfirmOutcome::PasswordNeeded, Some(activation)) => {
            match password_fields::parse_new_repeated_if_sent(ctx, &fields, Some(&activation.email)) {
                Some(password) => {
                    Ownership::with_password(ctx.app, &password, &throttle::hash_origin(ctx, true))?
                }
                None => return confirm_page(ctx, &fields, Some(activation)),
            }
        }
        _ => Ownership::Browser(browser),
    };
    confirm(ctx, &token, &ownership, activation.as_ref())
}

fn confirm(
    ctx: &RequestContext,
    token: &Token,
    ownership: &Ownership,
    activation: Option<&EmailConfirmation>,
) -> HandlerResult {
    let outcome = confirm::confirm_by_link(ctx.app, token, ownership, &ctx.audit_source(), ctx.now)?;
    match (outcome, activation) {
        (ConfirmOutcome::Confirmed | ConfirmOutcome::ConfirmedTooLate, Some(activation)) => {
            confirmed(ctx, outcome, ownership, &activation.email)
        }
        (other, activation) => respond(ctx, other, activation),
    }
}

/// Who joined by a form of another site has no password to sign in with, and sees the link at once.
fn welcome(ctx: &RequestContext, user_id: i64) -> HandlerResult {
    let (token, _) = ctx.app.db.write(|tx| embed::issue(tx, user_id, ctx.now))?;
    Ok(response::see_other(&format!("/portal#{}", token.as_str())))
}

/// After the confirmation. The browser that registered knew the password a moment ago, so it is signed
/// in; any other signs in by itself, with the address filled in.
pub fn confirmed(
    ctx: &RequestContext,
    outcome: ConfirmOutcome,
    ownership: &Ownership,
    email: &Email,
) -> HandlerResult {
    let said =
        if outcome == ConfirmOutcome::ConfirmedTooLate { Flash::ConfirmedTooLate } else { Flash::Confirmed };
    if let Some(user) = ctx.app.db.read(|conn| users::find_by_email(conn, email))?
        && user.password_hash().is_none()
    {
        return welcome(ctx, user.id);
    }
    said.leave(ctx);
    match ownership {
        Ownership::Browser(Some(_)) => match sign_in(ctx, email) {
            Ok(()) if said == Flash::Confirmed => Flash::ConfirmedSignedIn.leave(ctx),
            Ok(()) => {}
            // The address is confirmed, and that is what was asked for.
            Err(error) => {
                log::warn!(id = ctx.request_id(), error:? = error; "request: a confirmed visitor could not be signed in; asked to sign in");
            }
        },
        _ => registration_cookie::renew(ctx, email),
    }
    Ok(response::see_other("/login"))
}

fn sign_in(ctx: &RequestContext, email: &Email) -> Result<(), HttpError> {
    let Some(user) = ctx.app.db.read(|conn| users::find_by_email(conn, email))? else {
        return Err(HttpError::NotSignedIn);
    };
    open_session::open(ctx, &user, SessionKind::Cookie, AuditEvent::SignedIn, Factor::NotAsked)?;
    device_cookie::set(ctx, &user);
    ctx.clear_cookie(CookieName::Registration);
    Ok(())
}

fn respond(
    ctx: &RequestContext,
    outcome: ConfirmOutcome,
    activation: Option<&EmailConfirmation>,
) -> HandlerResult {
    match outcome {
        ConfirmOutcome::Confirmed
        | ConfirmOutcome::ConfirmedTooLate
        | ConfirmOutcome::PasswordNeeded
        | ConfirmOutcome::PressNeeded => confirm_page(ctx, &FormInput::default(), activation),
        ConfirmOutcome::AlreadyConfirmed => already_confirmed_page(ctx),
        ConfirmOutcome::Expired => expired_page(ctx, activation.map(|activation| &activation.email)),
        ConfirmOutcome::Unknown => unknown_link_page(ctx),
    }
}

/// The page again after a failure that keeps its form.
pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let token = Token::from_link(ctx.path_param(0)).ok_or(HttpError::Gone)?;
    match confirm::peek(ctx.app, &token, None, ctx.now)? {
        (ConfirmOutcome::PasswordNeeded, Some(activation)) => confirm_page(ctx, fields, Some(&activation)),
        _ => Err(HttpError::Gone),
    }
}

/// The button, with the password: the account is the mailbox reader's, also when a stranger registered it.
fn confirm_page(
    ctx: &RequestContext,
    fields: &FormInput,
    activation: Option<&EmailConfirmation>,
) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let title = match activation {
        Some(activation) => lang.format("activate-title-of", &[("email", activation.email.as_str().into())]),
        None => lang.text("activate-title").to_owned(),
    };
    let needs_password = activation.is_none_or(|activation| activation.has_password);
    let inside = html! {
        @if needs_password {
            @if let Some(activation) = activation { (username(&activation.email)) }
            (form.field(Field { autofocus: true, ..NEW_PASSWORD }))
        }
        (form.wide_submit("activate-submit"))
    };
    let body = html! {
        p { (lang.text(if needs_password { "activate-lead" } else { "activate-press" })) }
        (form.render(ctx.target(), inside)?)
    };
    form.narrow_page(&title, body)
}

fn already_confirmed_page(ctx: &RequestContext) -> HandlerResult {
    message_page(ctx, 200, ["activate-already-title", "activate-already-lead"], ("/login", "login-submit"))
}

/// A link or digits that have ended. With the address, which the token tells, one press sends another email.
pub fn expired_page(ctx: &RequestContext, email: Option<&Email>) -> HandlerResult {
    let Some(email) = email else {
        return resend_page(ctx, 410, "activate-expired-title", "activate-expired-lead");
    };
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let inside = html! {
        input type="hidden" name="email" value=(email);
        button.wide type="submit" { (lang.text("repeat-title")) }
    };
    let body = html! {
        div.narrow {
            h1 { (lang.text("activate-expired-title")) }
            p { (lang.format("activate-expired-of", &[("email", email.as_str().into())])) }
            (Form::new(ctx, &nothing).render("/repeat_token", inside)?)
        }
    };
    page(ctx, 410, &lang.text("activate-expired-title"), body)
}

fn unknown_link_page(ctx: &RequestContext) -> HandlerResult {
    resend_page(ctx, 404, "activate-unknown-title", "activate-unknown-lead")
}

fn resend_page(ctx: &RequestContext, status: u16, title: &'static str, lead: &'static str) -> HandlerResult {
    let lang = ctx.lang();
    let registered = registration_cookie::read(ctx);
    let known = FormInput::with_defaults(&[("email", registered.as_ref().map_or("", |r| &r.email))]);
    let body = html! {
        div.narrow {
            h1 { (lang.text(title)) }
            p { (lang.text(lead)) }
            (crate::web::pages::resend_confirmation::render_form(&Form::new(ctx, &known))?)
        }
    };
    page(ctx, status, &lang.text(title), body)
}
