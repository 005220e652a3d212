//! One endpoint: its deliveries by state, and what can be done with it.

use maud::{Markup, html};

use crate::actions::program::endpoints;
use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::DeliveryState;
use crate::i18n::Lang;
use crate::store::listing::ListQuery;
use crate::store::webhook_list::{self, ListedDelivery};
use crate::store::{self, Connection};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, List, ListPage, ListState, Order, Selection,
};
use crate::web::components::pill::{self, State};
use crate::web::components::when;
use crate::web::pages::admin::webhooks::{self, PATH, find};
use crate::web::pages::{admin::operator_page, flash::Flash, markup::csrf_field};
use crate::web::request::csrf;
use crate::web::{Admin, HandlerResult, RequestContext, response};

static DELIVERIES: List<ListedDelivery> = List {
    search: None,
    filters: &[
        Filter { name: "waiting", label: "webhook-waiting" },
        Filter { name: "dead", label: "webhook-dead" },
        Filter { name: "delivered", label: "webhook-delivered" },
    ],
    columns: &[
        Column {
            name: "type",
            label: "webhook-type",
            order: None,
            class: "k1 type",
            cell: Some(|_, of| html! { a href=(format!("/admin/deliveries/{}", of.id)) { (of.r#type) } }),
            text: Some(|of| of.r#type.clone()),
        },
        Column {
            name: "state",
            label: "person-state",
            order: None,
            class: "k2",
            cell: Some(|cell, of| state(cell.lang, of.state)),
            text: Some(|of| of.state.name().to_owned()),
        },
        Column {
            name: "answer",
            label: "webhook-answer",
            order: None,
            class: "k3 soft",
            cell: Some(answer),
            text: Some(|of| {
                of.status.map_or_else(|| of.error.clone().unwrap_or_default(), |n| n.to_string())
            }),
        },
        Column {
            name: "attempts",
            label: "emails-attempts",
            order: None,
            class: "num opt",
            cell: Some(|cell, of| html! { (cell.lang.number(of.attempts)) }),
            text: Some(|of| of.attempts.to_string()),
        },
        Column {
            name: "id",
            label: "webhook-message",
            order: None,
            class: "opt soft",
            cell: None,
            text: Some(|of| of.message.clone()),
        },
        Column {
            name: "created",
            label: "emails-created",
            order: Some(Order::Descending),
            class: "num k4",
            cell: Some(|cell, of| when::moment(cell.lang, of.created_at, cell.now)),
            text: Some(|of| of.created_at.rfc3339()),
        },
    ],
    sort: ("created", Order::Descending),
    file: "deliveries",
};

pub(super) fn state(lang: Lang, of: DeliveryState) -> Markup {
    match of {
        DeliveryState::Waiting => pill::pill(State::Waiting, &lang.text("webhook-waiting")),
        DeliveryState::Dead => pill::pill(State::Rejected, &lang.text("webhook-dead")),
        DeliveryState::Delivered => html! { span.pill.usual.counts { (lang.text("webhook-delivered")) } },
    }
}

/// Status or failure of the last attempt, and the next one.
fn answer(cell: &CellContext, of: &ListedDelivery) -> Markup {
    let due_at = Timestamp(of.due_at_ms.div_euclid(1_000));
    html! {
        @match (of.status, &of.error) {
            (Some(status), _) => (status),
            (None, Some(error)) => span lang=(Lang::OPERATOR.code()) { (error) },
            (None, None) => "—",
        }
        @if of.state == DeliveryState::Waiting && due_at > cell.now {
            " · " (cell.lang.text("webhook-next")) " " (when::moment(cell.lang, due_at, cell.now))
        }
    }
}

pub fn show(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let of = find(ctx)?;
    let id = of.id;
    let state = ListState::read(&DELIVERIES, ctx.target(), &[], ctx.now);
    let rows = move |conn: &Connection, query: &ListQuery| webhook_list::list(conn, query, id);
    if state.is_csv {
        return list::download(&DELIVERIES, lang, &state, &ctx.app.db, rows);
    }
    let count = |conn: &Connection, query: &ListQuery| -> store::Result<Count> {
        Ok(Count::up_to_max(webhook_list::count(conn, query, id, Count::MAX)?))
    };
    let page = ctx.db_read(|conn| ListPage::load(&DELIVERIES, state, conn, rows, count))?;
    let title = of.shown_url();
    let token = csrf::token(ctx)?;
    let to_chosen = format!("{PATH}/{id}/chosen");
    let selection = Selection {
        value: &|of: &ListedDelivery| (!of.is_erased).then(|| (of.id, of.r#type.clone())),
        action: &to_chosen,
        controls: html! {
            (csrf_field(&token))
            button.quiet type="submit" { (lang.text("webhook-replay")) }
        },
    };
    let link = |action: &str| format!("{PATH}/{id}/{action}");
    let body = html! {
        p { a href=(PATH) { (lang.text("admin-webhooks")) } }
        (super::new_secret(ctx, admin))
        div.head {
            h1 { (title) }
            p.actions.push { a.button.quiet href=(page.state.csv_link()) { (lang.text("list-download")) } }
        }
        p {
            (webhooks::state(lang, &of)) " · " (lang.text(webhooks::format_text(of.format)))
            " · " (webhooks::types_text(lang, &of.types))
        }
        p.actions {
            @if of.disabled_at.is_none() {
                a.button.quiet href=(link("ping")) { (lang.text("webhook-ping")) }
                a.button.quiet href=(link("replay")) { (lang.text("webhook-replay-day")) }
            } @else {
                a.button href=(link("enable")) { (lang.text("webhook-enable")) }
            }
            a.button.quiet href=(link("rotate")) { (lang.text("webhook-rotate")) }
            a.button.danger href=(link("delete")) { (lang.text("webhook-delete")) }
        }
        (page.head(lang))
        (page.table(CellContext { lang, now: ctx.now }, &title, Some(selection), ["webhook-none-yet", "webhook-none-yet-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
}

/// Sends the chosen ones again.
pub fn submit_chosen(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let of = find(ctx)?;
    let mut chosen = fields.integers("chosen");
    chosen.truncate(list::PAGE_ROWS);
    let by = admin.audit_source();
    let replayed = ctx.app.db.write(|tx| endpoints::replay_chosen(tx, of.id, &chosen, &by, ctx.now))?;
    match (chosen.is_empty(), replayed) {
        (true, _) => Flash::NoneChosen.leave(ctx),
        (false, 0) => Flash::AlreadySo.leave(ctx),
        (false, _) => Flash::WebhookReplayed.leave(ctx),
    }
    Ok(response::see_other(&format!("{PATH}/{}", of.id)))
}
