//! The page by which the reader of a mailbox refuses all invitations. GET writes nothing, because mail
//! scanners open links.

use maud::html;

use crate::actions::invitation_opt_out::{self, OptOutLink};
use crate::crypto::tokens::Token;
use crate::web::pages::{
    form::Form,
    layout::{message_page, page},
};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let token = token(ctx)?;
    match ctx.db_read(|conn| invitation_opt_out::find(conn, &token))? {
        OptOutLink::Open => ask(ctx),
        OptOutLink::Used => done(ctx),
        OptOutLink::Unknown => Err(HttpError::NotFound),
    }
}

fn ask(ctx: &RequestContext) -> HandlerResult {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let host = ctx.app.config.server.host();
    let body = html! {
        div.narrow {
            h1 { (lang.text("unsubscribe-title")) }
            p { (lang.format("unsubscribe-lead", &[("site", host.into())])) }
            (form.render(ctx.target(), form.wide_submit("unsubscribe-submit"))?)
        }
    };
    page(ctx, 200, &lang.text("unsubscribe-title"), body)
}

fn done(ctx: &RequestContext) -> HandlerResult {
    message_page(ctx, 200, ["unsubscribe-done-title", "unsubscribe-done-lead"], ("/", "failure-home"))
}

/// The link's token is the permission: a mail program sends this without cookie and CSRF token, and
/// follows no redirect (RFC 8058 3.1, 3.2).
pub fn submit(ctx: &RequestContext) -> HandlerResult {
    if !invitation_opt_out::opt_out(ctx.app, &token(ctx)?)? {
        return Err(HttpError::NotFound);
    }
    if ctx.read_form().is_ok() { Ok(response::see_other(ctx.target())) } else { done(ctx) }
}

fn token(ctx: &RequestContext) -> Result<Token, HttpError> {
    Token::from_link(ctx.path_param(0)).ok_or(HttpError::NotFound)
}
