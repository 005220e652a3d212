//! Asks for the second factor after the right password, and opens the session.

use maud::html;

use crate::actions::second_factor::CodeOutcome;
use crate::store::audit::AuditEvent;
use crate::store::second_factors;
use crate::store::sessions::SessionKind;
use crate::web::pages::flash::Flash;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::pages::second_factor::app::OTP;
use crate::web::request::open_session::{self, Factor};
use crate::web::request::{device_cookie, factor, next_page, pending_sign_in};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub const PATH: &str = "/login/second-factor";

const REMEMBER_FIELD: &str = "remember";

pub fn show(ctx: &RequestContext) -> HandlerResult {
    if ctx.session()?.is_some() {
        return Ok(response::see_other(&next_page::take(ctx)));
    }
    form(ctx, &FormInput::default())
}

/// The page; the sign-in page where no password was right lately.
pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    if pending_sign_in::find(ctx)?.is_none() {
        // The failure is told instead.
        if fields.failure().is_some() {
            return Err(HttpError::NotSignedIn);
        }
        return Ok(response::see_other("/login"));
    }
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let with_recovery = !fields.submitted(factor::RECOVERY_FIELD).is_empty();
    let inside = html! {
        (form.field(Field { required: false, autofocus: !with_recovery, ..OTP }))
        div.check {
            input #remember type="checkbox" name=(REMEMBER_FIELD) checked[fields.is_checked(REMEMBER_FIELD)];
            label for="remember" { (lang.text("login-factor-remember")) }
        }
        details open[with_recovery] {
            summary { (lang.text("login-factor-recovery")) }
            (form.field(Field {
                name: factor::RECOVERY_FIELD,
                label: "field-recovery",
                hint: Some("field-recovery-hint"),
                required: false,
                max_chars: 100,
                ..TEXT
            }))
            p.soft { (lang.text("login-factor-lost")) }
        }
        (form.wide_submit("login-submit"))
    };
    let body = html! {
        p { (lang.text("login-factor-lead")) }
        (form.render(PATH, inside)?)
        p.after { a href="/login" { (lang.text("login-factor-again")) } }
    };
    form.narrow_page(&lang.text("login-factor-title"), body)
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(user) = pending_sign_in::find(ctx)? else { return Ok(response::see_other("/login")) };
    let Some(outcome) = factor::accept_form(ctx, &user, &fields)? else { return form(ctx, &fields) };
    open_session::open(ctx, &user, SessionKind::Cookie, AuditEvent::SignedIn, Factor::Proven)?;
    pending_sign_in::clear(ctx);
    let stored =
        ctx.app.db.read(|conn| second_factors::find(conn, user.id))?.ok_or(HttpError::NotSignedIn)?;
    if fields.is_checked(REMEMBER_FIELD) {
        device_cookie::set_remembered(ctx, &user, &stored, ctx.now);
    } else {
        device_cookie::set(ctx, &user);
    }
    if matches!(outcome, CodeOutcome::Recovery { .. }) {
        Flash::RecoveryCodeUsed.leave(ctx);
    }
    Ok(response::see_other(&next_page::take(ctx)))
}
