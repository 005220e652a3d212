//! *Изменить код*: its description, its last day, its limit, on or off.

use maud::html;

use crate::actions::codes::{self, Change, Changed};
use crate::domain::code::{Description, MaxUses, State, Typed};
use crate::store::referrals::{self, Referral};
use crate::web::pages::code_add::{DESCRIPTION, EXPIRES_ON, MAX_USES, last_day};
use crate::web::pages::flash::Notice;
use crate::web::pages::form::Form;
use crate::web::pages::layout::page;
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::SignedIn, throttle},
    response::{self, Answer, error::Failure},
};

/// Codes to choose from.
const SHOWN: usize = 50;

/// The code that the query names, or the newest.
pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    let wanted = visit.query("code").unwrap_or_default();
    let code = match Typed::read(&wanted) {
        Typed::Possible(key) => visit.read(|conn| referrals::own_by_key(conn, me.user.id, &key))?,
        _ if wanted.is_empty() => newest(visit, me)?,
        _ => None,
    };
    match code {
        Some(code) => {
            let last_day = code.expires_at.minus(1).date();
            let max_uses = code.max_uses.map(|most| most.to_string()).unwrap_or_default();
            let mut values = vec![
                ("code", code.referral_code.as_str()),
                ("description", &code.description),
                ("expires_on", &last_day),
                ("max_uses", &max_uses),
            ];
            if matches!(code.state(visit.now), State::Active | State::UsedUp) {
                values.push(("active", "on"));
            }
            form(visit, me, &Fields::preset(&values))
        }
        None if wanted.is_empty() => none(visit),
        None => Err(Failure::NotFound),
    }
}

fn newest(visit: &Visit, me: &SignedIn) -> Result<Option<Referral>, Failure> {
    let codes = visit.read(|conn| referrals::of_user(conn, me.user.id, i64::MAX, 1))?;
    Ok(codes.into_iter().next().map(|counted| counted.referral))
}

fn none(visit: &Visit) -> Answer {
    let lang = visit.lang();
    let body = html! {
        h1 { (lang.t("code-change-title")) }
        p.lead { (lang.t("profile-no-codes")) }
        p { a.button href="/profile/referral" { (lang.t("menu-code-add")) } }
    };
    page(visit, 200, &lang.t("code-change-title"), body)
}

fn form(visit: &Visit, me: &SignedIn, fields: &Fields) -> Answer {
    let lang = visit.lang();
    let form = Form::new(visit, fields);
    let code = fields.typed("code");
    let others = visit.read(|conn| referrals::of_user(conn, me.user.id, i64::MAX, SHOWN))?;
    let inside = html! {
        input type="hidden" name="code" value=(code);
        (form.input(DESCRIPTION))
        (form.input(EXPIRES_ON))
        (form.input(MAX_USES))
        (form.checkbox("active", "field-active"))
        (form.submit("code-change-submit"))
    };
    let nothing = Fields::default();
    let deletion = Form::new(visit, &nothing);
    let body = html! {
        h1 { (lang.t("code-change-title")) ": " code { (code) } }
        @if others.len() > 1 {
            nav aria-label=(lang.t("profile-codes")) {
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
        (form.around("/profile/referral/change", inside)?)
        details.danger {
            summary { (lang.t("code-delete-title")) }
            p { (lang.t("code-delete-lead")) }
            (deletion.around("/profile/referral/delete", html! {
                input type="hidden" name="code" value=(code);
                button.danger type="submit" { (lang.t("code-delete-submit")) }
            })?)
        }
    };
    form.page(&lang.t("code-change-title"), body)
}

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.form()?;
    let Some(code) = fields.required("code", |t| Ok(Typed::read(t))) else { return form(visit, me, &fields) };
    let Typed::Possible(key) = code else { return Err(Failure::NotFound) };
    let Some(old) = visit.read(|conn| referrals::own_by_key(conn, me.user.id, &key))? else {
        return Err(Failure::NotFound);
    };
    let description = fields.optional("description", Description::parse).unwrap_or_default();
    let active = fields.ticked("active");
    // The day that stands there already may be over; only another one must lie ahead.
    let unchanged = fields.typed("expires_on") == old.expires_at.minus(1).date();
    let expires_at = if unchanged { None } else { fields.optional("expires_on", |t| last_day(t, visit.now)) };
    // A form without the field leaves the limit alone; an empty field takes it away.
    let max_uses = fields.has("max_uses").then(|| fields.optional("max_uses", MaxUses::parse));
    if !fields.wrong().is_empty() {
        return form(visit, me, &fields);
    }
    throttle::code_change(visit, me)?;
    let change = Change { description: Some(description), expires_at, active: Some(active), max_uses };
    match codes::change(visit.app, &me.user, &key, &change, &visit.trace(), visit.now)? {
        Changed::Done(_) => {
            Notice::CodeChanged.leave(visit);
            Ok(response::see_other("/profile"))
        }
        Changed::Unknown => Err(Failure::NotFound),
        Changed::Refused { field: "expires_at", why } => {
            fields.refuse("expires_on", why);
            form(visit, me, &fields)
        }
        Changed::Refused { field, why } => {
            fields.refuse(field, why);
            form(visit, me, &fields)
        }
    }
}
