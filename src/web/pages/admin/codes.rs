//! Codes of everybody: search by code or owner, states with counts, orders, CSV; switching one off.

use maud::{Markup, html};

use crate::actions::accounts_admin::{self, ActionResult};
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::admin_codes::{self, AdminCode};
use crate::store::code_list::{self, ListedCode};
use crate::store::{self, users};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, List, ListPage, ListState, Order,
};
use crate::web::components::pill::{self, State};
use crate::web::components::when;
use crate::web::pages::{
    admin::{
        confirm_action::{self, Confirmation},
        links::{user_link, user_page_link},
        list_title, operator_page, query_number,
    },
    flash::Flash,
};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

/// Days before its end from which a code is said to end soon.
const SOON_DAYS: i64 = 3;

static CODES: List<ListedCode> = List {
    search: Some("codes-search"),
    filters: &[
        Filter { name: "active", label: "state-active" },
        Filter { name: "expired", label: "state-expired" },
        Filter { name: "off", label: "state-off" },
        Filter { name: "limit", label: "state-limit-reached" },
        Filter { name: "deleted", label: "code-deleted" },
    ],
    columns: &[
        Column {
            name: "code",
            label: "person-code",
            order: Some(Order::Ascending),
            class: "k1",
            cell: Some(|_, code| {
                html! {
                    a href=(format!("/admin/codes/{}", code.id)) { code { (code.referral_code) } }
                    @if !code.description.is_empty() { " " small.soft { bdi { (code.description) } } }
                }
            }),
            text: Some(|code| code.referral_code.clone()),
        },
        Column {
            name: "owner",
            label: "admin-owner",
            order: None,
            class: "k3",
            cell: Some(|_, code| user_link(code.owner_id, code.owner_name.as_deref().unwrap_or("—"))),
            text: Some(|code| code.owner_name.clone().unwrap_or_default()),
        },
        Column {
            name: "state",
            label: "person-state",
            order: None,
            class: "k2",
            cell: Some(state_pill),
            text: None,
        },
        Column {
            name: "clicks",
            label: "count-clicks",
            order: None,
            class: "num",
            cell: Some(|cell, code| html! { (cell.lang.number(code.clicks)) }),
            text: Some(|code| code.clicks.to_string()),
        },
        Column {
            name: "sign_ups",
            label: "count-registered",
            order: Some(Order::Descending),
            class: "num",
            cell: Some(|cell, code| html! { (cell.lang.number(code.registered)) }),
            text: Some(|code| code.registered.to_string()),
        },
        Column {
            name: "counts",
            label: "state-counts",
            order: Some(Order::Descending),
            class: "num",
            cell: Some(|cell, code| html! { (cell.lang.number(code.counted)) }),
            text: Some(|code| code.counted.to_string()),
        },
        Column {
            name: "created",
            label: "codes-created",
            order: Some(Order::Descending),
            class: "num",
            cell: Some(|cell, code| when::day(cell.lang, code.created_at, cell.now)),
            text: Some(|code| code.created_at.rfc3339()),
        },
        Column {
            name: "ends",
            label: "codes-ends",
            order: None,
            class: "num k4",
            cell: Some(end),
            text: Some(|code| code.expires_at.map(Timestamp::rfc3339).unwrap_or_default()),
        },
    ],
    sort: ("created", Order::Descending),
    file: "codes",
};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let state = ListState::read(&CODES, ctx.target(), &["person"], ctx.now);
    let person = query_number(ctx, "person");
    if state.is_csv {
        return list::download(&CODES, lang, &state, &ctx.app.db, move |conn, query| {
            code_list::list(conn, query, person)
        });
    }
    let (page, owner) = ctx.db_read(|conn| -> store::Result<_> {
        let owner = person.map(|id| users::find_by_id(conn, id)).transpose()?.flatten();
        let rows = |conn: &_, query: &_| code_list::list(conn, query, person);
        let count = |conn: &_, query: &store::listing::ListQuery| {
            let found = code_list::count(conn, query, person, Count::MAX)?;
            let is_all = query.filter.is_empty() && query.search.is_empty();
            Ok(if is_all { Count::Exact(found) } else { Count::up_to_max(found) })
        };
        Ok((ListPage::load(&CODES, state, conn, rows, count)?, owner))
    })?;
    let title = lang.text("admin-codes");
    let body = html! {
        @if let Some(owner) = &owner { (user_page_link(lang, owner.id)) }
        (list_title(lang, &title, &page))
        (page.head(lang))
        (page.table(CellContext { lang, now: ctx.now }, &title, None, ["codes-none", "codes-none-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
}

/// State of a code: `None` for one that is deleted.
fn state(code: &ListedCode, now: Timestamp) -> Option<State> {
    let is_over = code.expires_at.is_some_and(|end| end <= now);
    match code {
        ListedCode { is_deleted: true, .. } => None,
        _ if is_over => Some(State::Expired),
        ListedCode { is_activated: false, .. } => Some(State::Off),
        _ if code.max_uses.is_some_and(|max| code.uses >= max) => Some(State::LimitReached),
        _ => Some(State::Active),
    }
}

fn state_pill(cell: &CellContext, code: &ListedCode) -> Markup {
    match state(code, cell.now) {
        None => pill::pill(State::Off, &cell.lang.text("code-deleted")),
        Some(State::Active) if code.is_owner_blocked => {
            pill::pill(State::Frozen, &cell.lang.text("code-paused"))
        }
        Some(State::Active) => pill::quiet(State::Active, cell.lang),
        Some(state) => state.pill(cell.lang),
    }
}

/// Last day of a code, said as soon where it is near.
fn end(cell: &CellContext, code: &ListedCode) -> Markup {
    let Some(end) = code.expires_at.filter(|_| !code.is_deleted) else { return html! { "—" } };
    let last = end.minus(1);
    let is_soon = end > cell.now && end.since(cell.now) <= SOON_DAYS * DAY && code.is_activated;
    html! { span.soon[is_soon] { (when::day(cell.lang, last, cell.now)) } }
}

/// The newest codes of one owner, without the owner.
pub(super) fn user_codes_table(ctx: &RequestContext, label: &str, codes: &[ListedCode]) -> Markup {
    let (lang, cell) = (ctx.lang(), CellContext { lang: ctx.lang(), now: ctx.now });
    let shown = || CODES.columns.iter().filter(|column| column.name != "owner");
    html! {
        table.fold aria-label=(label) {
            thead { tr { @for column in shown() { th scope="col" class=(column.class) { (lang.text(column.label)) } } } }
            tbody {
                @for code in codes {
                    tr { @for column in shown() { td class=(column.class) { @if let Some(show) = column.cell { (show(&cell, code)) } } } }
                }
            }
        }
    }
}

/// The code of the path's `{id}`.
fn code_from_path(ctx: &RequestContext) -> Result<AdminCode, HttpError> {
    let id = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    ctx.db_read(|conn| admin_codes::find_by_id(conn, id))?.ok_or(HttpError::NotFound)
}

pub fn ask(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let listed = code_from_path(ctx)?;
    let referral = &listed.code.referral;
    let question = Confirmation {
        title: "admin-code-off-title",
        lead: "admin-code-off-lead",
        submit: "admin-code-off",
        about: html! {
            code { (referral.referral_code) } " · " (user_link(referral.user_id, &listed.owner_name)) " · " (when::moment(ctx.lang(), referral.date, ctx.now))
        },
        danger: true,
        asks_email: false,
        carries: None,
        back: "/admin/codes",
    };
    confirm_action::ask(ctx, &question)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    ctx.read_form()?;
    let referral = code_from_path(ctx)?.code.referral;
    match accounts_admin::deactivate_code(&ctx.app.db, referral.id, &admin.audit_source(), ctx.now)? {
        ActionResult::Done => Flash::CodeSwitchedOff.leave(ctx),
        ActionResult::Already => Flash::AlreadySo.leave(ctx),
        ActionResult::Unknown | ActionResult::OnSelf | ActionResult::AdminRevoked => {
            return Err(HttpError::NotFound);
        }
    }
    Ok(response::see_other(&format!("/admin/codes?person={}", referral.user_id)))
}
