//! Every setting as it is in force, and where it came from. They are changed where they came from, and not here.

use maud::html;

use super::{frame, table};
use crate::http::{Admin, Answer, Visit};

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang;
    let rows = visit.app.settings.iter().map(|line| {
        [html! { code { (line.name) } }, html! { code { (line.value) } }, html! { (line.origin) }]
    });
    let body = html! {
        p { (lang.t("admin-settings-lead")) }
        section aria-labelledby="settings" {
            h2 #settings { (lang.t("admin-settings-in-force")) }
            (table(lang, "settings", ["admin-setting", "admin-value", "admin-origin"], rows))
        }
    };
    frame(visit, "/admin/settings", lang.t("admin-settings"), body)
}
