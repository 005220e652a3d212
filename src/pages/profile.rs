//! *Профиль*: a person's codes with what came of each, and the people who came.

use maud::{Markup, html};

use super::layout::page;
use super::share;
use crate::domain::code::State;
use crate::domain::standing::{Rejection, Standing};
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
    let clicks = codes.iter().map(|c| c.clicks).sum();
    let people_who_clicked = codes.iter().map(|c| c.people).sum();
    let active = codes.iter().any(|counted| counted.referral.state(visit.now) == State::Active);
    let body = html! {
        div.who {
            h1 { (me.user.firstname) }
            p.muted { (me.user.email) }
            @if let Some(name) = referrer {
                p.muted { (lang.with("profile-came-by", &[("name", name.as_str().into())])) }
            }
        }
        (numbers(lang, [clicks, people_who_clicked, counts.0, counts.1]))
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

/// What came of a link, from the click to the confirmed address.
fn numbers(lang: Lang, numbers: [i64; 4]) -> Markup {
    let names = ["count-clicks", "count-people", "count-registered", "count-confirmed"];
    html! {
        dl.numbers {
            @for (name, number) in names.into_iter().zip(numbers) { div { dt { (lang.t(name)) } dd { (number) } } }
        }
    }
}

fn card(visit: &Visit, counted: &Counted) -> Markup {
    let lang = visit.lang;
    let code = &counted.referral;
    let state = code.state(visit.now);
    let (class, word) = match state {
        State::Active => ("on", "code-active"),
        State::Expired => ("off", "code-expired"),
        State::Off => ("off", "code-off"),
        State::UsedUp => ("off", "code-used-up"),
    };
    html! {
        article.card.(class) {
            h3 { code { (code.referral_code) } " " span.badge.(class) { (lang.t(word)) } }
            @if !code.description.is_empty() { p.quote { (code.description) } }
            @if state == State::Active { (share::ways(visit, code)) }
            (numbers(lang, [counted.clicks, counted.people, code.registered, code.confirmed]))
            p.muted {
                (lang.t("code-until")) " "
                time datetime=(code.expires_at.rfc3339()) { (lang.date(code.expires_at.minus(1))) }
                @if let Some(most) = code.max_uses {
                    " · " (lang.with("code-uses", &[("used", code.uses.into()), ("most", most.into())]))
                }
                @if code.is_send { " · " (lang.t("code-is-sent")) }
            }
            p.actions {
                a href=(format!("/profile/referral/change?code={}", code.referral_code)) { (lang.t("menu-code-change")) }
            }
        }
    }
}

/// Phones show each row as a block of its own; the roles keep it a table for those who hear it.
fn table(lang: Lang, people: &[Referee]) -> Markup {
    let columns =
        ["person-name", "person-code", "person-registered", "person-state"].map(|name| lang.t(name));
    html! {
        table role="table" aria-labelledby="people" {
            thead role="rowgroup" { tr role="row" {
                @for column in columns { th role="columnheader" scope="col" { (column) } }
            } }
            tbody role="rowgroup" {
                @for person in people {
                    @let (class, sentence) = state(person);
                    tr role="row" {
                        th role="rowheader" scope="row" { (person.firstname.as_deref().unwrap_or(lang.t("person-gone"))) }
                        td role="cell" data-label=(columns[1]) { code { (person.referral_code.as_deref().unwrap_or("—")) } }
                        td role="cell" data-label=(columns[2]) {
                            time datetime=(person.registered_at.rfc3339()) { (lang.date(person.registered_at)) }
                        }
                        td role="cell" data-label=(columns[3]) { span.state.(class) { (lang.t(sentence)) } }
                    }
                }
            }
        }
    }
}

/// How far somebody came: the name of its colour and of its sentence.
pub(super) fn state(person: &Referee) -> (&'static str, &'static str) {
    match (person.standing, person.rejected) {
        (Standing::Registered, _) => ("waiting", "person-waiting"),
        (Standing::Confirmed, _) => ("on", "person-confirmed"),
        (Standing::Held, _) => ("waiting", "person-held"),
        (Standing::Frozen, _) => ("off", "person-frozen"),
        (Standing::Rejected, Some(Rejection::CodeExpired)) => ("off", "person-rejected-expired"),
        (Standing::Rejected, Some(Rejection::CodeUsedUp)) => ("off", "person-rejected-used-up"),
        (Standing::Rejected, Some(Rejection::Review)) => ("off", "person-rejected-review"),
        (Standing::Rejected, Some(Rejection::CodeOff) | None) => ("off", "person-rejected-off"),
    }
}
