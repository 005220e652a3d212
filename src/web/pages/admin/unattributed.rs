//! Events that wait or that no referrer is credited with, with one button that credits by hand.

use maud::{Markup, html};

use crate::actions::program::credit::{self, CreditInput};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::admin_note::AdminNote;
use crate::domain::code::CodeInput;
use crate::domain::event::{self, EventReason, EventState};
use crate::domain::participant::ParticipantName;
use crate::domain::program::currency::Currency;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::store::event_lists::{self, EventFilter};
use crate::store::events::{self, Event};
use crate::store::participants;
use crate::web::components::when;
use crate::web::pages::{
    admin::{action_links, admin_page, query_number, table},
    flash::Flash,
    form::{Field, Form, TEXT},
};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

const PATH: &str = "/admin/unattributed";

/// Rows on a page.
const PAGE_ROWS: usize = 50;

const CODE: Field = Field { name: "code", label: "unattributed-code", ..TEXT };

const REASON: Field =
    Field { name: "reason", label: "field-reason", max_chars: AdminNote::MAX_CHARS, ..TEXT };

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let before = query_number(ctx, "cursor").unwrap_or(i64::MAX);
    let is_waiting = ctx.query_param("state").as_deref() == Some("waiting");
    let state = if is_waiting { EventState::Waiting } else { EventState::Unattributed };
    let filter = EventFilter { state: Some(state), creditable: true, ..EventFilter::default() };
    let mut found = ctx.db_read(|conn| event_lists::list_named(conn, &filter, before, PAGE_ROWS + 1))?;
    let has_more = found.len() > PAGE_ROWS;
    found.truncate(PAGE_ROWS);
    let next = found.last().filter(|_| has_more).map(|(event, _)| {
        let state = if is_waiting { "&state=waiting" } else { "" };
        format!("{PATH}?cursor={}{state}", event.id)
    });
    let rows = found.iter().map(|(event, name)| row(lang, event, name.as_deref(), ctx.now));
    let body = html! {
        p.lead { (lang.text("unattributed-lead")) }
        nav aria-label=(lang.text("person-state")) {
            ul.choice {
                li { a href=(PATH) aria-current=[(!is_waiting).then_some("true")] { (lang.text("event-unattributed")) } }
                li { a href=(format!("{PATH}?state=waiting")) aria-current=[is_waiting.then_some("true")] { (lang.text("event-waiting")) } }
            }
        }
        section.card.flush aria-labelledby="events" {
            div.hd { h2 #events { (lang.text(if is_waiting { "event-waiting" } else { "event-unattributed" })) } }
            @if found.is_empty() { p.pad.soft { (lang.text("unattributed-none")) } } @else {
                (table(lang, "events", ["unattributed-event", "person-name", "why-title", "activity-when", "admin-action"], rows))
            }
            @if let Some(next) = next { p.pad { a.button.quiet href=(next) { (lang.text("list-older")) } } }
        }
    };
    admin_page(ctx, &lang.text("admin-unattributed"), body)
}

fn row(lang: Lang, event: &Event, name: Option<&str>, now: Timestamp) -> [Markup; 5] {
    let credit = (format!("{PATH}/{}", event.id), lang.text("unattributed-credit"));
    [
        html! {
            (event.r#type.name()) " " small { (event::number(event.id)) }
            @if let Some(amount) = amount(event) { " · " (amount) }
        },
        html! { (name.unwrap_or("—")) },
        html! { (lang.text(reason_text(event.why))) },
        when::moment(lang, event.occurred_at, now),
        if event.participant_id.is_some() {
            action_links(&[credit])
        } else {
            html! {}
        },
    ]
}

fn amount(event: &Event) -> Option<String> {
    let currency = Currency::from_code(event.currency.as_deref()?)?;
    Some(format!("{} {}", currency.decimal(event.amount?), currency.code()))
}

/// Why an event is listed.
fn reason_text(why: EventReason) -> &'static str {
    match why {
        EventReason::ParticipantUnknown => "event-participant-unknown",
        EventReason::PurchaseUnknown => "event-purchase-unknown",
        EventReason::CodeUnknown => "event-code-unknown",
        EventReason::CodeEnded => "event-code-ended",
        EventReason::SelfReferral => "event-self-referral",
        EventReason::Cycle => "event-cycle",
        EventReason::NotNew => "event-not-new",
        _ => "event-no-referrer",
    }
}

fn find(ctx: &RequestContext) -> Result<(Event, i64), HttpError> {
    let id: i64 = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    let event = ctx.db_read(|conn| events::find_by_id(conn, id))?.ok_or(HttpError::NotFound)?;
    let participant = event.participant_id.ok_or(HttpError::NotFound)?;
    Ok((event, participant))
}

pub fn ask(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    form(ctx, &FormInput::default())
}

fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let lang = ctx.lang();
    let (event, participant) = find(ctx)?;
    let name = ctx.db_read(|conn| participants::name_of(conn, participant))?;
    let form = Form::new(ctx, fields);
    let inside =
        html! { (form.field(CODE)) (form.field(REASON)) (form.submit_or_back("unattributed-credit", PATH)) };
    let body = html! {
        div.card.narrow {
            h1 { (lang.text("unattributed-credit")) }
            p {
                a href=(format!("/admin/people/{participant}")) { (name) }
                " · " (event.r#type.name()) @if let Some(amount) = amount(&event) { " · " (amount) }
            }
            p.soft { (lang.text("unattributed-credit-lead")) }
            (form.render(&format!("{PATH}/{}", event.id), inside)?)
        }
    };
    form.page(&lang.text("unattributed-credit"), body)
}

pub fn submit(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let (_, participant) = find(ctx)?;
    let code = fields.required("code", |text| match CodeInput::read(text) {
        CodeInput::Possible(key) => Ok(key),
        CodeInput::Mistyped => Err(ValidationError::CodeMistyped),
        CodeInput::Impossible => Err(ValidationError::NotACode),
    });
    let reason = fields.required("reason", AdminNote::parse);
    let (Some(code), Some(reason)) = (code, reason) else { return form(ctx, &fields) };
    let input = CreditInput { code: &code, reason: &reason, replace: false };
    let (name, by) = (ParticipantName::Number(participant), admin.audit_source());
    let credited = ctx
        .app
        .db
        .write(|tx| -> ProgramResult<i64> { credit::credit(ctx.app, tx, &name, &input, &by, ctx.now) });
    match credited {
        Ok(_) => {
            Flash::Credited.leave(ctx);
            Ok(response::see_other(PATH))
        }
        Err(ProgramError::Unprocessable(wrong)) => refuse(ctx, &fields, wrong.first().map(|wrong| wrong.why)),
        Err(ProgramError::Conflict(wrong)) => refuse(ctx, &fields, Some(wrong.why)),
        Err(other) => Err(other.into()),
    }
}

fn refuse(ctx: &RequestContext, fields: &FormInput, why: Option<ValidationError>) -> HandlerResult {
    fields.add_error("code", why.unwrap_or(ValidationError::CodeUnknown));
    form(ctx, fields)
}
