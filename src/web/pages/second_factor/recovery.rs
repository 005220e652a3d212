//! Recovery codes: new ones, and the page that shows them once.

use maud::html;

use crate::actions::second_factor;
use crate::web::pages::layout::page;
use crate::web::request::{next_page, recent_password};
use crate::web::{HandlerResult, RequestContext, SignedIn, response};

pub const PATH: &str = "/profile/second-factor/recovery";

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let Some(codes) = ctx.app.new_recovery_codes.take(&me.session_hash, ctx.now) else {
        return Ok(response::see_other(super::PATH));
    };
    let next = next_page::peek(ctx).unwrap_or_else(|| super::PATH.to_owned());
    let body = html! {
        div.head { h1 { (lang.text("recovery-title")) } p.lead { (lang.text("recovery-lead")) } }
        div.card {
            ol.recovery { @for code in &codes { li { code { (code.grouped()) } } } }
            p.actions { a.button href=(next) { (lang.text("recovery-saved")) } }
        }
    };
    page(ctx, 200, &lang.text("recovery-title"), body)
}

pub fn renew(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    ctx.read_form()?;
    recent_password::require(ctx, me)?;
    let who = (me.user.id, &me.session_hash);
    let codes =
        super::done(second_factor::renew_recovery_codes(ctx.app, who, &ctx.audit_source(), ctx.now)?)?;
    ctx.app.new_recovery_codes.put(me.session_hash, codes, ctx.now);
    Ok(response::see_other(PATH))
}
