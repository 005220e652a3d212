//! Audit log of all accounts, or of one.

use maud::{Markup, html};

use crate::i18n::{Lang, Text};
use crate::store::audit::{self, AuditEntry, AuditEvent, UserAuditEntry};
use crate::store::{self, users};
use crate::web::pages::{
    admin::{
        PAGE_ROWS, admin_page,
        links::{user_link, user_page_link},
        query_number, table, take_page,
    },
    markup, sessions as own,
};
use crate::web::{Admin, HandlerResult, RequestContext};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let before = query_number(ctx, "cursor").unwrap_or(i64::MAX);
    let person = query_number(ctx, "person");
    let (mut entries, user) = ctx.db_read(|conn| -> store::Result<_> {
        let Some(id) = person else { return Ok((audit::list_all(conn, before, PAGE_ROWS + 1)?, None)) };
        let Some(user) = users::find_by_id(conn, id)? else { return Ok((Vec::new(), None)) };
        let own = audit::list_by_user(conn, id, before, PAGE_ROWS + 1)?.into_iter();
        let named = |entry| UserAuditEntry { entry, user_id: id, firstname: user.firstname.clone() };
        Ok((own.map(named).collect(), Some(user)))
    })?;
    let person = person.map(|id| id.to_string());
    let rest: Vec<(&str, &str)> = person.as_deref().map(|id| ("person", id)).into_iter().collect();
    let more = take_page(lang, "/admin/audit", &rest, &mut entries, |of| of.entry.id);
    let title = match &user {
        Some(user) => lang.format("audit-of", &[("name", user.firstname.as_str().into())]),
        None => lang.text("admin-audit").to_owned(),
    };
    let body = html! {
        @if let Some(user) = &user { (user_page_link(lang, user.id)) }
        section aria-labelledby="entries" {
            h2 #entries { (lang.text("activity-title")) }
            @if entries.is_empty() { p.empty { (lang.text("admin-audit-none")) } } @else { (audit_table(lang, &entries, user.is_some())) }
            (more)
        }
    };
    admin_page(ctx, &title, body)
}

/// Entries, with the account unless all are of one.
fn audit_table(lang: Lang, entries: &[UserAuditEntry], of_one: bool) -> Markup {
    if of_one {
        return self::user_audit_table(lang, "entries", entries.iter().map(|of| &of.entry));
    }
    let rows = entries.iter().map(|UserAuditEntry { entry, user_id, firstname }| {
        [
            event_text(lang, entry),
            user_link(*user_id, firstname),
            markup::date_time(lang, entry.at),
            actor_cell(lang, entry),
        ]
    });
    table(lang, "entries", ["activity-what", "admin-whose", "activity-when", "activity-who"], rows)
}

/// Entries of one account.
pub(super) fn user_audit_table<'e>(
    lang: Lang,
    labelled_by: &str,
    entries: impl IntoIterator<Item = &'e AuditEntry>,
) -> Markup {
    let rows = entries
        .into_iter()
        .map(|entry| [event_text(lang, entry), markup::date_time(lang, entry.at), actor_cell(lang, entry)]);
    table(lang, labelled_by, ["activity-what", "activity-when", "activity-who"], rows)
}

fn event_text(lang: Lang, entry: &AuditEntry) -> Markup {
    html! { (AuditEvent::from_name(&entry.what).map_or("", |what| lang.text(what.name()).as_str())) }
}

/// Actor and device; an admin by id, with the subject when the entry names one.
fn actor_cell(lang: Lang, entry: &AuditEntry) -> Markup {
    let named = entry.device.strip_prefix("admin #").filter(|_| entry.actor == "operator");
    let Some(named) = named else {
        return html! {
            (actor_text(lang, &entry.actor))
            @if !entry.device.is_empty() { span.muted { " · " (own::device_text(lang, &entry.device)) } }
        };
    };
    let (id, thing) = named.split_once(", ").unwrap_or((named, ""));
    html! {
        a href=(format!("/admin/people/{id}")) { (lang.format("activity-admin", &[("id", id.into())])) }
        @if !thing.is_empty() { " · " (subject(lang, thing)) }
    }
}

/// Subject of an entry as text, with a link.
fn subject(lang: Lang, thing: &str) -> Markup {
    let (kind, rest) = thing.split_once('#').unwrap_or((thing, ""));
    let (id, count) = rest.split_once(", ").unwrap_or((rest, ""));
    let numbered = |name: &str| lang.format(name, &[("id", id.into())]);
    match kind {
        "account " => html! { (numbered("activity-account")) },
        "letter " => html! { (numbered("activity-email")) },
        "all letters" => html! { (lang.text("activity-emails")) },
        "referral " => html! { a href=(format!("/admin/reviews/{id}")) { (numbered("activity-referral")) } },
        "came by " => html! { a href=(format!("/admin/people/{id}")) { (numbered("activity-referred-by")) } },
        "branch of " => html! {
            a href=(format!("/admin/people/{id}/branch")) { (numbered("activity-branch")) } ": " (count)
        },
        _ => html! { span.muted { (thing) } },
    }
}

fn actor_text(lang: Lang, actor: &str) -> Text {
    match actor {
        "self" => lang.text("admin-actor-owner"),
        "operator" => lang.text("actor-operator"),
        "program" => lang.text("actor-program"),
        _ => lang.text("actor-stranger"),
    }
}
