//! Confirmation by the email's link. Mail scanners open links, so GET shows a button, which asks for
//! the password; only in the browser that registered it confirms at once, and is the one GET that writes.

use maud::html;

use crate::actions::confirm::{self, ConfirmOutcome, Ownership};
use crate::crypto::tokens::Token;
use crate::store::email_confirmation::EmailConfirmation;
use crate::web::pages::{
    flash::Flash,
    form::{Form, NEW_PASSWORD, PASSWORD_AGAIN, username},
    layout::{message_page, page},
};
use crate::web::request::{password_fields, registration_cookie};
use crate::web::{FormInput, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let Some(token) = Token::from_link(ctx.path_param(0)) else { return unknown_link_page(ctx) };
    let browser = registration_cookie::browser_token(ctx);
    let (outcome, activation) = confirm::peek(ctx.app, &token, browser.as_ref(), ctx.now)?;
    // HEAD must not write.
    if outcome == ConfirmOutcome::Confirmed && ctx.method() == "GET" {
        return confirm(ctx, &token, &Ownership::Browser(browser));
    }
    respond(ctx, outcome, activation.as_ref())
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(token) = Token::from_link(ctx.path_param(0)) else { return unknown_link_page(ctx) };
    let browser = registration_cookie::browser_token(ctx);
    let ownership = match confirm::peek(ctx.app, &token, browser.as_ref(), ctx.now)? {
        (ConfirmOutcome::PasswordNeeded, Some(activation)) => {
            match password_fields::parse_new_twice(ctx, &fields, Some(&activation.email)) {
                Some(password) => Ownership::with_password(ctx.app, &password)?,
                None => return confirm_page(ctx, &fields, Some(&activation)),
            }
        }
        _ => Ownership::Browser(browser),
    };
    confirm(ctx, &token, &ownership)
}

fn confirm(ctx: &RequestContext, token: &Token, ownership: &Ownership) -> HandlerResult {
    match confirm::confirm_by_link(ctx.app, token, ownership, &ctx.audit_source(), ctx.now)? {
        ConfirmOutcome::Confirmed => {
            Flash::Confirmed.leave(ctx);
            Ok(response::see_other("/login"))
        }
        ConfirmOutcome::ConfirmedTooLate => {
            Flash::ConfirmedTooLate.leave(ctx);
            Ok(response::see_other("/login"))
        }
        other => respond(ctx, other, None),
    }
}

fn respond(
    ctx: &RequestContext,
    outcome: ConfirmOutcome,
    activation: Option<&EmailConfirmation>,
) -> HandlerResult {
    match outcome {
        ConfirmOutcome::Confirmed | ConfirmOutcome::ConfirmedTooLate | ConfirmOutcome::PasswordNeeded => {
            confirm_page(ctx, &FormInput::default(), activation)
        }
        ConfirmOutcome::AlreadyConfirmed => already_confirmed_page(ctx),
        ConfirmOutcome::Expired => expired_page(ctx),
        ConfirmOutcome::Unknown => unknown_link_page(ctx),
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
    let inside = html! {
        @if let Some(activation) = activation { (username(&activation.email)) }
        (form.field(NEW_PASSWORD))
        (form.field(PASSWORD_AGAIN))
        (form.submit("activate-submit"))
    };
    let body = html! {
        h1 { (lang.text("activate-title")) }
        p.lead { (lang.text("activate-lead")) }
        (form.render(ctx.target(), inside)?)
    };
    form.page(&lang.text("activate-title"), body)
}

fn already_confirmed_page(ctx: &RequestContext) -> HandlerResult {
    message_page(ctx, 200, ["activate-already-title", "activate-already-lead"], ("/login", "login-submit"))
}

pub fn expired_page(ctx: &RequestContext) -> HandlerResult {
    resend_page(ctx, 410, "activate-expired-title", "activate-expired-lead")
}

fn unknown_link_page(ctx: &RequestContext) -> HandlerResult {
    resend_page(ctx, 404, "activate-unknown-title", "activate-unknown-lead")
}

fn resend_page(ctx: &RequestContext, status: u16, title: &'static str, lead: &'static str) -> HandlerResult {
    let lang = ctx.lang();
    let registered = registration_cookie::read(ctx);
    let known = FormInput::with_defaults(&[("email", registered.as_ref().map_or("", |r| &r.email))]);
    let body = html! {
        h1 { (lang.text(title)) }
        p.lead { (lang.text(lead)) }
        (crate::web::pages::resend_confirmation::render_form(&Form::new(ctx, &known))?)
    };
    page(ctx, status, &lang.text(title), body)
}
