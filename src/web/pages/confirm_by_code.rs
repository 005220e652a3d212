//! Confirmation by email address and one-time code; the page after a registration.

use maud::{Markup, html};

use crate::actions::confirm::{self, ConfirmOutcome, Ownership};
use crate::domain::email::Email;
use crate::domain::otp;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::web::pages::{
    confirm_by_link, console_inbox,
    flash::Flash,
    form::{EMAIL, Field, Form, NEW_PASSWORD, TEXT},
};
use crate::web::request::{password_fields, registration_cookie, throttle};
use crate::web::{FormInput, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let cookie = registration_cookie::read(ctx);
    form(ctx, &FormInput::with_defaults(&[("email", cookie.as_ref().map_or("", |r| &r.email))]))
}

pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    form_with(ctx, fields, fields.has_field("password"))
}

fn form_with(ctx: &RequestContext, fields: &FormInput, asks_password: bool) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let until = registration_cookie::read(ctx).map(|r| r.expires_at());
    let inside = html! {
        (form.field(EMAIL))
        (form.field(Field {
            name: "code",
            label: "field-digits",
            hint: Some("field-digits-hint"),
            autocomplete: "one-time-code",
            inputmode: Some("numeric"),
            max_chars: 16,
            autofocus: !fields.submitted("email").is_empty(),
            ..TEXT
        }))
        @if asks_password {
            p { (lang.text("activate-lead")) }
            (form.field(NEW_PASSWORD))
        }
        (form.wide_submit("digits-submit"))
    };
    let body = html! {
        p { (lang.text("digits-lead")) }
        @if let Some(until) = until { (deadline(lang, until, ctx.now)) }
        @if let Some(place) = console_inbox::hint(ctx) { (place) }
        (form.render("/activate", inside)?)
        p.actions.after {
            (lang.text("digits-no-email"))
            a.button.quiet href="/repeat_token" { (lang.text("repeat-title")) }
        }
    };
    form.narrow_page(&lang.text("digits-title"), body)
}

/// Expiry of link and code. A page without scripts does not know the visitor's time zone, so it
/// names UTC; the script converts both.
fn deadline(lang: Lang, until: Timestamp, now: Timestamp) -> Markup {
    let left = until.since(now);
    if left <= 0 {
        return html! { p.deadline.over { (lang.text("digits-over")) } };
    }
    html! {
        // Remaining seconds, because the client's clock may be wrong.
        p.deadline data-left=(left) data-over=(lang.text("digits-over")) {
            (lang.text("digits-until")) " "
            time datetime=(until.rfc3339()) { (lang.time(until)) } ". "
            span.left { (lang.rounded(left, "digits-left-minutes", "digits-left-seconds")) }
        }
    }
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let email = fields.required("email", Email::parse);
    let typed = fields.required("code", otp::parse);
    let asks_password = fields.has_field("password") || fields.has_field("password2");
    let password = asks_password
        .then(|| password_fields::parse_new_repeated_if_sent(ctx, &fields, email.as_ref()))
        .flatten();
    let (Some(email), Some(typed), true) = (email, typed, fields.errors().is_empty()) else {
        return form_with(ctx, &fields, asks_password);
    };
    throttle::limit_otp(ctx, &email)?;
    let ownership = match &password {
        Some(password) => Ownership::with_password(ctx.app, password, &throttle::hash_origin(ctx, false))?,
        None => Ownership::Browser(registration_cookie::browser_token(ctx)),
    };
    match confirm::confirm_by_otp(ctx.app, &email, &typed, &ownership, &ctx.audit_source(), ctx.now)? {
        // The digits are right, but this browser did not register.
        ConfirmOutcome::PasswordNeeded | ConfirmOutcome::PressNeeded => form_with(ctx, &fields, true),
        outcome @ (ConfirmOutcome::Confirmed | ConfirmOutcome::ConfirmedTooLate) => {
            confirm_by_link::confirmed(ctx, outcome, &ownership, &email)
        }
        ConfirmOutcome::AlreadyConfirmed => {
            Flash::Confirmed.leave(ctx);
            Ok(response::see_other("/login"))
        }
        ConfirmOutcome::Expired => confirm_by_link::expired_page(ctx, Some(&email)),
        ConfirmOutcome::Unknown => {
            throttle::log_wrong_digits(ctx);
            fields.add_error("code", ValidationError::WrongDigits);
            form(ctx, &fields)
        }
    }
}
