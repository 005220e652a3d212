//! What an admin sees first: how much there is, and what waits for somebody.

use maud::{Markup, html};

use super::super::code_numbers::{CLICKS, PEOPLE};
use super::super::funnel;
use super::{frame, link, numbers, table};
use crate::http::{Admin, Answer, Visit};
use crate::lang::Lang;
use crate::store::overview::{self, DAYS, Overview, Top};

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang;
    let Overview { counts, totals, days, waiting, top } =
        visit.app.db.read(|conn| overview::read(conn, visit.now.day()))?;
    let body = html! {
        @if counts.codes == 0 {
            div.empty {
                p { (lang.t("overview-empty")) }
                a.button href="/profile/referral" { (lang.t("menu-code-add")) }
            }
        }
        section aria-labelledby="referrals" {
            h2 #referrals { (lang.t("overview-referrals")) }
            (funnel::numbers(lang, [totals.clicks, totals.people, totals.registered, totals.confirmed]))
            (numbers(lang, &[("overview-reviews", waiting.reviews), ("overview-frozen", waiting.frozen)]))
            @if waiting.reviews > 0 { p { a.button.quiet href="/admin/reviews" { (lang.t("overview-look")) } } }
        }
        section aria-labelledby="days" {
            h2 #days { (lang.count("numbers-days", DAYS)) }
            (funnel::bars(lang, &CLICKS, &days))
            (funnel::bars(lang, &PEOPLE, &days))
            (funnel::table(lang, &days))
            p.actions { a href="/api/v1/overview?format=csv" { (lang.t("table-download")) } }
        }
        @if !top.is_empty() {
            section aria-labelledby="top" {
                h2 #top { (lang.t("overview-top")) }
                (most(lang, &top))
            }
        }
        section aria-labelledby="people" {
            h2 #people { (lang.t("admin-people")) }
            (numbers(lang, &[
                ("admin-count-people", counts.people),
                ("admin-count-confirmed", counts.confirmed),
                ("admin-count-admins", counts.admins),
            ]))
        }
        section aria-labelledby="codes" {
            h2 #codes { (lang.t("admin-codes")) }
            (numbers(lang, &[("admin-count-codes", counts.codes), ("admin-count-codes-on", counts.codes_on)]))
        }
        section aria-labelledby="letters" {
            h2 #letters { (lang.t("admin-letters")) }
            (numbers(lang, &[
                ("admin-letters-waiting", counts.letters_waiting),
                ("admin-letters-dead", counts.letters_dead),
            ]))
            @if counts.letters_dead > 0 {
                p { a.button.quiet href="/admin/letters?state=dead" { (lang.t("admin-letters-look")) } }
            }
        }
    };
    frame(visit, "/admin", &lang.t("menu-admin"), body)
}

fn most(lang: Lang, top: &[Top]) -> Markup {
    let rows = top.iter().map(|of| {
        [
            html! { code { (of.referral_code) } },
            link(of.owner_id, &of.owner),
            html! { (of.registered) },
            html! { (of.counted) },
        ]
    });
    table(lang, "top", ["person-code", "admin-owner", "count-registered", "overview-counted"], rows)
}
