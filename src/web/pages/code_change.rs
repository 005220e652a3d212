//! *Изменить код*: description, last day, limit of uses, active or not.

use maud::html;

use crate::actions::codes::{self, CodeUpdate, UpdateResult};
use crate::domain::code::{CodeInput, CodeStatus, Description, MaxUses};
use crate::store::referrals::{self, Referral};
use crate::web::pages::{
    code_add::{DESCRIPTION, MAX_USES},
    code_form,
    code_stats::end_of,
    flash::Flash,
    form::Form,
    layout::message_page,
};
use crate::web::request::throttle;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn, response};

const MAX_CODES: usize = 50;

/// The code in the query, or the newest.
pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let wanted = ctx.query_param("code").unwrap_or_default();
    let code = match CodeInput::read(&wanted) {
        CodeInput::Possible(key) => ctx.db_read(|conn| referrals::find_own_by_key(conn, me.user.id, &key))?,
        _ if wanted.is_empty() => newest_code(ctx, me)?,
        _ => None,
    };
    match code {
        Some(code) => {
            let has_end = end_of(&code).is_some();
            let last_day = date_field(&code);
            let max_uses = code.max_uses.map(|most| most.to_string()).unwrap_or_default();
            let mut values = vec![
                ("code", code.referral_code.as_str()),
                ("description", &code.description),
                ("expires_on", &last_day),
                ("ends", if has_end { "date" } else { "never" }),
                ("max_uses", &max_uses),
            ];
            if matches!(code.status(ctx.now), CodeStatus::Active | CodeStatus::UsedUp) {
                values.push(("active", "on"));
            }
            form(ctx, me, &FormInput::with_defaults(&values))
        }
        None if wanted.is_empty() => no_codes_page(ctx),
        None => Err(HttpError::NotFound),
    }
}

/// The last day as the form has it; empty for a code without an end.
fn date_field(code: &Referral) -> String {
    code.expires_at.map(|end| end.minus(1).date()).unwrap_or_default()
}

fn newest_code(ctx: &RequestContext, me: &SignedIn) -> Result<Option<Referral>, HttpError> {
    let codes = ctx.db_read(|conn| referrals::list_by_user(conn, me.user.id, i64::MAX, 1))?;
    Ok(codes.into_iter().next().map(|counted| counted.referral))
}

fn no_codes_page(ctx: &RequestContext) -> HandlerResult {
    message_page(ctx, 200, ["code-change-title", "profile-no-codes"], ("/profile/referral", "menu-code-add"))
}

fn form(ctx: &RequestContext, me: &SignedIn, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let code = fields.submitted("code");
    let others = ctx.db_read(|conn| referrals::list_by_user(conn, me.user.id, i64::MAX, MAX_CODES))?;
    let shown = others.iter().map(|other| &other.referral).find(|other| other.referral_code == code);
    let works = shown.is_some_and(|other| other.status(ctx.now) == CodeStatus::Active);
    let inside = html! {
        input type="hidden" name="code" value=(code);
        (form.field(DESCRIPTION))
        (code_form::ends(ctx, &form, fields))
        (form.field(MAX_USES))
        (form.checkbox("active", "field-active"))
        p.actions {
            (form.submit("code-change-submit"))
            a.button.quiet href=(format!("/profile/codes/{code}")) { (lang.text("code-cancel")) }
        }
    };
    let nothing = FormInput::default();
    let deletion = Form::new(ctx, &nothing);
    let body = html! {
        p { a href=(format!("/profile/codes/{code}")) { "‹ " (lang.text("numbers-title")) } }
        div.head { h1 { (lang.text("code-change-title")) ": " code { (code) } } }
        @if others.len() > 1 {
            nav aria-label=(lang.text("profile-codes")) {
                ul.choice {
                    @for other in &others {
                        @let name = &other.referral.referral_code;
                        li {
                            a href=(format!("/profile/referral/change?code={name}")) aria-current=[(name == code).then_some("true")] {
                                code { (name) }
                            }
                        }
                    }
                }
            }
        }
        div.aside {
            section.card { (form.render("/profile/referral/change", inside)?) }
            (code_form::preview(ctx, &me.user, fields.submitted("description"), works.then_some(code)))
        }
        details.card.danger-zone {
            summary { (lang.text("code-delete-title")) }
            p { (lang.text("code-delete-lead")) }
            (deletion.render("/profile/referral/delete", html! {
                input type="hidden" name="code" value=(code);
                button.danger type="submit" { (lang.text("code-delete-submit")) }
            })?)
        }
    };
    form.page(&lang.text("code-change-title"), body)
}

pub fn submit(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let fields = ctx.read_form()?;
    let Some(code) = fields.required("code", |t| Ok(CodeInput::read(t))) else {
        return form(ctx, me, &fields);
    };
    let CodeInput::Possible(key) = code else { return Err(HttpError::NotFound) };
    let Some(old) = ctx.db_read(|conn| referrals::find_own_by_key(conn, me.user.id, &key))? else {
        return Err(HttpError::NotFound);
    };
    let description = fields.optional("description", Description::parse).unwrap_or_default();
    let active = fields.is_checked("active");
    // An unchanged day may be in the past; a new one must not.
    let is_date = matches!(fields.submitted("ends"), "" | "date");
    let unchanged = is_date && fields.submitted("expires_on") == date_field(&old);
    let expires_at = if unchanged { None } else { code_form::expiry(&fields, ctx.now) };
    // Without the field the limit stays; an empty field removes it.
    let max_uses = fields.has_field("max_uses").then(|| fields.optional("max_uses", MaxUses::parse));
    if !fields.errors().is_empty() {
        return form(ctx, me, &fields);
    }
    throttle::limit_code_change(ctx, me)?;
    let change = CodeUpdate { description: Some(description), expires_at, active: Some(active), max_uses };
    match codes::update(ctx.app, &me.user, &key, &change, &ctx.audit_source(), ctx.now)? {
        UpdateResult::Done(_) => {
            Flash::CodeChanged.leave(ctx);
            Ok(response::see_other("/profile"))
        }
        UpdateResult::Unknown => Err(HttpError::NotFound),
        UpdateResult::Refused { field: "expires_at", why } => {
            fields.add_error("expires_on", why);
            form(ctx, me, &fields)
        }
        UpdateResult::Refused { field, why } => {
            fields.add_error(field, why);
            form(ctx, me, &fields)
        }
    }
}
