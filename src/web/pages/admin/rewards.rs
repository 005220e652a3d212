//! Rewards of everybody: search by person, states with counts, CSV; approved, voided and given together.

use maud::{Markup, html};

use crate::actions::program::ProgramResult;
use crate::actions::program::reward_by_hand;
use crate::domain::admin_note::AdminNote;
use crate::domain::reward::{self, RewardState};
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::i18n::money_text::amount;
use crate::store::listing::ListQuery;
use crate::store::reward_list::{self, ListedReward};
use crate::store::rewards::Reward;
use crate::store::{self, Connection, admin_users};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, List, ListPage, ListState, Order, Selection,
};
use crate::web::components::pill::reward_pill;
use crate::web::components::when;
use crate::web::pages::admin::links::{user_link, user_page_link};
use crate::web::pages::admin::{operator_page, query_number};
use crate::web::pages::flash::Flash;
use crate::web::pages::markup::csrf_field;
use crate::web::request::csrf;
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

pub const PATH: &str = "/admin/rewards";

static REWARDS: List<ListedReward> = List {
    search: Some("rewards-search"),
    filters: &[
        Filter { name: "approve", label: "rewards-to-approve" },
        Filter { name: "pending", label: "state-pending" },
        Filter { name: "held", label: "state-held" },
        Filter { name: "due", label: "state-due" },
        Filter { name: "paying", label: "state-paying" },
        Filter { name: "paid", label: "state-paid" },
        Filter { name: "fulfilled", label: "state-given" },
        Filter { name: "void", label: "state-cancelled" },
    ],
    columns: &[
        Column {
            name: "for",
            label: "rewards-for",
            order: None,
            class: "k1",
            cell: Some(|_, of| user_link(of.reward.beneficiary_id, of.name.as_deref().unwrap_or("—"))),
            text: Some(|of| of.name.clone().unwrap_or_default()),
        },
        Column {
            name: "participant",
            label: "rewards-for",
            order: None,
            class: "",
            cell: None,
            text: Some(|of| crate::domain::participant::number(of.reward.beneficiary_id)),
        },
        Column {
            name: "because",
            label: "rewards-because",
            order: None,
            class: "k3 soft",
            cell: Some(because),
            text: Some(|of| of.rule.clone().or_else(|| of.reward.given_as.clone()).unwrap_or_default()),
        },
        Column {
            name: "state",
            label: "person-state",
            order: None,
            class: "k2",
            cell: Some(|cell, of| reward_pill(cell.lang, of.reward.state)),
            text: Some(|of| of.reward.state.name().to_owned()),
        },
        Column {
            name: "amount",
            label: "rewards-amount",
            order: Some(Order::Descending),
            class: "num k4",
            cell: Some(|cell, of| {
                let number = reward::number(of.reward.id);
                html! { a href=(format!("{PATH}/{number}")) { b { (amount(cell.lang, of.reward.shown(), &of.reward.unit)) } } }
            }),
            text: Some(|of| of.reward.left().to_string()),
        },
        Column {
            name: "unit",
            label: "rewards-amount",
            order: None,
            class: "",
            cell: None,
            text: Some(|of| of.reward.unit.clone()),
        },
        Column {
            name: "made",
            label: "activity-when",
            order: Some(Order::Descending),
            class: "num soft",
            cell: Some(|cell, of| at(cell, &of.reward)),
            text: Some(|of| of.reward.made_at.rfc3339()),
        },
        Column {
            name: "due_at",
            label: "state-due",
            order: None,
            class: "",
            cell: None,
            text: Some(|of| of.reward.due_at.map(Timestamp::rfc3339).unwrap_or_default()),
        },
    ],
    sort: ("made", Order::Descending),
    file: "rewards",
};

fn because(cell: &CellContext, of: &ListedReward) -> Markup {
    html! {
        @match (&of.rule, of.referee_id) {
            (Some(rule), referee) => {
                a href=(format!("/admin/rules/{rule}")) { (rule) }
                @if let Some(id) = referee.filter(|id| *id != of.reward.beneficiary_id) { " · " (user_link(id, of.referee_name.as_deref().unwrap_or("—"))) }
            }
            (None, _) => (cell.lang.text("rewards-by-hand")),
        }
    }
}

fn at(cell: &CellContext, reward: &Reward) -> Markup {
    match reward.state {
        RewardState::Pending if !reward.by_hand => {
            let date = cell.lang.short_date(reward.hold_until, cell.now);
            html! { (cell.lang.format("rewards-until", &[("date", date.into())])) }
        }
        _ => when::day(cell.lang, reward.due_at.unwrap_or(reward.made_at), cell.now),
    }
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let state = ListState::read(&REWARDS, ctx.target(), &["person"], ctx.now);
    let person = query_number(ctx, "person");
    if state.is_csv {
        return list::download(&REWARDS, lang, &state, &ctx.app.db, move |conn, query| {
            let found = admin_users::find_owners(conn, &query.search, person)?;
            reward_list::list(conn, query, &found)
        });
    }
    let page = ctx.db_read(|conn| {
        let found = admin_users::find_owners(conn, &state.search, person)?;
        let rows = |conn: &Connection, query: &ListQuery| reward_list::list(conn, query, &found);
        let count = |conn: &Connection, query: &ListQuery| -> store::Result<Count> {
            reward_list::count(conn, query, &found, Count::MAX).map(Count::up_to_max)
        };
        ListPage::load(&REWARDS, state, conn, rows, count)
    })?;
    let title = lang.text("admin-rewards");
    let token = csrf::token(ctx)?;
    let selection = Selection {
        value: &|of: &ListedReward| {
            let name = format!("{} {}", of.name.as_deref().unwrap_or("—"), reward::number(of.reward.id));
            (of.reward.state != RewardState::Void).then_some((of.reward.id, name))
        },
        action: "/admin/rewards/chosen",
        controls: html! {
            (csrf_field(&token))
            button type="submit" name="action" value="approve" { (lang.text("reward-approve")) }
            button.quiet type="submit" name="action" value="fulfil" { (lang.text("reward-fulfil")) }
            input name="reason" maxlength=(AdminNote::MAX_CHARS) autocomplete="off" aria-label=(lang.text("field-reason")) placeholder=(lang.text("field-reason"));
            button.danger type="submit" name="action" value="void" { (lang.text("reward-void")) }
        },
    };
    let body = html! {
        @if let Some(id) = person { (user_page_link(lang, id)) }
        div.head {
            h1 { (title) " " small { (page.total.text(lang)) } }
            p.actions.push {
                a.button href="/admin/rewards/new" { (lang.text("reward-give")) }
                a.button.quiet href=(page.state.csv_link()) { (lang.text("list-download")) }
            }
        }
        (page.head(lang))
        (page.table(CellContext { lang, now: ctx.now }, &title, Some(selection), ["rewards-none", "rewards-none-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
}

/// What is done to rewards by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    Approve,
    Void,
    Fulfil,
}

impl Decision {
    pub fn from_name(name: &str) -> Result<Decision, ValidationError> {
        match name {
            "approve" => Ok(Decision::Approve),
            "void" => Ok(Decision::Void),
            "fulfil" => Ok(Decision::Fulfil),
            _ => Err(ValidationError::NotAChoice),
        }
    }

    pub fn flash(self) -> Flash {
        match self {
            Decision::Approve => Flash::RewardApproved,
            Decision::Void => Flash::RewardVoided,
            Decision::Fulfil => Flash::RewardFulfilled,
        }
    }
}

/// Decides on one reward. Voiding needs a reason.
pub fn decide(
    ctx: &RequestContext,
    admin: &Admin,
    id: i64,
    decision: Decision,
    reason: Option<&AdminNote>,
) -> ProgramResult<Reward> {
    let (by, now) = (admin.audit_source(), ctx.now);
    ctx.app.db.write(|tx| match (decision, reason) {
        (Decision::Approve, _) => reward_by_hand::approve(tx, id, &by, now),
        (Decision::Fulfil, _) => reward_by_hand::fulfil(tx, id, &by, now),
        (Decision::Void, Some(reason)) => reward_by_hand::void(tx, id, reason, &by, now),
        (Decision::Void, None) => Err(crate::actions::program::ProgramError::NotFound),
    })
}

/// Decides on the chosen ones; those that a decision does not fit stay as they are.
pub fn submit_chosen(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let decision = fields.required("action", Decision::from_name);
    let reason = fields.optional("reason", AdminNote::parse);
    fields.finish()?;
    let Some(decision) = decision else { return Err(HttpError::NotFound) };
    let mut chosen = fields.integers("chosen");
    chosen.truncate(list::PAGE_ROWS);
    if decision == Decision::Void && reason.is_none() {
        Flash::ReasonNeeded.leave(ctx);
        return Ok(response::see_other(PATH));
    }
    let mut done = 0;
    for id in &chosen {
        match decide(ctx, admin, *id, decision, reason.as_ref()) {
            Ok(_) => done += 1,
            Err(crate::actions::program::ProgramError::Store(e)) => return Err(e.into()),
            Err(_) => {}
        }
    }
    match (chosen.is_empty(), done) {
        (true, _) => Flash::NoneChosen.leave(ctx),
        (_, 0) => Flash::AlreadySo.leave(ctx),
        _ => decision.flash().leave(ctx),
    }
    Ok(response::see_other(PATH))
}
