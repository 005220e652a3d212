//! The page of a notice's link «this was not me». GET writes nothing, because mail scanners open links.

use maud::html;

use crate::actions::not_me;
use crate::crypto::tokens::Token;
use crate::web::pages::{form::Form, layout::message_page};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    form(ctx, &FormInput::default())
}

/// The page again after a failure that keeps its form.
pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let is_valid = match Token::from_link(ctx.path_param(0)) {
        Some(token) => not_me::is_valid(ctx.app, &token, ctx.now)?,
        None => false,
    };
    match (is_valid, fields.failure()) {
        (true, _) => {}
        // The failure is told instead.
        (false, Some(_)) => return Err(HttpError::Gone),
        (false, None) => return expired_page(ctx),
    }
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let body = html! {
        p { (lang.text("not-me-lead")) }
        (form.render(ctx.target(), form.wide_submit("not-me-submit"))?)
    };
    form.narrow_page(&lang.text("not-me-title"), body)
}

fn expired_page(ctx: &RequestContext) -> HandlerResult {
    message_page(ctx, 410, ["not-me-dead-title", "not-me-dead-lead"], ("/password/forgot", "forgot-title"))
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    ctx.read_form()?;
    let Some(token) = Token::from_link(ctx.path_param(0)) else { return expired_page(ctx) };
    match not_me::end_sessions(ctx.app, &token, &ctx.audit_source(), ctx.now)? {
        Some(reset) => Ok(response::see_other(&format!("/password/reset/{}", reset.as_str()))),
        None => expired_page(ctx),
    }
}
