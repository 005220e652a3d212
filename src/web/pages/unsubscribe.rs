//! The page by which the reader of a mailbox refuses all invitations, or a user emails about referrals. GET writes nothing, because mail
//! scanners open links.

use maud::html;

use crate::actions::invitation_opt_out::{self, OptOutLink};
use crate::actions::news;
use crate::crypto::tokens::Token;
use crate::mail::opt_out;
use crate::store::news::has_refused;
use crate::web::pages::{
    form::Form,
    layout::{message_page, page},
};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let token = token(ctx)?;
    if let Some(user) = opt_out::user(ctx.app, &token, ctx.now) {
        return match ctx.db_read(|conn| has_refused(conn, user))? {
            None => Err(HttpError::NotFound),
            Some(false) => ask(ctx, NEWS),
            Some(true) => done(ctx, NEWS),
        };
    }
    match ctx.db_read(|conn| invitation_opt_out::find(conn, &token))? {
        OptOutLink::Open => ask(ctx, INVITATIONS),
        OptOutLink::Used => done(ctx, INVITATIONS),
        OptOutLink::Unknown => Err(HttpError::NotFound),
    }
}

/// Text keys of a page's parts: title, lead and button; title and lead once it is done.
type Words = [&'static str; 5];

const INVITATIONS: Words = [
    "unsubscribe-title",
    "unsubscribe-lead",
    "unsubscribe-submit",
    "unsubscribe-done-title",
    "unsubscribe-done-lead",
];
const NEWS: Words = [
    "unsubscribe-news-title",
    "unsubscribe-news-lead",
    "unsubscribe-news-submit",
    "unsubscribe-news-done-title",
    "unsubscribe-news-done-lead",
];

fn ask(ctx: &RequestContext, words: Words) -> HandlerResult {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let host = ctx.app.config.server.host();
    let body = html! {
        div.narrow {
            h1 { (lang.text(words[0])) }
            p { (lang.format(words[1], &[("site", host.into())])) }
            (form.render(ctx.target(), form.wide_submit(words[2]))?)
        }
    };
    page(ctx, 200, &lang.text(words[0]), body)
}

fn done(ctx: &RequestContext, words: Words) -> HandlerResult {
    message_page(ctx, 200, [words[3], words[4]], ("/", "failure-home"))
}

/// The link's token is the permission: a mail program sends this without cookie and CSRF token, and
/// follows no redirect (RFC 8058 3.1, 3.2).
pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let token = token(ctx)?;
    let (is_done, words) = match opt_out::user(ctx.app, &token, ctx.now) {
        Some(user) => (news::opt_out(ctx.app, user)?, NEWS),
        None => (invitation_opt_out::opt_out(ctx.app, &token)?, INVITATIONS),
    };
    if !is_done {
        return Err(HttpError::NotFound);
    }
    if ctx.read_form().is_ok() { Ok(response::see_other(ctx.target())) } else { done(ctx, words) }
}

fn token(ctx: &RequestContext) -> Result<Token, HttpError> {
    Token::from_link(ctx.path_param(0)).ok_or(HttpError::NotFound)
}
