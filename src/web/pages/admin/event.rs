//! Why and why not: an event with what every rule said of it, and the events of a person.

use maud::{Markup, html};

use crate::actions::explain::Audience;
use crate::actions::explain::reward_text::{reward_sentence, verdict};
use crate::domain::event::{self, EventReason, EventState, EventType};
use crate::domain::program::engine::Why;
use crate::domain::reward;
use crate::i18n::Lang;
use crate::i18n::money_text::amount;
use crate::store::event_lists::{self, ListedEvent, Scope};
use crate::store::events::{self, Event};
use crate::store::listing::ListQuery;
use crate::store::rewards::{self, Reward};
use crate::store::{self, Connection, event_names, participants, rules};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, List, ListPage, ListState, Order,
};
use crate::web::components::pill::{State, pill, reward_pill};
use crate::web::components::when;
use crate::web::pages::admin::links::{user_link, user_page_link};
use crate::web::pages::admin::{fact_list, list_title, operator_page, query_number};
use crate::web::{Admin, HandlerResult, HttpError, RequestContext};

const PATH: &str = "/admin/events";

/// Who took part.
pub(super) const PERSON: Column<ListedEvent> = Column {
    name: "person",
    label: "person-name",
    order: None,
    class: "k3",
    cell: Some(|_, of| participant(of)),
    text: Some(|of| of.name.clone().unwrap_or_default()),
};

/// When it happened.
pub(super) const WHEN: Column<ListedEvent> = Column {
    name: "when",
    label: "activity-when",
    order: Some(Order::Descending),
    class: "num k4",
    cell: Some(|cell, of| when::moment(cell.lang, of.event.occurred_at, cell.now)),
    text: Some(|of| of.event.occurred_at.rfc3339()),
};

static EVENTS: List<ListedEvent> = List {
    search: None,
    filters: &[
        Filter { name: "waiting", label: "event-waiting" },
        Filter { name: "unattributed", label: "event-unattributed" },
        Filter { name: "refused", label: "event-refused" },
    ],
    columns: &[
        Column {
            name: "event",
            label: "unattributed-event",
            order: None,
            class: "k1",
            cell: Some(|cell, of| {
                let path = format!("{PATH}/{}", event::number(of.event.id));
                html! { a href=(path) { (cell.lang.text(type_text(of.event.r#type))) } }
            }),
            text: Some(|of| event::number(of.event.id)),
        },
        Column {
            name: "type",
            label: "unattributed-event",
            order: None,
            class: "",
            cell: None,
            text: Some(|of| of.event.r#type.name().to_owned()),
        },
        PERSON,
        Column {
            name: "state",
            label: "person-state",
            order: None,
            class: "k2",
            cell: Some(|cell, of| event_pill(cell.lang, &of.event)),
            text: Some(|of| of.event.state.name().to_owned()),
        },
        Column {
            name: "amount",
            label: "rewards-amount",
            order: None,
            class: "num opt",
            cell: Some(
                |cell, of| html! { @if let Some((sum, unit)) = of.event.price() { (amount(cell.lang, sum, unit)) } },
            ),
            text: Some(|of| of.event.amount.map(|sum| sum.to_string()).unwrap_or_default()),
        },
        Column {
            name: "currency",
            label: "rewards-amount",
            order: None,
            class: "",
            cell: None,
            text: Some(|of| of.event.currency.clone().unwrap_or_default()),
        },
        WHEN,
    ],
    sort: ("when", Order::Descending),
    file: "events",
};

/// Who took part, with a link where there is a page.
fn participant(of: &ListedEvent) -> Markup {
    let name = of.name.as_deref().unwrap_or("—");
    match of.event.participant_id {
        Some(id) => user_link(id, name),
        None => html! { bdi { (name) } },
    }
}

/// `GET /admin/events`: of everybody, or of one person.
pub fn list(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let state = ListState::read(&EVENTS, ctx.target(), &["person"], ctx.now);
    let person = query_number(ctx, "person");
    let scope = person.map_or(Scope::All, Scope::Of);
    if state.is_csv {
        return list::download(&EVENTS, lang, &state, &ctx.app.db, move |conn, query| {
            event_lists::page(conn, query, scope)
        });
    }
    let count = |conn: &Connection, query: &ListQuery| -> store::Result<Count> {
        Ok(Count::up_to_max(event_lists::count(conn, query, scope, Count::MAX)?))
    };
    let rows = |conn: &Connection, query: &ListQuery| event_lists::page(conn, query, scope);
    let page = ctx.db_read(|conn| ListPage::load(&EVENTS, state, conn, rows, count))?;
    let title = lang.text("admin-events");
    let body = html! {
        @if let Some(id) = person { (user_page_link(lang, id)) }
        (list_title(lang, &title, &page))
        p.lead { (lang.text("events-lead")) }
        (page.head(lang))
        (page.table(CellContext { lang, now: ctx.now }, &title, None, ["events-none", "events-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
}

/// An event with what followed from it.
struct Shown {
    event: Event,
    names: Vec<String>,
    participant: Option<String>,
    referrer: Option<String>,
    /// Each with the name of its rule and of its beneficiary.
    rewards: Vec<(Reward, String, String)>,
    verdicts: Vec<(String, String)>,
}

fn find(ctx: &RequestContext) -> Result<Shown, HttpError> {
    let id = event::parse_number(ctx.path_param(0)).ok_or(HttpError::NotFound)?;
    let found = ctx.db_read(|conn| -> store::Result<Option<Shown>> {
        let Some(event) = events::find_by_id(conn, id)? else { return Ok(None) };
        let named = |id: Option<i64>| id.map(|id| participants::name_of(conn, id)).transpose();
        // A refund shows what it took back of its purchase.
        let judged = if event.r#type == EventType::Refund { event.purchase_id } else { Some(id) };
        let mut rewarded = Vec::new();
        for reward in judged.map_or(Ok(Vec::new()), |id| rewards::list_of_event(conn, id))? {
            let rule = reward.version_id.map(|version| rules::name_of_version(conn, version)).transpose()?;
            let to = participants::name_of(conn, reward.beneficiary_id)?;
            rewarded.push((reward, rule.map_or(String::new(), |(name, _)| name), to));
        }
        Ok(Some(Shown {
            names: event_names::list(conn, id)?,
            participant: named(event.participant_id)?.or_else(|| event.waits_for_participant.clone()),
            referrer: named(event.referrer_id)?,
            rewards: rewarded,
            verdicts: rewards::verdicts(conn, id)?,
            event,
        }))
    })?;
    found.ok_or(HttpError::NotFound)
}

/// `GET /admin/events/{number}`
pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let of = find(ctx)?;
    let event = &of.event;
    let title = format!("{} · {}", lang.text(type_text(event.r#type)), event::number(event.id));
    let mut facts = Vec::new();
    if let Some(name) = &of.participant {
        let shown = match event.participant_id {
            Some(id) => user_link(id, name),
            None => html! { (name) },
        };
        facts.push(("person-name", shown));
    }
    if let (Some(id), Some(name)) = (event.referrer_id, &of.referrer) {
        facts.push(("people-referred-by", user_link(id, name)));
    }
    if let (Some(base), Some(unit)) = (event.amount, &event.currency) {
        facts.push(("rewards-amount", html! { (amount(lang, base, unit)) }));
        if event.refunded() > 0 {
            facts.push(("event-refunded", html! { (amount(lang, event.refunded(), unit)) }));
        }
    }
    if let Some(purchase) = event.purchase_id {
        let number = event::number(purchase);
        facts.push(("event-purchase", html! { a href=(format!("{PATH}/{number}")) { (number) } }));
    }
    facts.push(("event-names", html! { @for name in &of.names { code { (name) } " " } }));
    facts.push(("event-occurred", when::moment(lang, event.occurred_at, ctx.now)));
    let body = html! {
        p { a href=(PATH) { "‹ " (lang.text("admin-events")) } }
        div.head { h1 { (title) } (event_pill(lang, event)) }
        p.lead { (lang.text(reason_text(event.why))) }
        div.card { (fact_list(lang, facts)) }
        section.card aria-labelledby="verdicts" {
            h2 #verdicts { (lang.text("event-verdicts")) }
            @if of.rewards.is_empty() && of.verdicts.is_empty() { p.empty { (lang.text("event-no-verdict")) } } @else {
                ol.events {
                    @for (reward, rule, to) in &of.rewards { li.counts { (reward_line(ctx, lang, reward, rule, to)) } }
                    @for (rule, why) in &of.verdicts {
                        li { span {
                            b { a href=(format!("/admin/rules/{rule}")) { (rule) } } " · "
                            @match Why::from_name(why) { Some(why) => (lang.text(verdict(why))), None => (why) }
                        } }
                    }
                }
            }
        }
    };
    operator_page(ctx, &title, body)
}

fn reward_line(ctx: &RequestContext, lang: Lang, reward: &Reward, rule: &str, to: &str) -> Markup {
    let number = reward::number(reward.id);
    html! {
        span {
            b { a href=(format!("/admin/rules/{rule}")) { (rule) } } " · "
            (user_link(reward.beneficiary_id, to)) " "
            a href=(format!("/admin/rewards/{number}")) { b { (amount(lang, reward.shown(), &reward.unit)) } } " "
            (reward_pill(lang, reward.state)) " "
            (reward_sentence(lang, Audience::Admin, reward, ctx.now))
            @if reward.reversed > 0 { " " (lang.format("reward-taken-back", &[("amount", amount(lang, reward.reversed, &reward.unit).into())])) }
        }
    }
}

fn event_pill(lang: Lang, event: &Event) -> Markup {
    let (state, word) = match event.state {
        EventState::Counted => (State::Counts, "event-counted"),
        EventState::Waiting => (State::Waiting, "event-waiting"),
        EventState::Unattributed => (State::Off, "event-unattributed"),
        EventState::Refused => (State::Rejected, "event-refused"),
    };
    pill(state, &lang.text(word))
}

pub(super) fn type_text(r#type: EventType) -> &'static str {
    match r#type {
        EventType::Signup => "event-type-signup",
        EventType::Confirmed => "event-type-confirmed",
        EventType::Trial => "event-type-trial",
        EventType::Purchase => "event-type-purchase",
        EventType::Refund => "event-type-refund",
        EventType::Custom => "event-type-custom",
    }
}

/// Why an event is in its state.
pub(super) fn reason_text(why: EventReason) -> &'static str {
    match why {
        EventReason::Code => "event-why-code",
        EventReason::Referred => "event-why-referred",
        EventReason::AlreadyReferred => "event-why-already-referred",
        EventReason::Refund => "event-why-refund",
        EventReason::ParticipantUnknown => "event-participant-unknown",
        EventReason::PurchaseUnknown => "event-purchase-unknown",
        EventReason::NoReferrer => "event-no-referrer",
        EventReason::CodeUnknown => "event-code-unknown",
        EventReason::CodeEnded => "event-code-ended",
        EventReason::SelfReferral => "event-self-referral",
        EventReason::Cycle => "event-cycle",
        EventReason::NotNew => "event-not-new",
        EventReason::Duplicate => "event-why-duplicate",
        EventReason::RefundExceeds => "event-why-refund-exceeds",
        EventReason::CurrencyDiffers => "event-why-currency-differs",
    }
}
