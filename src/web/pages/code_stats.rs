//! Statistics of a member's code: how long it works, the funnel, sign-ups by day, sources.

use maud::{Markup, html};

use crate::domain::code::{CodeInput, CodeStatus, NO_END};
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::click_sources::SourceScope;
use crate::store::referrals::{self, Referral};
use crate::web::components::pill::State;
use crate::web::pages::form::Form;
use crate::web::pages::{layout::page, statistics};
use crate::web::response::csv;
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, SignedIn};

/// Days before its end from which a code asks for attention.
const SOON_DAYS: i64 = 3;

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    let found = ctx.db_read(|conn| referrals::find_own_by_key(conn, me.user.id, &key))?;
    let code = found.ok_or(HttpError::NotFound)?;
    let name = &code.referral_code;
    let path = format!("/profile/codes/{name}");
    let body = html! {
        div.head {
            h1 { code { (name) } }
            (State::from(code.status(ctx.now)).pill(lang))
            (facts(lang, &code, ctx.now))
            div.actions.push {
                @if can_extend(&code, ctx.now) { (extend_form(ctx, &code)?) }
                a.button.quiet href=(format!("/profile/referral/change?code={name}")) { (lang.text("code-customise")) }
            }
        }
        @if !code.description.is_empty() { p.soft { (code.description) } }
        (statistics::statistics(ctx, SourceScope::Code(code.id), &path, code.date.day())?)
        p.actions {
            a href="/profile/codes" { "‹ " (lang.text("profile-codes")) }
            a href=(csv::link(lang, &format!("/api/v1/codes/{name}/days"))) { (lang.text("numbers-days-csv")) }
            a href=(csv::link(lang, &format!("/api/v1/codes/{name}/origins"))) { (lang.text("numbers-origins-csv")) }
        }
    };
    page(ctx, 200, &format!("{}: {name}", lang.text("numbers-title")), body)
}

/// When a code ends, if it does.
pub fn end_of(code: &Referral) -> Option<Timestamp> {
    code.expires_at.filter(|end| *end != NO_END)
}

/// Whether another thirty days can be added: the code works, or only its time is over.
pub fn can_extend(code: &Referral, now: Timestamp) -> bool {
    let status = code.status(now);
    end_of(code).is_some() && matches!(status, CodeStatus::Active | CodeStatus::Expired)
}

/// Button that lets a code work thirty days longer.
pub fn extend_form(ctx: &RequestContext, code: &Referral) -> Result<Markup, HttpError> {
    let nothing = FormInput::default();
    Form::new(ctx, &nothing).render(
        &format!("/profile/codes/{}/extend", code.referral_code),
        html! { button.quiet type="submit" { (ctx.lang().text("code-extend")) } },
    )
}

/// Until when a code works, how many places are taken, and whether its link was emailed.
pub fn facts(lang: Lang, code: &Referral, now: Timestamp) -> Markup {
    html! {
        (end(lang, code, now))
        @if let Some(most) = code.max_uses {
            " " small { (lang.format("code-uses", &[("used", code.uses.into()), ("most", most.into())])) }
        }
        @if code.is_send { " " small { (lang.text("code-is-sent")) } }
    }
}

/// Until when a code works: a date, or that it ends within three days.
fn end(lang: Lang, code: &Referral, now: Timestamp) -> Markup {
    let Some(end) = end_of(code) else {
        return html! { small { (lang.text("code-no-end")) } };
    };
    let last = end.minus(1);
    let days = last.day() - now.day();
    let date = lang.short_date(last, now);
    let until = || lang.format("code-until-date", &[("date", date.as_str().into())]);
    html! {
        @match code.status(now) {
            CodeStatus::Active if days <= SOON_DAYS => {
                small.soon {
                    time datetime=(last.rfc3339()) title=(lang.date(last)) {
                        @match days {
                            ..=0 => (lang.text("code-ends-today")),
                            1 => (lang.text("code-ends-tomorrow")),
                            _ => (lang.plural("code-days-left", days)),
                        }
                    }
                }
            }
            CodeStatus::Active | CodeStatus::UsedUp => small { (until()) },
            CodeStatus::Expired => small { (lang.format("code-ended-date", &[("date", date.as_str().into())])) },
            CodeStatus::Off => {}
        }
    }
}
