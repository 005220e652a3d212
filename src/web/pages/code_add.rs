//! *Добавить код*: creates a referral code, optionally custom, optionally sent by email.

use maud::html;

use crate::actions::codes::{self, AddResult, NewCode};
use crate::domain::code::{self, Code, CodeStatus, Description, MaxUses};
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::validation::ValidationError;
use crate::store::referrals::{self, Referral};
use crate::web::pages::{
    flash::Flash,
    form::{EMAIL, Field, Form, TEXT},
};
use crate::web::request::throttle;
use crate::web::{FormInput, HandlerResult, RequestContext, SignedIn, response};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let last_day = ctx.now.plus(ctx.app.config.referrals.code_days * DAY).date();
    let active = ctx.db_read(|conn| referrals::find_active_by_user(conn, me.user.id, ctx.now))?;
    let in_the_way = active.filter(|code| code.status(ctx.now) == CodeStatus::Active);
    form(ctx, &FormInput::with_defaults(&[("expires_on", &last_day)]), in_the_way.as_ref())
}

/// The form, with a notice when an active code prevents another one.
fn form(ctx: &RequestContext, fields: &FormInput, in_the_way: Option<&Referral>) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(Field { hint: Some("field-friend-hint"), label: "field-friend", required: false, autocomplete: "off", ..EMAIL }))
        (form.field(DESCRIPTION))
        (form.field(Field { name: "code", label: "field-own-code", hint: Some("field-own-code-hint"), required: false, max_chars: 32, ..TEXT }))
        p.muted { (lang.format("code-today-utc", &[("date", lang.date(ctx.now).as_str().into())])) }
        (form.field(EXPIRES_ON))
        (form.field(MAX_USES))
        (form.submit("code-add-submit"))
    };
    let body = html! {
        h1 { (lang.text("code-add-title")) }
        p.lead { (lang.text("code-add-lead")) }
        @if let Some(code) = in_the_way {
            div.empty {
                p { (lang.format("code-add-in-the-way", &[("code", code.referral_code.as_str().into())])) }
                a.button.quiet href="/profile/referral/change" { (lang.text("menu-code-change")) }
            }
        }
        (form.render("/profile/referral", inside)?)
    };
    form.page(&lang.text("code-add-title"), body)
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let description = fields.optional("description", Description::parse);
    let expires_at = fields.optional("expires_on", |t| last_day(t, ctx.now));
    let send_to = fields.optional("email", Email::parse);
    let chosen = fields.optional("code", Code::custom);
    let max_uses = fields.optional("max_uses", MaxUses::parse);
    if !fields.errors().is_empty() {
        return form(ctx, &fields, None);
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
            form(ctx, &fields, None)
        }
        AddResult::Conflict(conflict) => {
            throttle::refund_code_creation(ctx, me, conflict);
            fields.add_error("code", conflict.validation_error());
            form(ctx, &fields, None)
        }
    }
}

pub const DESCRIPTION: Field = Field {
    name: "description",
    label: "field-description",
    hint: Some("field-description-hint"),
    required: false,
    max_chars: Description::MAX_CHARS,
    ..TEXT
};

pub const EXPIRES_ON: Field = Field {
    name: "expires_on",
    label: "field-expires-on",
    hint: Some("field-expires-on-hint"),
    kind: "date",
    required: false,
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

/// Expiry from a date field.
pub fn last_day(text: &str, now: Timestamp) -> Result<Timestamp, ValidationError> {
    code::expiry(Timestamp::end_of_date(text.trim()).ok_or(ValidationError::NotADate)?, now)
}
