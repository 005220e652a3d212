//! Everybody's codes: found by code or owner, and switched off.

use maud::{Markup, html};

use crate::actions::accounts_admin::{self, Outcome};
use crate::domain::code::{State, Typed};
use crate::store::admin_codes::{self, Listed};
use crate::store::users;
use crate::web::pages::admin::confirm_action::{self, Question};
use crate::web::pages::admin::{PAGE, deeds, frame, link, number, page_of, paged, table};
use crate::web::pages::code_status;
use crate::web::pages::dates;
use crate::web::pages::flash::Notice;
use crate::web::{
    request::{context::Visit, session::Admin},
    response::{self, Answer, error::Failure},
};

/// A longer search finds no code.
const LONGEST: usize = 64;

/// What a list goes by, and so what its next page begins after.
#[derive(Clone, Copy)]
enum Order {
    Newest,
    Owner,
    Code,
}

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang();
    let typed: String = visit.query("q").unwrap_or_default().trim().chars().take(LONGEST).collect();
    let person = number(visit, "person");
    let on = visit.query("state").as_deref() == Some("on");
    let before = number(visit, "cursor").unwrap_or(i64::MAX);
    let person_text = person.map(|id| id.to_string());
    let after = visit.query("cursor").and_then(|code| match Typed::read(&code) {
        Typed::Possible(key) => Some(key),
        Typed::Mistyped | Typed::Impossible => None,
    });
    let (mut codes, rest, order, owner) = visit.read(|conn| -> Result<_, rusqlite::Error> {
        let owner = person.map(|id| users::by_id(conn, id)).transpose()?.flatten();
        let (codes, rest, order) = match (person, Typed::read(&typed), on) {
            (Some(id), _, _) => {
                let rest = vec![("person", person_text.as_deref().unwrap_or(""))];
                (admin_codes::of_user(conn, id, before, PAGE + 1)?, rest, Order::Newest)
            }
            (None, Typed::Possible(key), _) => {
                let rest = vec![("q", typed.as_str())];
                (admin_codes::like(conn, &key, after.as_ref(), PAGE + 1)?, rest, Order::Code)
            }
            (None, _, _) if !typed.is_empty() => (Vec::new(), vec![], Order::Newest),
            (None, _, true) => {
                (admin_codes::switched_on(conn, before, PAGE + 1)?, vec![("state", "on")], Order::Owner)
            }
            (None, _, false) => (admin_codes::newest(conn, before, PAGE + 1)?, vec![], Order::Newest),
        };
        Ok((codes, rest, order, owner))
    })?;
    let cursor = |code: &Listed| {
        let referral = &code.counted.referral;
        match order {
            Order::Newest => referral.id.to_string(),
            Order::Owner => referral.user_id.to_string(),
            Order::Code => referral.referral_code.clone(),
        }
    };
    let more = paged(lang, "/admin/codes", &rest, &mut codes, cursor);
    let all = !on && person.is_none() && typed.is_empty();
    let body = html! {
        form.search role="search" method="get" action="/admin/codes" {
            label for="q" { (lang.t("admin-codes-search")) }
            div.row {
                input #q name="q" type="search" value=(typed) maxlength=(LONGEST) autocomplete="off";
                button type="submit" { (lang.t("admin-search")) }
            }
        }
        section aria-labelledby="codes" {
            h2 #codes { (lang.t("admin-codes-found")) }
            ul.choice {
                li { a href="/admin/codes" aria-current=[all.then_some("true")] { (lang.t("admin-all")) } }
                li { a href="/admin/codes?state=on" aria-current=[on.then_some("true")] { (lang.t("admin-codes-on")) } }
                @if let Some(owner) = &owner {
                    li { a href=(format!("/admin/codes?person={}", owner.id)) aria-current="true" { (owner.firstname) } }
                }
            }
            @if codes.is_empty() { p.empty { (lang.t("admin-codes-none")) } } @else { (list(visit, "codes", &codes)) }
            (more)
            @if let Some(owner) = &owner { (page_of(lang, owner.id)) }
        }
    };
    frame(visit, "/admin/codes", &lang.t("admin-codes"), body)
}

/// Everybody's codes under the heading `labelled_by`.
fn list(visit: &Visit, labelled_by: &str, codes: &[Listed]) -> Markup {
    let rows = codes.iter().map(|listed| {
        let [code, state, counts, deed] = row(visit, listed);
        [code, link(listed.counted.referral.user_id, &listed.owner), state, counts, deed]
    });
    let columns = ["person-code", "admin-owner", "person-state", "admin-code-counts", "admin-deed"];
    table(visit.lang(), labelled_by, columns, rows)
}

/// One person's codes under the heading `labelled_by`.
pub(super) fn of_one(visit: &Visit, labelled_by: &str, codes: &[Listed]) -> Markup {
    let columns = ["person-code", "person-state", "admin-code-counts", "admin-deed"];
    table(visit.lang(), labelled_by, columns, codes.iter().map(|listed| row(visit, listed)))
}

/// A code, its state, what came of it, and what can be done.
fn row(visit: &Visit, listed: &Listed) -> [Markup; 4] {
    let lang = visit.lang();
    let counted = &listed.counted;
    let referral = &counted.referral;
    let (class, word) = match referral.state(visit.now) {
        _ if referral.deleted => ("off", "code-deleted"),
        State::Active if listed.owner_is_out => ("waiting", "code-paused"),
        state => code_status::shown(state),
    };
    let off = (format!("/admin/codes/{}/off", referral.id), lang.t("admin-code-off"));
    [
        html! { code { (referral.referral_code) } @if !referral.description.is_empty() { br; span.muted { (referral.description) } } },
        html! {
            span.state.(class) { (lang.t(word)) }
            @if !referral.deleted {
                br;
                span.muted { (lang.t("code-until")) " " (dates::last_day(lang, referral.expires_at)) }
            }
        },
        html! { (counted.clicks) " / " (referral.registered) " / " (referral.confirmed) },
        html! { @if referral.is_activated { (deeds(&[off])) } },
    ]
}

/// The code that the address names by number.
fn of_address(visit: &Visit) -> Result<Listed, Failure> {
    let id = visit.param().parse().map_err(|_| Failure::NotFound)?;
    visit.read(|conn| admin_codes::by_id(conn, id))?.ok_or(Failure::NotFound)
}

pub fn ask(visit: &Visit, _admin: &Admin) -> Answer {
    let listed = of_address(visit)?;
    let referral = &listed.counted.referral;
    let question = Question {
        here: "/admin/codes",
        title: "admin-code-off-title",
        lead: "admin-code-off-lead",
        submit: "admin-code-off",
        about: html! {
            code { (referral.referral_code) } " · " (link(referral.user_id, &listed.owner)) " · " (dates::at(visit.lang(), referral.date))
        },
        danger: true,
        carries: None,
        back: "/admin/codes",
    };
    confirm_action::ask(visit, &question)
}

pub fn submit(visit: &Visit, admin: &Admin) -> Answer {
    visit.form()?;
    let referral = of_address(visit)?.counted.referral;
    match accounts_admin::switch_off(&visit.app.db, referral.id, &admin.trace(), visit.now)? {
        Outcome::Done => Notice::CodeSwitchedOff.leave(visit),
        Outcome::Already => Notice::AlreadySo.leave(visit),
        Outcome::Unknown | Outcome::Oneself | Outcome::Powerless => return Err(Failure::NotFound),
    }
    Ok(response::see_other(&format!("/admin/codes?person={}", referral.user_id)))
}
