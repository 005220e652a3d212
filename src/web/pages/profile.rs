//! *Профиль*: a member's codes with statistics, and referees.

use std::sync::Arc;

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation};
use crate::cache::profiles::RenderedSection;
use crate::domain::code::CodeStatus;
use crate::domain::referral_status::AttributionRule;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store::attributions::{self, Referee};
use crate::store::referrals::{self, CodeWithStats};
use crate::store::users::User;
use crate::store::{self, clicks};
use crate::web::pages::{
    email_language, funnel,
    layout::{SECTION_SLOT, page_with_section},
    leaderboard, markup, referee, share_links,
};
use crate::web::response::csv;
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn};

/// Rows of codes and of referees; the API lists all.
const MAX_ROWS: usize = 50;

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let came_of_it: Arc<str> = match ctx.db_version()? {
        Some(state) => {
            ctx.app.profile_cache.get(me.user.id, lang, state, ctx.now, || cached_section(ctx, &me.user))?
        }
        None => cached_section(ctx, &me.user)?.markup.into(),
    };
    let body = html! {
        (SECTION_SLOT)
        section aria-labelledby="leaders" {
            h2 #leaders { a href="/leaderboard" { (lang.text("leaders-title")) } }
            (leaderboard::form(ctx, me.user.listed)?)
        }
        section aria-labelledby="account" {
            h2 #account { (lang.text("profile-account")) }
            ul.plain {
                li { a href="/profile/sessions" { (lang.text("sessions-title")) } }
                li { a href="/profile/email" { (lang.text("address-title")) } }
                li { a href="/profile/password" { (lang.text("password-title")) } }
                li { a href="/profile/data" { (lang.text("data-title")) } }
                li { a href="/profile/delete" { (lang.text("menu-profile-delete")) } }
            }
            (email_language::form(ctx, me)?)
        }
    };
    page_with_section(ctx, &lang.text("menu-profile"), body, Arc::<[u8]>::from(came_of_it))
}

/// Section of database content, equal in all sessions of the member, so it is cached.
fn cached_section(ctx: &RequestContext, me: &User) -> Result<RenderedSection, HttpError> {
    let (lang, id) = (ctx.lang(), me.id);
    let (codes, people, [clicks, visitors, registered, confirmed], referrer) =
        ctx.db_read(|conn| -> store::Result<_> {
            let people = attributions::list_by_referrer(conn, id, i64::MAX, MAX_ROWS)?;
            let (clicks, visitors) = clicks::count_by_owner(conn, id)?;
            let (registered, confirmed) = attributions::count_by_referrer(conn, id)?;
            Ok((
                referrals::list_by_user(conn, id, i64::MAX, MAX_ROWS)?,
                explain::load_many(conn, people, Audience::Referrer)?,
                [clicks, visitors, registered, confirmed],
                attributions::find_with_referrer(conn, id)?,
            ))
        })?;
    let active = codes.iter().any(|counted| counted.referral.status(ctx.now) == CodeStatus::Active);
    let markup = html! {
        div.who {
            h1 { (me.firstname) }
            p.muted { (me.email) }
            @if let Some((came, Some(name))) = referrer.filter(|(came, _)| came.rejected.is_none()) {
                p.muted { (lang.format("profile-referred-by", &[("name", name.as_str().into())])) " " (referrer_text(lang, &came)) }
            }
        }
        (funnel::funnel_numbers(lang, [clicks, visitors, registered, confirmed]))
        section aria-labelledby="codes" {
            h2 #codes { (lang.text("profile-codes")) }
            @if !active {
                div.empty {
                    p { (lang.text(if codes.is_empty() { "profile-no-codes" } else { "profile-no-active-code" })) }
                    p { a.button href="/profile/referral" { (lang.text("menu-code-add")) } }
                }
            }
            @for code in &codes { (code_card(ctx, code)) }
        }
        section aria-labelledby="people" {
            h2 #people { (lang.text("profile-people")) }
            @if people.is_empty() {
                p.empty { (lang.text(if active { "profile-no-people" } else { "profile-no-people-yet" })) }
            } @else {
                (referee_table(lang, &people))
                p.actions {
                    a href=(csv::link(lang, &format!("/api/v1/users/{id}/referrals"))) { (lang.text("table-download")) }
                }
            }
        }
    };
    let ends = codes.iter().filter_map(|counted| counted.referral.expires_at).filter(|end| *end > ctx.now);
    let until = ends.min().unwrap_or(Timestamp(i64::MAX));
    Ok(RenderedSection { markup: markup.into_string(), until })
}

/// How the member was attributed to a referrer.
fn referrer_text(lang: Lang, came: &Referee) -> String {
    match (came.rule, came.clicked_at) {
        (AttributionRule::Link, Some(at)) => {
            lang.format("profile-referred-by-link", &[("date", lang.date(at).as_str().into())])
        }
        (AttributionRule::Link, None) | (AttributionRule::Typed, _) => {
            lang.text("profile-referred-by-code").to_owned()
        }
        (AttributionRule::Told, _) => lang.text("profile-referred-by-program").to_owned(),
        (AttributionRule::Moved, _) => lang.text("profile-referred-by-word").to_owned(),
    }
}

fn code_card(ctx: &RequestContext, counted: &CodeWithStats) -> Markup {
    let lang = ctx.lang();
    let code = &counted.referral;
    let status = code.status(ctx.now);
    let (class, word) = markup::code_badge(status);
    html! {
        article.card.(class) {
            h3 { code { (code.referral_code) } " " span.badge.(class) { (lang.text(word)) } }
            @if !code.description.is_empty() { p.quote { (code.description) } }
            @if status == CodeStatus::Active { (share_links::share_links(ctx, code)) }
            (funnel::funnel_numbers(lang, [counted.clicks, counted.unique_visitors, code.registered, code.confirmed]))
            p.muted {
                (markup::until(lang, code.expires_at))
                @if let Some(most) = code.max_uses {
                    " · " (lang.format("code-uses", &[("used", code.uses.into()), ("most", most.into())]))
                }
                @if code.is_send { " · " (lang.text("code-is-sent")) }
            }
            p.actions {
                a href=(format!("/profile/codes/{}", code.referral_code)) { (lang.text("numbers-title")) }
                a href=(format!("/profile/referral/change?code={}", code.referral_code)) { (lang.text("menu-code-change")) }
            }
        }
    }
}

/// Phones show each row as a block; the ARIA roles keep it a table for screen readers.
fn referee_table(lang: Lang, people: &[Explanation]) -> Markup {
    let columns = ["person-name", "person-registered", "why-title"].map(|name| lang.text(name));
    html! {
        table.people role="table" aria-labelledby="people" {
            thead role="rowgroup" { tr role="row" {
                @for column in columns { th role="columnheader" scope="col" { (column) } }
            } }
            tbody role="rowgroup" {
                @for why in people {
                    @let referee = &why.referee;
                    tr role="row" {
                        th role="rowheader" scope="row" {
                            a href=(format!("/profile/people/{}", referee.id)) {
                                (referee.firstname.as_deref().unwrap_or(&lang.text("person-gone")))
                            }
                            @if let Some(code) = &referee.referral_code { " " small { code { (code) } } }
                        }
                        td role="cell" data-label=(columns[1]) {
                            (markup::date(lang, referee.registered_at))
                        }
                        td role="cell" { (referee::status_sentence(lang, why)) }
                    }
                }
            }
        }
    }
}
