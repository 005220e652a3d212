//! Confirmation of a new email address. GET writes nothing, because mail scanners open links.

use maud::html;

use crate::actions::email_change;
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::web::pages::{
    flash::Flash,
    form::Form,
    layout::{message_page, page},
};
use crate::web::{FormInput, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let new = match Token::from_link(ctx.path_param(0)) {
        Some(token) => email_change::find_new_address(ctx.app, &token, ctx.now)?,
        None => None,
    };
    match new {
        Some(new) => confirm_page(ctx, &new),
        None => expired_page(ctx),
    }
}

fn confirm_page(ctx: &RequestContext, new: &Email) -> HandlerResult {
    let lang = ctx.lang();
    let title = lang.format("activate-title-of", &[("email", new.as_str().into())]);
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let body = html! {
        div.narrow {
            h1 { (title) }
            p { (lang.text("address-confirm-lead")) }
            (form.render(ctx.target(), form.wide_submit("activate-submit"))?)
        }
    };
    page(ctx, 200, &title, body)
}

fn expired_page(ctx: &RequestContext) -> HandlerResult {
    message_page(ctx, 410, ["reset-dead-title", "address-dead-lead"], ("/profile/email", "address-title"))
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    ctx.read_form()?;
    let done = match Token::from_link(ctx.path_param(0)) {
        Some(token) => email_change::confirm(ctx.app, &token, &ctx.audit_source(), ctx.now)?,
        None => false,
    };
    if !done {
        return expired_page(ctx);
    }
    Flash::AddressChanged.leave(ctx);
    Ok(response::see_other(if ctx.session()?.is_some() { "/profile" } else { "/login" }))
}
