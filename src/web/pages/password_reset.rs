//! Password reset, step two: the email's link. GET writes nothing.

use maud::html;

use crate::actions::passwords;
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::web::pages::{
    flash::Flash,
    form::{Field, Form, NEW_PASSWORD, username},
    layout::message_page,
};
use crate::web::request::{password_fields, throttle};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    form(ctx, &FormInput::default())
}

/// The page again after a failure that keeps its form.
pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let owner = match Token::from_link(ctx.path_param(0)) {
        Some(token) => passwords::find_reset_owner(ctx.app, &token, ctx.now)?,
        None => None,
    };
    match owner {
        Some(owner) => owner_form(ctx, &owner.email, fields),
        // The failure is told instead.
        None if fields.failure().is_some() => Err(HttpError::Gone),
        None => expired_page(ctx),
    }
}

fn owner_form(ctx: &RequestContext, owner: &Email, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (username(owner))
        (form.field(Field { label: "field-new-password", autofocus: true, ..NEW_PASSWORD }))
        (form.wide_submit("password-submit"))
    };
    let body = html! {
        (form.render(ctx.target(), inside)?)
    };
    form.narrow_page(&lang.text("reset-title"), body)
}

fn expired_page(ctx: &RequestContext) -> HandlerResult {
    message_page(ctx, 410, ["reset-dead-title", "reset-dead-lead"], ("/password/forgot", "forgot-title"))
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(token) = Token::from_link(ctx.path_param(0)) else { return expired_page(ctx) };
    let Some(owner) = passwords::find_reset_owner(ctx.app, &token, ctx.now)? else {
        return expired_page(ctx);
    };
    let Some(new) = password_fields::parse_new_repeated_if_sent(ctx, &fields, Some(&owner.email)) else {
        return owner_form(ctx, &owner.email, &fields);
    };
    let origin = throttle::hash_origin(ctx, true);
    let Some(owner) = passwords::reset(ctx.app, &token, &new, &origin, &ctx.audit_source(), ctx.now)? else {
        return expired_page(ctx);
    };
    throttle::record_reset(ctx, &owner);
    Flash::PasswordReset.leave(ctx);
    Ok(response::see_other("/login"))
}
