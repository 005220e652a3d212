//! Audit log of all accounts: what was done, by which person and why; by event, person and date.

use maud::{Markup, html};

use crate::domain::timestamp::{DAY, Timestamp};
use crate::i18n::{Lang, Text};
use crate::store::audit::{AuditEntry, AuditEvent};
use crate::store::audit_list::{self, AuditFilter, ListedEntry};
use crate::store::{self, users};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, FormFields, List, ListPage, ListState, Order,
};
use crate::web::components::when;
use crate::web::pages::{
    admin::{
        links::{user_link, user_page_link},
        list_title, operator_page, query_number,
    },
    sessions as own,
};
use crate::web::{Admin, HandlerResult, RequestContext};

static ENTRIES: List<ListedEntry> = List {
    search: Some("audit-search"),
    filters: &[
        Filter { name: "admins", label: "audit-by-admins" },
        Filter { name: "owners", label: "audit-by-owners" },
        Filter { name: "visitors", label: "audit-by-visitors" },
        Filter { name: "operator", label: "audit-by-operator" },
    ],
    columns: &[
        Column {
            name: "what",
            label: "activity-what",
            order: None,
            class: "k1",
            cell: Some(|cell, of| html! { (event_text(cell.lang, &of.entry)) (object(cell.lang, of)) }),
            text: Some(|of| of.entry.what.trim_start_matches("audit-").to_owned()),
        },
        Column {
            name: "person",
            label: "audit-person",
            order: None,
            class: "k3",
            cell: Some(|_, of| user_link(of.user_id, of.firstname.as_deref().unwrap_or("—"))),
            text: Some(|of| of.firstname.clone().unwrap_or_default()),
        },
        Column {
            name: "by",
            label: "activity-who",
            order: None,
            class: "opt",
            cell: Some(|cell, of| actor(cell.lang, of)),
            text: Some(|of| of.admin_name.clone().unwrap_or_else(|| of.entry.actor.clone())),
        },
        Column {
            name: "object",
            label: "audit-object",
            order: None,
            class: "",
            cell: None,
            text: Some(|of| of.object.clone().unwrap_or_default()),
        },
        Column {
            name: "reason",
            label: "audit-reason",
            order: None,
            class: "k2 soft",
            cell: Some(|_, of| html! { @if let Some(reason) = &of.reason { q { (reason) } } }),
            text: Some(|of| of.reason.clone().unwrap_or_default()),
        },
        Column {
            name: "when",
            label: "activity-when",
            order: Some(Order::Descending),
            class: "num k4",
            cell: Some(|cell, of| when::moment(cell.lang, of.entry.at, cell.now)),
            text: Some(|of| of.entry.at.rfc3339()),
        },
    ],
    sort: ("when", Order::Descending),
    file: "audit",
};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let state = ListState::read(&ENTRIES, ctx.target(), &["person", "what", "since", "until"], ctx.now);
    let filter = filter_from_query(ctx);
    if state.is_csv {
        return list::download(&ENTRIES, lang, &state, &ctx.app.db, move |conn, query| {
            audit_list::list(conn, query, &filter)
        });
    }
    let (page, user) = ctx.db_read(|conn| -> store::Result<_> {
        let user = filter.user_id.map(|id| users::find_by_id(conn, id)).transpose()?.flatten();
        let query = state.query();
        let rows = audit_list::list(conn, &query, &filter)?;
        // The log is long: what is asked for is counted, and not each chip.
        let total = Count::up_to_max(audit_list::count(conn, &query, &filter, Count::MAX + 1)?);
        Ok((ListPage::new(&ENTRIES, state, rows, total, Vec::new()), user))
    })?;
    let cell = CellContext { lang, now: ctx.now };
    let title = lang.text("admin-audit");
    let heading =
        user.as_ref().map(|user| lang.format("audit-of", &[("name", user.firstname.as_str().into())]));
    let body = html! {
        @if let Some(user) = &user { (user_page_link(lang, user.id)) }
        (list_title(lang, heading.as_deref().unwrap_or(&title), &page))
        (page.head_with(lang, &filter_fields(lang, &filter)))
        (page.table(cell, &title, None, ["admin-audit-none", "audit-none-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, heading.as_deref().unwrap_or(&title), body)
}

fn filter_from_query(ctx: &RequestContext) -> AuditFilter {
    let event = ctx.query_param("what").and_then(|name| AuditEvent::from_name(&name));
    let end = |name: &str| ctx.query_param(name).and_then(|date| Timestamp::end_of_date(&date));
    AuditFilter {
        user_id: query_number(ctx, "person"),
        what: event.map(AuditEvent::name),
        since: end("since").map(|end| end.minus(DAY)),
        before: end("until"),
    }
}

/// Event and dates, in the form of the search.
fn filter_fields(lang: Lang, filter: &AuditFilter) -> FormFields {
    let date = |at: Option<Timestamp>| at.map(Timestamp::date);
    FormFields {
        names: &["what", "since", "until"],
        fields: html! {
            select name="what" aria-label=(lang.text("audit-event")) {
                option value="" { (lang.text("audit-every-event")) }
                @for event in AuditEvent::ALL {
                    option value=(event.name()) selected[filter.what == Some(event.name())] { (lang.text(event.name())) }
                }
            }
            input type="date" name="since" aria-label=(lang.text("audit-since")) value=[date(filter.since)];
            input type="date" name="until" aria-label=(lang.text("audit-until"))
                value=[date(filter.before.map(|at| at.minus(DAY)))];
        },
    }
}

pub(super) fn event_text(lang: Lang, entry: &AuditEntry) -> Markup {
    html! { (AuditEvent::from_name(&entry.what).map_or("", |what| lang.text(what.name()).as_str())) }
}

/// The admin by name, else who it was as far as that is known.
pub(super) fn actor(lang: Lang, of: &ListedEntry) -> Markup {
    let former = of.entry.device.strip_prefix("admin #").filter(|_| of.entry.actor == "operator");
    match (of.admin_id, &of.admin_name, former) {
        (Some(id), Some(name), _) => user_link(id, name),
        // An erased admin, or an entry of an earlier version.
        (_, _, Some(former)) => {
            let id = former.split(',').next().unwrap_or(former);
            html! { (lang.format("activity-admin", &[("id", id.into())])) }
        }
        _ => html! {
            (actor_text(lang, &of.entry.actor))
            @if !of.entry.device.is_empty() { span.soft { " · " (own::device_text(lang, &of.entry.device)) } }
        },
    }
}

/// What it was done to, with a link.
pub(super) fn object(lang: Lang, of: &ListedEntry) -> Markup {
    let Some(thing) = of.object.as_deref() else { return html! {} };
    let (kind, rest) = thing.split_once('#').unwrap_or((thing, ""));
    let (id, count) = rest.split_once(", ").unwrap_or((rest, ""));
    let numbered = |name: &str| lang.format(name, &[("id", id.into())]);
    html! {
        " " span.soft {
            @match kind {
                "account " => (numbered("activity-account")),
                "letter " | "email " => (numbered("activity-email")),
                "all letters" | "all emails" => (lang.text("activity-emails")),
                "referral " => a href=(format!("/admin/reviews/{id}")) { (numbered("activity-referral")) },
                "came by " => a href=(format!("/admin/people/{id}")) { (numbered("activity-referred-by")) },
                "branch of " => { a href=(format!("/admin/people/{id}/branch")) { (numbered("activity-branch")) } ": " (count) },
                _ => (thing),
            }
        }
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
