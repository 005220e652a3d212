//! Payouts: list with states, the table for the bank, and drafts made after a dry run.

use maud::{Markup, html};

use crate::actions::explain::reward_text::payout_state as state_text;
use crate::actions::program::payouts::{self as actions, PayoutOrder, PayoutPlan, PayoutStep, SkipReason};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::payout_state::{self, PayoutState};
use crate::domain::program::amount_text;
use crate::domain::program::currency::Currency;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::i18n::money_text::amount;
use crate::store::listing::ListQuery;
use crate::store::payout_list::{self, ListedPayout};
use crate::store::payouts::{self, Payout};
use crate::store::{self, Connection, admin_users, participants};
use crate::web::components::flow::{Amount, Place, flow};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, List, ListPage, ListState, Order, Selection,
};
use crate::web::components::pill::{State, pill};
use crate::web::components::when;
use crate::web::pages::admin::links::{user_link, user_page_link};
use crate::web::pages::admin::{operator_page, query_number, table};
use crate::web::pages::flash::Flash;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::pages::markup::csrf_field;
use crate::web::request::csrf;
use crate::web::response::{csv, payout_csv};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

pub const PATH: &str = "/admin/payouts";

static PAYOUTS: List<ListedPayout> = List {
    search: Some("rewards-search"),
    filters: &[
        Filter { name: "draft", label: "payout-draft" },
        Filter { name: "approved", label: "payout-approved" },
        Filter { name: "sent", label: "payout-sent" },
        Filter { name: "paid", label: "payout-paid" },
        Filter { name: "failed", label: "payout-failed" },
        Filter { name: "canceled", label: "payout-canceled" },
    ],
    columns: &[
        Column {
            name: "participant",
            label: "rewards-for",
            order: None,
            class: "k1",
            cell: Some(|_, of| user_link(of.payout.participant_id, of.name.as_deref().unwrap_or("—"))),
            text: None,
        },
        Column {
            name: "payout",
            label: "payouts-number",
            order: None,
            class: "k3 soft",
            cell: Some(|cell, of| {
                let number = payout_state::number(of.payout.id);
                html! { a href=(format!("{PATH}/{number}")) { (number) } " · " (cell.lang.plural("payouts-lines", of.lines)) }
            }),
            text: None,
        },
        Column {
            name: "state",
            label: "person-state",
            order: None,
            class: "k2",
            cell: Some(|cell, of| payout_pill(cell.lang, of.payout.state)),
            text: None,
        },
        Column {
            name: "amount",
            label: "rewards-amount",
            order: Some(Order::Descending),
            class: "num k4",
            cell: Some(|cell, of| html! { b { (amount(cell.lang, of.payout.amount, &of.payout.unit)) } }),
            text: None,
        },
        Column {
            name: "made",
            label: "activity-when",
            order: Some(Order::Descending),
            class: "num soft",
            cell: Some(|cell, of| when::day(cell.lang, of.payout.changed_at, cell.now)),
            text: None,
        },
    ],
    sort: ("made", Order::Descending),
    file: "payouts",
};

pub fn payout_pill(lang: Lang, state: PayoutState) -> Markup {
    let look = match state {
        PayoutState::Draft => State::Waiting,
        PayoutState::Approved | PayoutState::Sent => State::Due,
        PayoutState::Paid => State::Paid,
        PayoutState::Failed => State::Rejected,
        PayoutState::Canceled => State::Off,
    };
    pill(look, &lang.text(state_text(state)))
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let state = ListState::read(&PAYOUTS, ctx.target(), &["person"], ctx.now);
    if state.is_csv {
        return download(ctx, PayoutState::from_name(state.filter));
    }
    let person = query_number(ctx, "person");
    let page = ctx.db_read(|conn| {
        let found = admin_users::find_owners(conn, &state.search, person)?;
        let rows = |conn: &Connection, query: &ListQuery| payout_list::list(conn, query, &found);
        let count = |conn: &Connection, query: &ListQuery| -> store::Result<Count> {
            payout_list::count(conn, query, &found, Count::MAX).map(Count::up_to_max)
        };
        ListPage::load(&PAYOUTS, state, conn, rows, count)
    })?;
    let title = lang.text("admin-payouts");
    let token = csrf::token(ctx)?;
    let selection = Selection {
        value: &|of: &ListedPayout| {
            let name =
                format!("{} {}", of.name.as_deref().unwrap_or("—"), payout_state::number(of.payout.id));
            of.payout.state.is_open().then_some((of.payout.id, name))
        },
        action: "/admin/payouts/chosen",
        controls: html! {
            (csrf_field(&token))
            button type="submit" name="step" value="approve" { (lang.text("payout-approve")) }
            button.quiet type="submit" name="step" value="sent" { (lang.text("payout-mark-sent")) }
            button.quiet type="submit" name="step" value="paid" { (lang.text("payout-mark-paid")) }
            button.danger type="submit" name="step" value="cancel" { (lang.text("payout-cancel")) }
        },
    };
    let body = html! {
        @if let Some(id) = person { (user_page_link(lang, id)) }
        div.head {
            h1 { (title) " " small { (page.total.text(lang)) } }
            p.actions.push {
                a.button href="/admin/payouts/new" { (lang.text("payout-make")) }
                a.button.quiet href=(page.state.csv_link()) { (lang.text("payout-download")) }
            }
        }
        (page.head(lang))
        (page.table(CellContext { lang, now: ctx.now }, &title, Some(selection), ["payouts-none", "payouts-none-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
}

/// The table for the bank, of one state or of all.
fn download(ctx: &RequestContext, state: Option<PayoutState>) -> HandlerResult {
    let (db, zone) = (std::sync::Arc::clone(&ctx.app.db), ctx.app.config.program.zone());
    let mut before = None;
    let next = move || db.read(|conn| payout_csv::next_rows(conn, &zone, state, &mut before));
    csv::csv_response("payouts", payout_csv::COLUMNS, ctx.lang().list_separator(), next)
}

/// A step of the page's buttons that needs no words.
fn step_of(name: &str) -> Result<PayoutStep, ValidationError> {
    match name {
        "approve" => Ok(PayoutStep::Approve),
        "sent" => Ok(PayoutStep::Send),
        "paid" => Ok(PayoutStep::Pay(None)),
        "cancel" => Ok(PayoutStep::Cancel),
        _ => Err(ValidationError::NotAChoice),
    }
}

/// Takes a step with the chosen ones; those that it does not follow for stay as they are.
pub fn submit_chosen(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let step = fields.required("step", step_of);
    fields.finish()?;
    let Some(step) = step else { return Err(HttpError::NotFound) };
    let mut chosen = fields.integers("chosen");
    chosen.truncate(list::PAGE_ROWS);
    let (by, now) = (admin.audit_source(), ctx.now);
    let mut done = 0;
    for id in &chosen {
        match ctx.app.db.write(|tx| -> ProgramResult<Payout> { actions::step(tx, *id, &step, &by, now) }) {
            Ok(_) => done += 1,
            Err(ProgramError::Store(e)) => return Err(e.into()),
            Err(_) => {}
        }
    }
    match (chosen.is_empty(), done) {
        (true, _) => Flash::NoneChosen.leave(ctx),
        (_, 0) => Flash::AlreadySo.leave(ctx),
        _ => Flash::PayoutsChanged.leave(ctx),
    }
    Ok(response::see_other(PATH))
}

const UNIT: Field =
    Field { name: "unit", label: "payout-unit", hint: Some("payout-unit-hint"), max_chars: 3, ..TEXT };
const UNTIL: Field = Field {
    name: "until",
    label: "payout-until",
    hint: Some("payout-until-hint"),
    kind: "date",
    required: false,
    ..TEXT
};
const MINIMUM: Field = Field {
    name: "minimum",
    label: "payout-minimum",
    required: false,
    max_chars: 20,
    inputmode: Some("decimal"),
    ..TEXT
};

/// `GET /admin/payouts/new`
pub fn ask_new(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let unit = ctx.db_read(payouts::most_due_unit)?.unwrap_or_else(|| "USD".to_owned());
    new_page(ctx, &FormInput::with_defaults(&[("unit", &unit)]), None)
}

/// What an order would draft, with the names of its participants.
struct Preview {
    unit: Currency,
    plan: PayoutPlan,
    names: Vec<(i64, String)>,
}

fn new_page(ctx: &RequestContext, fields: &FormInput, preview: Option<&Preview>) -> HandlerResult {
    let lang = ctx.lang();
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(UNIT)) (form.field(UNTIL)) (form.field(MINIMUM))
        p.actions {
            button type="submit" name="do" value="look" { (lang.text("payout-look")) }
            @if preview.is_some_and(|preview| !preview.plan.payouts.is_empty()) {
                button type="submit" name="do" value="make" { (lang.text("payout-make-drafts")) }
            }
        }
    };
    let body = html! {
        p { a href=(PATH) { "‹ " (lang.text("admin-payouts")) } }
        h1 { (lang.text("payout-make")) }
        p.lead { (lang.text("payout-make-lead")) }
        div.card.slim { (form.render("/admin/payouts/new", inside)?) }
        @if let Some(preview) = preview { (preview_section(lang, preview)) }
    };
    form.page(&lang.text("payout-make"), body)
}

/// Participants that a dry run shows; the drafts have all.
const SHOWN_ROWS: usize = 50;

fn preview_section(lang: Lang, of: &Preview) -> Markup {
    let unit = of.unit.code();
    let total: i64 = of.plan.payouts.iter().map(|planned| planned.amount).sum();
    let name =
        |id: i64| of.names.iter().find(|(known, _)| *known == id).map_or("—", |(_, name)| name.as_str());
    let count = |n: usize| lang.number(i64::try_from(n).unwrap_or(i64::MAX));
    let rows = of.plan.payouts.iter().take(SHOWN_ROWS).map(|planned| {
        [
            user_link(planned.participant, name(planned.participant)),
            html! { (count(planned.lines.len())) },
            html! { b { (amount(lang, planned.amount, unit)) } },
        ]
    });
    let skipped = of
        .plan
        .skipped
        .iter()
        .take(SHOWN_ROWS)
        .map(|(id, why)| [user_link(*id, name(*id)), html! { (lang.text(skip_text(*why))) }]);
    html! {
        section.card aria-labelledby="plan" {
            h2 #plan { (lang.text("payout-plan")) }
            (flow(&[
                Amount::new(Place::Settled, &lang.text("payout-people"), count(of.plan.payouts.len())),
                Amount::new(Place::Open, &lang.text("payout-skipped"), count(of.plan.skipped.len())),
                Amount::new(Place::End, &lang.text("payout-total"), amount(lang, total, unit)),
            ]))
        }
        @if !of.plan.payouts.is_empty() {
            section.card.flush aria-labelledby="drafts" {
                div.hd { h2 #drafts { (lang.text("payout-drafts")) } }
                (table(lang, "drafts", ["rewards-for", "payouts-rewards", "rewards-amount"], rows))
            }
        }
        @if !of.plan.skipped.is_empty() {
            section.card.flush aria-labelledby="skipped" {
                div.hd { h2 #skipped { (lang.text("payout-skipped")) } }
                (table(lang, "skipped", ["rewards-for", "why-title"], skipped))
            }
        }
    }
}

fn skip_text(why: SkipReason) -> &'static str {
    match why {
        SkipReason::NothingDue => "payout-skip-nothing-due",
        SkipReason::BelowMinimum => "payout-skip-below-minimum",
        SkipReason::PayoutOpen => "payout-skip-open",
        SkipReason::Erased => "payout-skip-erased",
    }
}

/// `POST /admin/payouts/new`: a dry run, then the drafts.
pub fn submit_new(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let zone = ctx.app.config.program.zone();
    let unit = fields.required("unit", |text| {
        Currency::from_code(&text.trim().to_uppercase()).ok_or(ValidationError::CurrencyUnknown)
    });
    let until = fields.optional("until", |text| zone.date_start(text).ok_or(ValidationError::NotADate));
    let minimum = fields.optional("minimum", |text| {
        let code = unit.map_or("USD".to_owned(), |unit| unit.code().to_owned());
        amount_text::parse(&format!("{} {code}", text.trim())).map(|(minor, _)| minor.max(1))
    });
    let (Some(unit), true) = (unit, fields.errors().is_empty()) else { return new_page(ctx, &fields, None) };
    let until = until.unwrap_or(ctx.now.plus(1));
    let order = PayoutOrder { unit, participant: None, until, minimum: minimum.unwrap_or(1) };
    if fields.submitted("do") != "make" {
        let preview = ctx.db_read(|conn| -> store::Result<Preview> {
            let plan = actions::plan(conn, &order)?;
            let drafted = plan.payouts.iter().take(SHOWN_ROWS).map(|planned| planned.participant);
            let ids = drafted.chain(plan.skipped.iter().take(SHOWN_ROWS).map(|(id, _)| *id));
            let names =
                ids.map(|id| Ok((id, participants::shown_name(conn, id)?))).collect::<store::Result<_>>()?;
            Ok(Preview { unit, plan, names })
        })?;
        return new_page(ctx, &fields, Some(&preview));
    }
    let by = admin.audit_source();
    ctx.app
        .db
        .write(|tx| -> ProgramResult<actions::MadePayouts> { actions::make(tx, &order, &by, ctx.now) })?;
    Flash::PayoutsMade.leave(ctx);
    Ok(response::see_other("/admin/payouts?state=draft"))
}
