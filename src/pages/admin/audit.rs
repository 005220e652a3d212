//! What happened to all accounts, or to one.

use maud::{Markup, html};

use super::super::sessions as own;
use super::{PAGE, frame, link, number, paged, table};
use crate::http::{Admin, Answer, Visit};
use crate::lang::{Lang, Text};
use crate::store::audit::{self, Anybodys, Entry, What};
use crate::store::users;

pub fn show(visit: &Visit, _admin: &Admin) -> Answer {
    let lang = visit.lang;
    let before = number(visit, "cursor").unwrap_or(i64::MAX);
    let person = number(visit, "person");
    let mut entries = visit.app.db.read(|conn| -> Result<_, rusqlite::Error> {
        let Some(id) = person else { return audit::of_everybody(conn, before, PAGE + 1) };
        let Some(user) = users::by_id(conn, id)? else { return Ok(Vec::new()) };
        let own = audit::of_user(conn, id, before, PAGE + 1)?.into_iter();
        Ok(own.map(|entry| Anybodys { entry, user_id: id, firstname: user.firstname.clone() }).collect())
    })?;
    let person = person.map(|id| id.to_string());
    let rest: Vec<(&str, &str)> = person.as_deref().map(|id| ("person", id)).into_iter().collect();
    let more = paged(lang, "/admin/audit", &rest, &mut entries, |of| of.entry.id);
    let body = html! {
        section aria-labelledby="entries" {
            h2 #entries { (lang.t("trail-title")) }
            @if entries.is_empty() { p.empty { (lang.t("admin-audit-none")) } } @else { (list(lang, &entries)) }
            (more)
        }
    };
    frame(visit, "/admin/audit", &lang.t("admin-audit"), body)
}

fn list(lang: Lang, entries: &[Anybodys]) -> Markup {
    let rows = entries.iter().map(|Anybodys { entry, user_id, firstname }| {
        [what(lang, entry), link(*user_id, firstname), own::at(lang, entry.at), by(lang, entry)]
    });
    table(lang, "entries", ["trail-what", "admin-whose", "trail-when", "trail-who"], rows)
}

/// What happened to one account.
pub(super) fn of_one(lang: Lang, labelled_by: &str, entries: &[Entry]) -> Markup {
    let rows = entries.iter().map(|entry| [what(lang, entry), own::at(lang, entry.at), by(lang, entry)]);
    table(lang, labelled_by, ["trail-what", "trail-when", "trail-who"], rows)
}

fn what(lang: Lang, entry: &Entry) -> Markup {
    html! { (What::named(&entry.what).map_or("", |what| lang.t(what.name()).as_str())) }
}

fn by(lang: Lang, entry: &Entry) -> Markup {
    html! { (who(lang, &entry.actor)) @if !entry.device.is_empty() { span.muted { " · " (own::device(lang, &entry.device)) } } }
}

/// Who did it, as somebody else reads it.
fn who(lang: Lang, actor: &str) -> Text {
    match actor {
        "self" => lang.t("admin-actor-owner"),
        "operator" => lang.t("actor-operator"),
        _ => lang.t("actor-stranger"),
    }
}
