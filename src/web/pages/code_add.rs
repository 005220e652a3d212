//! *Добавить код*: creates a referral code, optionally custom, optionally sent by email.

use maud::html;

use crate::actions::codes::{self, AddResult, NewCode};
use crate::domain::code::{Code, CodeInput, Description, MaxUses};
use crate::domain::email::Email;
use crate::domain::timestamp::DAY;
use crate::domain::validation::ValidationError;
use crate::store::referrals::{self, Referral};
use crate::web::pages::{
    code_form,
    flash::Flash,
    form::{EMAIL, Field, Form, TEXT},
};
use crate::web::request::throttle;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, response};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let last_day = ctx.now.plus(ctx.app.config.referrals.code_days * DAY).date();
    let active = ctx.db_read(|conn| referrals::list_active_by_user(conn, me.user.id, ctx.now))?;
    let most = usize::try_from(ctx.app.config.referrals.active_codes).unwrap_or(usize::MAX);
    if active.len() >= most {
        return replace_page(ctx, &active);
    }
    form(ctx, me, &FormInput::with_defaults(&[("expires_on", &last_day)]))
}

/// All active codes that a member may have are there: each can be replaced in one press.
fn replace_page(ctx: &RequestContext, active: &[Referral]) -> HandlerResult {
    let lang = ctx.lang();
    let nothing = FormInput::default();
    let form = Form::new(ctx, &nothing);
    let body = html! {
        div.head { h1 { (lang.text("code-replace-title")) } }
        @for code in active {
            section.card {
                p { (lang.format("code-add-in-the-way", &[("code", code.referral_code.as_str().into())])) }
                (form.render("/profile/referral/replace", html! {
                    input type="hidden" name="code" value=(code.referral_code);
                    p.actions {
                        (form.submit("code-replace-submit"))
                        a.button.quiet href=(format!("/profile/referral/change?code={}", code.referral_code)) { (lang.text("code-customise")) }
                    }
                })?)
            }
        }
    };
    form.page(&lang.text("code-replace-title"), body)
}

fn form(ctx: &RequestContext, me: &SignedIn, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(DESCRIPTION))
        (form.field(Field { name: "code", label: "field-own-code", hint: Some("field-own-code-hint"), required: false, max_chars: 32, ..TEXT }))
        (code_form::ends(ctx, &form, fields))
        (form.field(MAX_USES))
        (form.field(Field { hint: Some("field-friend-hint"), label: "field-friend", required: false, autocomplete: "off", ..EMAIL }))
        p.actions {
            (form.submit("code-add-submit"))
            a.button.quiet href="/profile" { (lang.text("code-cancel")) }
        }
    };
    let body = html! {
        div.head { h1 { (lang.text("code-add-title")) } p.lead { (lang.text("code-add-lead")) } }
        div.aside {
            section.card { (form.render("/profile/referral", inside)?) }
            (code_form::preview(ctx, &me.user, fields.submitted("description"), None))
        }
    };
    form.page(&lang.text("code-add-title"), body)
}

/// Switches a code off and makes a new one, in one press.
pub fn replace(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let old = fields.required("code", |text| Ok(CodeInput::read(text)));
    fields.finish()?;
    let Some(CodeInput::Possible(key)) = old else { return Err(HttpError::NotFound) };
    throttle::limit_code_creation(ctx, me)?;
    match codes::replace(ctx.app, &me.user, &key, ctx.lang(), &ctx.audit_source(), ctx.now)? {
        Some(AddResult::Added(_)) => {
            Flash::CodeReplaced.leave(ctx);
            Ok(response::see_other("/profile"))
        }
        Some(_) => Ok(response::see_other("/profile/referral")),
        None => Err(HttpError::NotFound),
    }
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let description = fields.optional("description", Description::parse);
    let expires_at = code_form::expiry(&fields, ctx.now);
    let send_to = fields.optional("email", Email::parse);
    let chosen = fields.optional("code", Code::custom);
    let max_uses = fields.optional("max_uses", MaxUses::parse);
    if !fields.errors().is_empty() {
        return form(ctx, me, &fields);
    }
    let sent = send_to.is_some();
    let description = description.unwrap_or_default();
    let wish = NewCode { description, expires_at, max_uses, chosen, send_to, lang: ctx.lang() };
    throttle::limit_code_creation(ctx, me)?;
    if let Some(recipient) = &wish.send_to {
        throttle::limit_invitation(ctx, me, recipient)?;
    }
    match codes::add(ctx.app, &me.user, &wish, &ctx.audit_source(), ctx.now)? {
        AddResult::Added(_) => {
            let notice = if sent { Flash::CodeAddedAndSent } else { Flash::CodeAdded };
            notice.leave(ctx);
            Ok(response::see_other("/profile"))
        }
        AddResult::AlreadyInvited => {
            throttle::refund_unserved(ctx);
            fields.add_error("email", ValidationError::AlreadyInvited);
            form(ctx, me, &fields)
        }
        AddResult::Conflict(conflict) => {
            throttle::refund_code_creation(ctx, me, conflict);
            fields.add_error("code", conflict.validation_error());
            form(ctx, me, &fields)
        }
    }
}

pub const DESCRIPTION: Field = Field {
    name: "description",
    label: "field-description",
    hint: Some("field-description-hint"),
    kind: "textarea",
    required: false,
    max_chars: Description::MAX_CHARS,
    ..TEXT
};

pub const MAX_USES: Field = Field {
    name: "max_uses",
    label: "field-max-uses",
    hint: Some("field-max-uses-hint"),
    inputmode: Some("numeric"),
    required: false,
    max_chars: 7,
    ..TEXT
};
