//! *Профиль*: a person's codes with what came of each, and the people who came.

use std::sync::Arc;

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Why};
use crate::cache::Made;
use crate::domain::code::State;
use crate::domain::referral_status::Rule;
use crate::domain::timestamp::Moment;
use crate::i18n::Lang;
use crate::store::attributions::{self, Referee};
use crate::store::clicks;
use crate::store::referrals::{self, Counted};
use crate::store::users::User;
use crate::web::pages::code_status;
use crate::web::pages::dates;
use crate::web::pages::layout::{HERE, page_around};
use crate::web::pages::{funnel, leaderboard, referee, share_links};
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::{Answer, error::Failure},
};

/// Codes and people on the page; the API has them all.
const SHOWN: usize = 50;

pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    let lang = visit.lang();
    let came_of_it: Arc<str> = match visit.state()? {
        Some(state) => {
            visit.app.kept.part(me.user.id, lang, state, visit.now, || came_of_it(visit, &me.user))?
        }
        None => came_of_it(visit, &me.user)?.markup.into(),
    };
    let body = html! {
        (HERE)
        section aria-labelledby="leaders" {
            h2 #leaders { a href="/leaderboard" { (lang.t("leaders-title")) } }
            (leaderboard::form(visit, me.user.listed)?)
        }
        section aria-labelledby="account" {
            h2 #account { (lang.t("profile-account")) }
            ul.plain {
                li { a href="/profile/sessions" { (lang.t("sessions-title")) } }
                li { a href="/profile/email" { (lang.t("address-title")) } }
                li { a href="/profile/password" { (lang.t("password-title")) } }
                li { a href="/profile/data" { (lang.t("data-title")) } }
                li { a href="/profile/delete" { (lang.t("menu-profile-delete")) } }
            }
        }
    };
    page_around(visit, &lang.t("menu-profile"), body, Arc::<[u8]>::from(came_of_it))
}

/// Who one is, one's codes, and who came: what is in the database alone, and the same in every session.
fn came_of_it(visit: &Visit, me: &User) -> Result<Made, Failure> {
    let (lang, id) = (visit.lang(), me.id);
    let (codes, people, [clicks, visitors, registered, confirmed], referrer) =
        visit.read(|conn| -> Result<_, rusqlite::Error> {
            let people = attributions::of_referrer(conn, id, i64::MAX, SHOWN)?;
            let (clicks, visitors) = clicks::of_owner(conn, id)?;
            let (registered, confirmed) = attributions::counts(conn, id)?;
            Ok((
                referrals::of_user(conn, id, i64::MAX, SHOWN)?,
                explain::of_many(conn, people, Audience::Referrer)?,
                [clicks, visitors, registered, confirmed],
                attributions::referrer_of(conn, id)?.zip(attributions::by_referee(conn, id)?),
            ))
        })?;
    let active = codes.iter().any(|counted| counted.referral.state(visit.now) == State::Active);
    let markup = html! {
        div.who {
            h1 { (me.firstname) }
            p.muted { (me.email) }
            @if let Some((name, came)) = referrer {
                p.muted { (lang.with("profile-came-by", &[("name", name.as_str().into())])) " " (came_how(lang, &came)) }
            }
        }
        (funnel::numbers(lang, [clicks, visitors, registered, confirmed]))
        section aria-labelledby="codes" {
            h2 #codes { (lang.t("profile-codes")) }
            @if !active {
                div.empty {
                    p { (lang.t(if codes.is_empty() { "profile-no-codes" } else { "profile-no-active-code" })) }
                    p { a.button href="/profile/referral" { (lang.t("menu-code-add")) } }
                }
            }
            @for code in &codes { (card(visit, code)) }
        }
        section aria-labelledby="people" {
            h2 #people { (lang.t("profile-people")) }
            @if people.is_empty() {
                p.empty { (lang.t(if active { "profile-no-people" } else { "profile-no-people-yet" })) }
            } @else {
                (table(lang, &people))
                p.actions {
                    a href=(format!("/api/v1/users/{id}/referrals?format=csv")) { (lang.t("table-download")) }
                }
            }
        }
    };
    let ends = codes.iter().map(|counted| counted.referral.expires_at).filter(|end| *end > visit.now);
    let until = ends.min().unwrap_or(Moment(i64::MAX));
    Ok(Made { markup: markup.into_string(), until })
}

/// What made it so that one came by somebody.
fn came_how(lang: Lang, came: &Referee) -> String {
    match (came.rule, came.clicked_at) {
        (Rule::Link, Some(at)) => {
            lang.with("profile-came-by-link", &[("date", lang.date(at).as_str().into())])
        }
        (Rule::Link, None) | (Rule::Typed, _) => lang.t("profile-came-by-code").to_owned(),
        (Rule::Moved, _) => lang.t("profile-came-by-word").to_owned(),
    }
}

fn card(visit: &Visit, counted: &Counted) -> Markup {
    let lang = visit.lang();
    let code = &counted.referral;
    let state = code.state(visit.now);
    let (class, word) = code_status::shown(state);
    html! {
        article.card.(class) {
            h3 { code { (code.referral_code) } " " span.badge.(class) { (lang.t(word)) } }
            @if !code.description.is_empty() { p.quote { (code.description) } }
            @if state == State::Active { (share_links::ways(visit, code)) }
            (funnel::numbers(lang, [counted.clicks, counted.people, code.registered, code.confirmed]))
            p.muted {
                (lang.t("code-until")) " "
                (dates::last_day(lang, code.expires_at))
                @if let Some(most) = code.max_uses {
                    " · " (lang.with("code-uses", &[("used", code.uses.into()), ("most", most.into())]))
                }
                @if code.is_send { " · " (lang.t("code-is-sent")) }
            }
            p.actions {
                a href=(format!("/profile/codes/{}", code.referral_code)) { (lang.t("numbers-title")) }
                a href=(format!("/profile/referral/change?code={}", code.referral_code)) { (lang.t("menu-code-change")) }
            }
        }
    }
}

/// Phones show each row as a block of its own; the roles keep it a table for those who hear it.
fn table(lang: Lang, people: &[Why]) -> Markup {
    let columns = ["person-name", "person-registered", "why-title"].map(|name| lang.t(name));
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
                                (referee.firstname.as_deref().unwrap_or(&lang.t("person-gone")))
                            }
                            @if let Some(code) = &referee.referral_code { " " small { code { (code) } } }
                        }
                        td role="cell" data-label=(columns[1]) {
                            (dates::day(lang, referee.registered_at))
                        }
                        td role="cell" { (referee::sentence(lang, why)) }
                    }
                }
            }
        }
    }
}
