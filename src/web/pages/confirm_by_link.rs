//! Confirmation by the email's link. Mail scanners open links, so GET shows a button; only in the
//! browser that registered it confirms at once, and is the one GET that writes.

use maud::html;

use crate::actions::confirm::{self, ConfirmOutcome};
use crate::crypto::tokens::{self, Token};
use crate::web::pages::{
    flash::Flash,
    form::Form,
    layout::{message_page, page},
};
use crate::web::request::registration_cookie;
use crate::web::{FormInput, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let Some(token) = Token::from_link(ctx.path_param(0)) else { return unknown_link_page(ctx) };
    let (outcome, activation) = confirm::peek(ctx.app, &token, ctx.now)?;
    let registered_here = match (registration_cookie::read(ctx).and_then(|r| r.browser_token()), activation) {
        (Some(browser), Some(activation)) => {
            activation.browser.is_some_and(|hash| tokens::constant_time_eq(&hash, &browser.hash()))
        }
        _ => false,
    };
    // HEAD must not write.
    if outcome == ConfirmOutcome::Confirmed && registered_here && ctx.method() == "GET" {
        return confirm(ctx, &token);
    }
    respond(ctx, outcome)
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    ctx.read_form()?;
    match Token::from_link(ctx.path_param(0)) {
        Some(token) => confirm(ctx, &token),
        None => unknown_link_page(ctx),
    }
}

fn confirm(ctx: &RequestContext, token: &Token) -> HandlerResult {
    match confirm::confirm_by_link(ctx.app, token, &ctx.audit_source(), ctx.now)? {
        ConfirmOutcome::Confirmed => {
            Flash::Confirmed.leave(ctx);
            Ok(response::see_other("/login"))
        }
        ConfirmOutcome::ConfirmedTooLate => {
            Flash::ConfirmedTooLate.leave(ctx);
            Ok(response::see_other("/login"))
        }
        other => respond(ctx, other),
    }
}

fn respond(ctx: &RequestContext, outcome: ConfirmOutcome) -> HandlerResult {
    match outcome {
        ConfirmOutcome::Confirmed | ConfirmOutcome::ConfirmedTooLate => confirm_page(ctx),
        ConfirmOutcome::AlreadyConfirmed => already_confirmed_page(ctx),
        ConfirmOutcome::Expired => expired_page(ctx),
        ConfirmOutcome::Unknown => unknown_link_page(ctx),
    }
}

fn confirm_page(ctx: &RequestContext) -> HandlerResult {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let body = html! {
        h1 { (lang.text("activate-title")) }
        p.lead { (lang.text("activate-lead")) }
        (form.render(ctx.target(), form.submit("activate-submit"))?)
    };
    page(ctx, 200, &lang.text("activate-title"), body)
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
