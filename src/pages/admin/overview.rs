//! What an admin sees first: how much there is, and what waits for somebody.

use maud::html;

use super::{frame, numbers};
use crate::http::{Admin, Answer, Visit};
use crate::store::health;

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang;
    let counts = visit.app.db.read(health::counts)?;
    let body = html! {
        // Numbers of referrals, and how they went day by day, belong here.
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
    frame(visit, "/admin", lang.t("menu-admin"), body)
}
