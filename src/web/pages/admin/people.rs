//! People: search in names, addresses and codes, filters with counts, orders, CSV, bulk actions.

use maud::{Markup, html};

use crate::domain::referral_status::Status;
use crate::domain::timestamp::Timestamp;
use crate::store::admin_users::{self, Found, ListedUser, MAX_GATHERED};
use crate::store::listing::ListQuery;
use crate::store::{self, Connection};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, List, ListPage, ListState, Order, Selection,
};
use crate::web::components::pill::{self, State};
use crate::web::components::when;
use crate::web::pages::{
    admin::{links::user_link, list_title, operator_page},
    markup::csrf_field,
};
use crate::web::request::csrf;
use crate::web::{Admin, HandlerResult, RequestContext};

static PEOPLE: List<ListedUser> = List {
    search: Some("people-search"),
    filters: &[
        Filter { name: "counts", label: "state-counts" },
        Filter { name: "waiting", label: "state-waiting" },
        Filter { name: "rejected", label: "state-rejected" },
        Filter { name: "frozen", label: "state-frozen" },
        Filter { name: "direct", label: "people-direct" },
        Filter { name: "unconfirmed", label: "people-unconfirmed" },
        Filter { name: "disabled", label: "people-disabled" },
        Filter { name: "admins", label: "people-admins" },
    ],
    columns: &[
        Column {
            name: "name",
            label: "person-name",
            order: Some(Order::Ascending),
            class: "k1",
            cell: Some(|_, user| user_link(user.id, name(user))),
            text: Some(|user| name(user).to_owned()),
        },
        Column {
            name: "state",
            label: "person-state",
            order: None,
            class: "k2",
            cell: Some(state_pill),
            text: Some(|user| state_name(user).to_owned()),
        },
        Column {
            name: "email",
            label: "field-email",
            order: Some(Order::Ascending),
            class: "k3 mail soft",
            cell: Some(|_, user| html! { bdi { (user.email.as_deref().unwrap_or("—")) } }),
            text: Some(|user| user.email.clone().unwrap_or_default()),
        },
        Column {
            name: "referred_by",
            label: "people-referred-by",
            order: None,
            class: "opt",
            cell: Some(|_, user| referrer(user)),
            text: Some(|user| user.referrer_name.clone().unwrap_or_default()),
        },
        Column {
            name: "brought",
            label: "people-brought",
            order: Some(Order::Descending),
            class: "num",
            cell: Some(|cell, user| html! { (cell.lang.number(user.registered)) }),
            text: Some(|user| user.registered.to_string()),
        },
        Column {
            name: "counts",
            label: "state-counts",
            order: Some(Order::Descending),
            class: "num",
            cell: Some(|cell, user| html! { (cell.lang.number(user.counted)) }),
            text: Some(|user| user.counted.to_string()),
        },
        Column {
            name: "joined",
            label: "people-joined",
            order: Some(Order::Descending),
            class: "num k4",
            cell: Some(|cell, user| when::day(cell.lang, user.registered_at, cell.now)),
            text: Some(|user| user.registered_at.rfc3339()),
        },
        Column {
            name: "last_seen",
            label: "people-last-seen",
            order: None,
            class: "num soft",
            cell: Some(last_seen),
            text: Some(|user| user.seen_at.map(Timestamp::rfc3339).unwrap_or_default()),
        },
    ],
    sort: ("joined", Order::Descending),
    file: "people",
};

pub fn show(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let state = ListState::read(&PEOPLE, ctx.target(), &[], ctx.now);
    if state.is_csv {
        return list::download(&PEOPLE, lang, &state, &ctx.app.db, admin_users::list);
    }
    let page = ctx.db_read(|conn| {
        let found = admin_users::find(conn, &state.search)?;
        let rows = |conn: &Connection, query: &ListQuery| admin_users::list_found(conn, query, &found);
        ListPage::load(&PEOPLE, state, conn, rows, |conn, query| count(conn, query, &found))
    })?;
    let cell = CellContext { lang, now: ctx.now };
    let title = lang.text("admin-people");
    let token = csrf::token(ctx)?;
    let me = admin.me.user.id;
    let selection = Selection {
        value: &|user: &ListedUser| (user.id != me).then(|| (user.id, name(user).to_owned())),
        action: "/admin/people/chosen",
        controls: html! {
            (csrf_field(&token))
            button.quiet type="submit" name="action" value="enable" { (lang.text("admin-enable")) }
            button.danger type="submit" name="action" value="disable" { (lang.text("admin-disable")) }
        },
    };
    let body = html! {
        (list_title(lang, &title, &page))
        (page.head(lang))
        (page.table(cell, &title, Some(selection), ["people-none", "people-none-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
}

fn count(conn: &Connection, query: &ListQuery, found: &Found) -> store::Result<Count> {
    let found = admin_users::count(conn, query, found)?;
    let is_cut = !query.search.is_empty() && found > MAX_GATHERED as i64;
    Ok(if is_cut { Count::up_to_max(found) } else { Count::Exact(found) })
}

/// The name, or the address or number of a person without one.
fn name(user: &ListedUser) -> &str {
    user.firstname.as_deref().or(user.email.as_deref()).unwrap_or("—")
}

fn referrer(user: &ListedUser) -> Markup {
    match (user.referrer_id, &user.referrer_name) {
        (Some(id), Some(name)) => user_link(id, name),
        _ => html! { "—" },
    }
}

/// State of the account where it is unusual, else of the referral.
fn state_pill(cell: &CellContext, user: &ListedUser) -> Markup {
    let lang = cell.lang;
    let state = match user {
        ListedUser { is_disabled: true, .. } => {
            return pill::pill(State::Off, &lang.text("people-disabled-one"));
        }
        ListedUser { state: Some(Status::Confirmed), .. } => return pill::quiet(State::Counts, lang),
        ListedUser { state: Some(Status::Registered | Status::Held), .. } => State::Waiting,
        ListedUser { state: Some(Status::Frozen), .. } => State::Frozen,
        ListedUser { state: Some(Status::Rejected), .. } => State::Rejected,
        ListedUser { is_activated: false, .. } => {
            return pill::pill(State::Waiting, &lang.text("people-unconfirmed"));
        }
        ListedUser { is_admin: true, .. } => return html! { span.soft { (lang.text("people-admin")) } },
        _ => return html! { span.soft { (lang.text("people-direct")) } },
    };
    state.pill(lang)
}

fn state_name(user: &ListedUser) -> &'static str {
    match (user.state, user.is_disabled) {
        (_, true) => "disabled",
        (Some(Status::Confirmed), _) => "counts",
        (Some(Status::Registered | Status::Held), _) => "waiting",
        (Some(Status::Frozen), _) => "frozen",
        (Some(Status::Rejected), _) => "rejected",
        (None, _) => "direct",
    }
}

fn last_seen(cell: &CellContext, user: &ListedUser) -> Markup {
    match user.seen_at {
        Some(at) => html! { (when::ago_text(cell.lang, at, cell.now)) },
        None => html! { "—" },
    }
}
