//! *Регистрация*: registers a user, optionally with a referral code.

use std::sync::Arc;

use maud::{Markup, html};

use crate::actions::attribution_claim;
use crate::actions::register::{self, RegisterOutcome, Registration};
use crate::domain::code::{CodeInput, CodeStatus};
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::i18n::{Lang, Text};
use crate::store::invitations::Invitation;
use crate::web::components::{
    icon::Icon,
    node::{Node, initial},
    path::{Progress, Step, path_down},
    thread::{Piece, thread},
};
use crate::web::pages::{
    flash::Flash,
    form::{EMAIL, Field, Form, NEW_PASSWORD, TEXT},
    layout::Preview,
    markup::FastEscape,
    share_links, site,
};
use crate::web::request::{code_field, password_fields, registration_cookie, throttle};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

/// Marks a form whose visitor removed the invitation: the link they opened counts no longer.
const WITHOUT_INVITATION: &str = "without_invitation";

pub fn show(ctx: &RequestContext) -> HandlerResult {
    if let Some(code) = ctx.query_param(code_field::REF_PARAM) {
        let without = if code.trim().is_empty() { "1" } else { "" };
        return form(ctx, &FormInput::with_defaults(&[("code", &code), (WITHOUT_INVITATION, without)]));
    }
    let linked = match ctx.touches() {
        Some(touches) => {
            ctx.db_read(|conn| attribution_claim::find_invitation(ctx.app, conn, &touches, ctx.now))?
        }
        None => None,
    };
    let code = linked.map(|(invitation, _)| invitation.referral.referral_code).unwrap_or_default();
    form(ctx, &FormInput::with_defaults(&[("code", &code)]))
}

/// Form, with the invitation when its code is active.
pub fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
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
    let Some(invitation) = invitation else {
        let inside = html! {
            (account_fields(&form, None))
            (form.field(Field {
                name: "code",
                label: "field-referrer-code",
                required: false,
                // A whole link may be pasted.
                max_chars: 500,
                ..TEXT
            }))
            @if !fields.submitted(WITHOUT_INVITATION).is_empty() {
                input type="hidden" name=(WITHOUT_INVITATION) value="1";
            }
            (form.wide_submit("register-submit"))
        };
        let body = html! { (form.render("/register", inside)?) (sign_in_link(ctx)) };
        return form.narrow_page(&lang.text("register-title"), body);
    };
    let name = invitation.referrer_name.as_str();
    let title = lang.format("register-invited-by", &[("name", name.into())]);
    let description = Some(invitation.referral.description.as_str()).filter(|d| !d.is_empty());
    let preview = Preview {
        title: &title,
        description: description.unwrap_or(lang.text("site-description").as_str()),
        url: &share_links::link(ctx, &invitation.referral),
        card: &share_links::card_link(ctx, &invitation.referral),
    };
    let inside = html! {
        h2.hidden { (lang.text("register-title")) }
        (account_fields(&form, Some(name)))
        (invitation_chip(ctx, invitation))
        (form.wide_submit("invitation-accept"))
    };
    let body = html! {
        div.meeting {
            (invitation_section(ctx, &title, invitation))
            div.join { (form.render("/register", inside)?) (sign_in_link(ctx)) }
        }
    };
    form.page_with_preview(&title, Some(&preview), body)
}

/// Name, address and password. `referrer` is the name of the person who will see the first.
fn account_fields(form: &Form, referrer: Option<&str>) -> Markup {
    let name = Field {
        name: "firstname",
        label: "field-firstname",
        autocomplete: "given-name",
        max_chars: Firstname::MAX_CHARS,
        autofocus: referrer.is_none(),
        ..TEXT
    };
    let first = referrer.and_then(|name| name.split_whitespace().next());
    let seen = first.map(|name| form.lang().format("field-firstname-seen", &[("name", name.into())]));
    html! {
        (form.field_with_hint(name, seen.as_deref()))
        (form.field(EMAIL))
        (form.field(NEW_PASSWORD))
    }
}

fn sign_in_link(ctx: &RequestContext) -> Markup {
    let lang = ctx.lang();
    html! { p.after { (lang.text("register-known")) " " a href="/login" { (lang.text("menu-login")) } } }
}

/// The code of the invitation, with a way to register without it.
fn invitation_chip(ctx: &RequestContext, invitation: &Invitation) -> Markup {
    let (lang, referral) = (ctx.lang(), &invitation.referral);
    // The end is exclusive.
    let last_day = referral.expires_at.map(|end| lang.short_date(end.minus(1), ctx.now));
    html! {
        p {
            span.chip {
                span {
                    (lang.text("invitation-chip")) " " code { (referral.referral_code) }
                    @if let Some(last_day) = &last_day {
                        " · " (lang.format("invitation-chip-until", &[("date", last_day.as_str().into())]))
                    }
                }
                a href="/register?ref=" title=(lang.text("invitation-remove")) {
                    span.hidden { (lang.text("invitation-remove")) } (Icon::Cross)
                }
            }
        }
        input type="hidden" name="code" value=(referral.referral_code);
    }
}

/// Invitation of an active code.
fn find_active_invitation(ctx: &RequestContext, code: &str) -> Result<Option<Arc<Invitation>>, HttpError> {
    let CodeInput::Possible(key) = CodeInput::read(&code_field::from_link(ctx, code)) else {
        return Ok(None);
    };
    let found = ctx.app.invitation_cache.get(&ctx.app.db, &key)?;
    Ok(found.filter(|invitation| invitation.status(ctx.now) == CodeStatus::Active))
}

/// Invitation: who invites, their text, the site in one line, and on a wide screen what comes next.
fn invitation_section(ctx: &RequestContext, title: &str, invitation: &Invitation) -> Markup {
    let lang = ctx.lang();
    let name = invitation.referrer_name.as_str();
    let referral = &invitation.referral;
    // Three pieces, one for each field that is filled in right.
    let pieces = [Piece::Dotted; 3];
    html! {
        section.story aria-labelledby="invitation" {
            (thread(Node::Full.big(initial(name)), &pieces, Node::New.big(lang.text("invitation-you"))))
            h1 #invitation { span.long[has_long_word(name)] { (FastEscape(title)) } }
            @if !referral.description.is_empty() { blockquote.quote { p { (referral.description) } } }
            @if let Some(tagline) = site::tagline(ctx) {
                p.about { b { (FastEscape(&site::site_name(ctx))) } " " (tagline) }
            }
            div.wide-only { (path_down(&next_steps(lang, name))) }
        }
    }
}

fn next_steps(lang: Lang, name: &str) -> [Step; 3] {
    let step = |icon: Icon, title: Markup, detail: Text| Step {
        detail: Some(html! { (detail) }),
        ..Step::new(Progress::Next, html! { (icon) }, title)
    };
    let linked = lang.format("invitation-step-linked", &[("name", name.into())]);
    [
        step(
            Icon::Person,
            html! { (lang.text("invitation-step-register")) },
            lang.text("invitation-step-register-how"),
        ),
        step(
            Icon::Envelope,
            html! { (lang.text("invitation-step-confirm")) },
            lang.text("invitation-step-confirm-how"),
        ),
        step(Icon::Link, html! { (linked) }, lang.text("invitation-step-linked-how")),
    ]
}

/// A word that fills a phone's line: the heading is smaller then.
fn has_long_word(name: &str) -> bool {
    name.split_whitespace().any(|word| word.chars().count() > 18)
}

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_form()?;
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::parse_new_repeated_if_sent(ctx, &fields, email.as_ref());
    let touches = if fields.submitted(WITHOUT_INVITATION).is_empty() { ctx.touches() } else { None };
    let claim = code_field::parse_claim(ctx, &fields, touches)?;
    let (Some(firstname), Some(email), Some(password), true) =
        (firstname, email, password, fields.errors().is_empty())
    else {
        return form(ctx, &fields);
    };
    throttle::limit_registration(ctx, &email)?;
    let browser = registration_cookie::issue(ctx, &email);
    let signs = throttle::request_signals(ctx)?;
    let newcomer = Registration {
        firstname: Some(firstname),
        email,
        password: Some(password),
        lang: ctx.chosen_lang(),
        claim,
        browser: Some(browser),
        signals: signs,
        origin: throttle::hash_origin(ctx, false),
    };
    match register::register(ctx.app, &newcomer, &ctx.audit_source(), ctx.now)? {
        RegisterOutcome::RegisteredCodeIgnored(_) => Flash::EmailSentCodeEnded.leave(ctx),
        RegisterOutcome::Registered => Flash::EmailSent.leave(ctx),
    }
    Ok(response::see_other("/activate"))
}
