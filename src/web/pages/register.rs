//! *Регистрация*: registers a user, optionally with a referral code.

use std::sync::Arc;

use maud::{Markup, html};

use crate::actions::attribution_claim;
use crate::actions::register::{self, RegisterOutcome, Registration};
use crate::domain::code::{CodeInput, CodeStatus};
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::store::invitations::Invitation;
use crate::web::pages::{
    flash::Flash,
    form::{EMAIL, Field, Form, NEW_PASSWORD, PASSWORD_AGAIN, TEXT},
    layout::Preview,
    markup::{self, FastEscape},
    share_links,
};
use crate::web::request::{code_field, password_fields, registration_cookie, throttle};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub fn show(ctx: &RequestContext) -> HandlerResult {
    let linked = match ctx.touches() {
        Some(touches) => {
            ctx.db_read(|conn| attribution_claim::find_invitation(ctx.app, conn, touches, ctx.now))?
        }
        None => None,
    };
    let code = ctx
        .query_param(code_field::REF_PARAM)
        .or(linked.map(|(i, _)| i.referral.referral_code))
        .unwrap_or_default();
    form(ctx, &FormInput::with_defaults(&[("code", &code)]))
}

/// Form, with the invitation when its code is active.
fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    form_with_invitation(ctx, fields, find_active_invitation(ctx, fields.submitted("code"))?.as_deref())
}

/// Form with an invitation already found.
pub fn form_with_invitation(
    ctx: &RequestContext,
    fields: &FormInput,
    invitation: Option<&Invitation>,
) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(Field {
            name: "firstname",
            label: "field-firstname",
            hint: Some("field-firstname-hint"),
            autocomplete: "given-name",
            max_chars: Firstname::MAX_CHARS,
            ..TEXT
        }))
        (form.field(EMAIL))
        (form.field(NEW_PASSWORD))
        (form.field(PASSWORD_AGAIN))
        (form.field(Field {
            name: "code",
            label: "field-referrer-code",
            hint: Some("field-referrer-code-hint"),
            required: false,
            // A whole link may be pasted.
            max_chars: 500,
            ..TEXT
        }))
        (form.submit("register-submit"))
    };
    let form_and_more = html! {
        (form.render("/register", inside)?)
        p.after { (lang.text("register-known")) " " a href="/login" { (lang.text("menu-login")) } }
    };
    let Some(invitation) = invitation else {
        let body = html! { h1 { (lang.text("register-title")) } (form_and_more) };
        return form.page(&lang.text("register-title"), body);
    };
    let title = lang.format("register-invited-by", &[("name", invitation.referrer_name.as_str().into())]);
    let description = Some(invitation.referral.description.as_str()).filter(|d| !d.is_empty());
    let preview = Preview {
        title: &title,
        description: description.unwrap_or(lang.text("site-description").as_str()),
        url: &share_links::link(ctx, &invitation.referral),
        card: &share_links::card_link(ctx, &invitation.referral),
    };
    let body = html! {
        div.meeting {
            (invitation_section(ctx, &title, invitation))
            section aria-labelledby="register" { h2 #register { (lang.text("register-title")) } (form_and_more) }
        }
    };
    form.page_with_preview(&title, Some(&preview), body)
}

/// Invitation of an active code.
fn find_active_invitation(ctx: &RequestContext, code: &str) -> Result<Option<Arc<Invitation>>, HttpError> {
    let CodeInput::Possible(key) = CodeInput::read(&code_field::from_link(ctx, code)) else {
        return Ok(None);
    };
    let found = ctx.app.invitation_cache.get(&ctx.app.db, &key)?;
    Ok(found.filter(|invitation| invitation.status(ctx.now) == CodeStatus::Active))
}

/// Invitation: who invites, their text, and what they will see.
fn invitation_section(ctx: &RequestContext, title: &str, invitation: &Invitation) -> Markup {
    let lang = ctx.lang();
    let name = invitation.referrer_name.as_str();
    let initial = name.chars().next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    let referral = &invitation.referral;
    html! {
        section.invitation aria-labelledby="invitation" {
            p.thread aria-hidden="true" { span.person { (initial) } span.person.you { (lang.text("invitation-you")) } }
            h1 #invitation { (FastEscape(title)) }
            @if !referral.description.is_empty() { blockquote.quote { p { (referral.description) } } }
            p { (FastEscape(&lang.format("invitation-lead", &[("name", name.into())]))) }
            p.muted {
                (lang.text("invitation-until")) " "
                (markup::last_day(lang, referral.expires_at))
            }
        }
    }
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::parse_new_repeated_if_sent(ctx, &fields, email.as_ref());
    let claim = code_field::parse_claim(ctx, &fields)?;
    let (Some(firstname), Some(email), Some(password), true) =
        (firstname, email, password, fields.errors().is_empty())
    else {
        return form(ctx, &fields);
    };
    throttle::limit_registration(ctx, &email)?;
    let browser = registration_cookie::issue(ctx, &email);
    let signs = throttle::request_signals(ctx)?;
    let newcomer = Registration {
        firstname,
        email,
        password,
        lang: ctx.chosen_lang(),
        claim,
        browser: Some(browser),
        signals: signs,
    };
    match register::register(ctx.app, &newcomer, &ctx.audit_source(), ctx.now)? {
        RegisterOutcome::RegisteredCodeIgnored(_) => Flash::EmailSentCodeEnded.leave(ctx),
        RegisterOutcome::Registered => Flash::EmailSent.leave(ctx),
    }
    Ok(response::see_other("/activate"))
}
