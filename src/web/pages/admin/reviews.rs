//! Open reviews with their fraud signals; the chosen ones are decided together.

use maud::html;

use crate::actions::review::{self, Decision, ReviewResult, Verdict};
use crate::store::reviews::{self, OpenReview};
use crate::store::{self, Connection, listing::ListQuery};
use crate::web::components::list::{
    self, CellContext, Column, Count, List, ListPage, ListState, Order, Selection,
};
use crate::web::components::when;
use crate::web::pages::{
    admin::{
        links::user_or_deleted,
        list_title, operator_page,
        review::{decision_controls, read_decision, signal_list},
    },
    flash::Flash,
    markup::csrf_field,
};
use crate::web::request::csrf;
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

static REVIEWS: List<OpenReview> = List {
    search: Some("reviews-search"),
    filters: &[],
    columns: &[
        Column {
            name: "person",
            label: "person-name",
            order: None,
            class: "k1",
            cell: Some(|cell, of| {
                let name = of.referee.firstname.as_deref();
                let gone = cell.lang.text("person-gone");
                html! { a href=(format!("/admin/reviews/{}", of.referee.id)) { bdi { (name.unwrap_or(&gone)) } } }
            }),
            text: Some(|of| of.referee.firstname.clone().unwrap_or_default()),
        },
        Column {
            name: "referred_by",
            label: "people-referred-by",
            order: None,
            class: "k3",
            cell: Some(|cell, of| {
                user_or_deleted(cell.lang, of.referee.referrer_id, of.referrer_name.as_deref())
            }),
            text: Some(|of| of.referrer_name.clone().unwrap_or_default()),
        },
        Column {
            name: "signals",
            label: "review-signals",
            order: None,
            class: "opt",
            cell: Some(|cell, of| signal_list(cell.lang, of)),
            text: Some(|of| {
                of.signals.iter().map(|signal| signal.signal.name()).collect::<Vec<_>>().join(" ")
            }),
        },
        Column {
            name: "weight",
            label: "review-weight",
            order: Some(Order::Descending),
            class: "num k2",
            cell: Some(|cell, of| html! { (cell.lang.number(of.referee.doubt)) }),
            text: Some(|of| of.referee.doubt.to_string()),
        },
        Column {
            name: "registered",
            label: "people-joined",
            order: Some(Order::Ascending),
            class: "num k4",
            cell: Some(|cell, of| when::moment(cell.lang, of.referee.registered_at, cell.now)),
            text: Some(|of| of.referee.registered_at.rfc3339()),
        },
    ],
    sort: ("registered", Order::Ascending),
    file: "reviews",
};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let state = ListState::read(&REVIEWS, ctx.target(), &[], ctx.now);
    if state.is_csv {
        return list::download(&REVIEWS, lang, &state, &ctx.app.db, reviews::list_page);
    }
    let page = ctx.db_read(|conn| ListPage::load(&REVIEWS, state, conn, reviews::list_page, count))?;
    let title = lang.text("admin-reviews");
    let token = csrf::token(ctx)?;
    let gone = lang.text("person-gone");
    let selection = Selection {
        value: &|of: &OpenReview| {
            Some((of.referee.id, of.referee.firstname.clone().unwrap_or_else(|| gone.to_owned())))
        },
        action: "/admin/reviews/chosen",
        controls: html! {
            (csrf_field(&token))
            (decision_controls(lang, Decision::Approve))
            (decision_controls(lang, Decision::Reject))
        },
    };
    let body = html! {
        (list_title(lang, &title, &page))
        p.lead { (lang.text("reviews-lead")) }
        (page.head(lang))
        (page.table(CellContext { lang, now: ctx.now }, &title, Some(selection), ["reviews-none", "reviews-none-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
}

fn count(conn: &Connection, query: &ListQuery) -> store::Result<Count> {
    reviews::count_found(conn, query, Count::MAX + 1).map(Count::up_to_max)
}

/// Decides the chosen ones, each with its own entry and the same reason.
pub fn submit_chosen(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let decided = read_decision(ctx.lang(), &fields);
    fields.finish()?;
    let Some((decision, why)) = decided else { return Err(HttpError::NotFound) };
    let verdict = Verdict { decision, why: &why, by: &admin.audit_source(), now: ctx.now };
    let mut chosen = fields.integers("chosen");
    chosen.truncate(list::PAGE_ROWS);
    let mut done = 0;
    for id in chosen.iter().copied() {
        match review::decide_one(&ctx.app.db, id, &verdict)? {
            ReviewResult::Decided(n) => done += n,
            ReviewResult::AdminRevoked => return Err(HttpError::NotFound),
            ReviewResult::Already | ReviewResult::UsedUp | ReviewResult::Unknown => {}
        }
    }
    match (chosen.is_empty(), done) {
        (true, _) => Flash::NoneChosen.leave(ctx),
        (_, 0) => Flash::AlreadySo.leave(ctx),
        _ => Flash::Decided.leave(ctx),
    }
    Ok(response::see_other("/admin/reviews"))
}
