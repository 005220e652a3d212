//! *Профиль*: a person's codes with what came of each, and the people who came.

use maud::{Markup, html};

use super::layout::page;
use crate::domain::code::State;
use crate::http::{Answer, SignedIn, Visit};
use crate::lang::Lang;
use crate::store::attributions::{self, Referee};
use crate::store::referrals::{self, Counted};

/// Codes and people on the page; the API has them all.
const SHOWN: usize = 50;

pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    let lang = visit.lang;
    // One state of the database for the whole page.
    let (codes, people, counts, referrer) = visit.app.db.read(|conn| -> Result<_, rusqlite::Error> {
        Ok((
            referrals::of_user(conn, me.user.id, i64::MAX, SHOWN)?,
            attributions::of_referrer(conn, me.user.id, i64::MAX, SHOWN)?,
            attributions::counts(conn, me.user.id)?,
            attributions::referrer_of(conn, me.user.id)?,
        ))
    })?;
    let clicks: i64 = codes.iter().map(|c| c.clicks).sum();
    let body = html! {
        h1 { (me.user.firstname) }
        p.muted { (me.user.email) }
        @if let Some(name) = referrer {
            p { (lang.with("profile-came-by", &[("name", name.as_str().into())])) }
        }
        dl.numbers {
            div { dt { (lang.t("count-clicks")) } dd { (clicks) } }
            div { dt { (lang.t("count-registered")) } dd { (counts.0) } }
            div { dt { (lang.t("count-confirmed")) } dd { (counts.1) } }
        }
        section aria-labelledby="codes" {
            h2 #codes { (lang.t("profile-codes")) }
            @if codes.is_empty() {
                p { (lang.t("profile-no-codes")) }
                p { a.button href="/profile/referral" { (lang.t("menu-code-add")) } }
            }
            @for code in &codes { (card(visit, code)) }
        }
        section aria-labelledby="people" {
            h2 #people { (lang.t("profile-people")) }
            @if people.is_empty() {
                p { (lang.t("profile-no-people")) }
            } @else {
                (table(lang, &people))
            }
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
    page(visit, 200, lang.t("menu-profile"), body)
}

fn card(visit: &Visit, counted: &Counted) -> Markup {
    let lang = visit.lang;
    let code = &counted.referral;
    let link = visit.app.link(&format!("/{}", code.referral_code));
    let state = code.state(visit.now);
    let (class, word) = match state {
        State::Active => ("on", "code-active"),
        State::Expired => ("off", "code-expired"),
        State::Off => ("off", "code-off"),
    };
    let id = format!("link-{}", code.id);
    html! {
        article.card {
            h3 { code { (code.referral_code) } " " span.badge.(class) { (lang.t(word)) } }
            @if !code.description.is_empty() { p { (code.description) } }
            @if state == State::Active {
                div.share {
                    label for=(id) { (lang.t("profile-link")) }
                    input id=(id) type="text" readonly value=(link);
                }
            }
            dl.numbers {
                div { dt { (lang.t("count-clicks")) } dd { (counted.clicks) } }
                div { dt { (lang.t("count-registered")) } dd { (counted.registered) } }
                div { dt { (lang.t("count-confirmed")) } dd { (counted.confirmed) } }
            }
            p.muted {
                (lang.t("code-until")) " "
                time datetime=(code.expires_at.rfc3339()) { (lang.date(code.expires_at.minus(1))) }
                @if code.is_send { " · " (lang.t("code-is-sent")) }
            }
            p.actions {
                a href=(format!("/profile/referral/change?code={}", code.referral_code)) { (lang.t("menu-code-change")) }
            }
        }
    }
}

fn table(lang: Lang, people: &[Referee]) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-labelledby="people" {
            table {
                thead { tr {
                    th scope="col" { (lang.t("person-name")) }
                    th scope="col" { (lang.t("person-code")) }
                    th scope="col" { (lang.t("person-registered")) }
                    th scope="col" { (lang.t("person-state")) }
                } }
                tbody {
                    @for person in people {
                        tr {
                            th scope="row" { (person.firstname.as_deref().unwrap_or(lang.t("person-gone"))) }
                            td { code { (person.referral_code.as_deref().unwrap_or("—")) } }
                            td { time datetime=(person.registered_at.rfc3339()) { (lang.date(person.registered_at)) } }
                            td { (lang.t(state(person))) }
                        }
                    }
                }
            }
        }
    }
}

fn state(person: &Referee) -> &'static str {
    match (&person.rejected, person.confirmed_at) {
        (Some(why), _) if why == "code_expired" => "person-rejected-expired",
        (Some(_), _) => "person-rejected-off",
        (None, Some(_)) => "person-confirmed",
        (None, None) => "person-waiting",
    }
}
