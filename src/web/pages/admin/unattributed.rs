//! Events that wait or that no referrer is credited with, with one button that credits by hand.

use maud::html;

use crate::actions::program::credit::{self, CreditInput};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::domain::admin_note::AdminNote;
use crate::domain::code::CodeInput;
use crate::domain::event;
use crate::domain::participant::ParticipantName;
use crate::domain::validation::ValidationError;
use crate::i18n::money_text::amount;
use crate::store::event_lists::{self, ListedEvent, Scope};
use crate::store::events::{self, Event};
use crate::store::{self, participants};
use crate::web::components::list::{self, CellContext, Column, Count, List, ListPage, ListState, Order};
use crate::web::pages::{
    admin::{
        action_links,
        event::{PERSON, WHEN, reason_text, type_text},
        list_title, operator_page,
    },
    flash::Flash,
    form::{Field, Form, TEXT},
};
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

const PATH: &str = "/admin/unattributed";

const CODE: Field = Field { name: "code", label: "unattributed-code", ..TEXT };

const REASON: Field =
    Field { name: "reason", label: "field-reason", max_chars: AdminNote::MAX_CHARS, ..TEXT };

static EVENTS: List<ListedEvent> = List {
    search: None,
    filters: &[],
    columns: &[
        Column {
            name: "event",
            label: "unattributed-event",
            order: None,
            class: "k1",
            cell: Some(|cell, of| {
                let number = event::number(of.event.id);
                html! {
                    a href=(format!("/admin/events/{number}")) { (cell.lang.text(type_text(of.event.r#type))) }
                    @if let Some((sum, unit)) = of.event.price() { " · " (amount(cell.lang, sum, unit)) }
                }
            }),
            text: Some(|of| event::number(of.event.id)),
        },
        PERSON,
        Column {
            name: "why",
            label: "why-title",
            order: None,
            class: "opt soft",
            cell: Some(|cell, of| html! { (cell.lang.text(reason_text(of.event.why))) }),
            text: Some(|of| of.event.why.name().to_owned()),
        },
        WHEN,
        Column {
            name: "credit",
            label: "admin-action",
            order: None,
            class: "num k2",
            cell: Some(|cell, of| {
                let credit = (format!("{PATH}/{}", of.event.id), cell.lang.text("unattributed-credit"));
                html! { @if of.event.participant_id.is_some() { (action_links(&[credit])) } }
            }),
            text: None,
        },
    ],
    sort: ("when", Order::Descending),
    file: "unattributed",
};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let is_waiting = ctx.query_param("state").as_deref() == Some("waiting");
    let state = ListState::read(&EVENTS, ctx.target(), if is_waiting { &["state"] } else { &[] }, ctx.now);
    let scopes = [Scope::Unattributed, Scope::Waiting];
    let scope = scopes[usize::from(is_waiting)];
    if state.is_csv {
        return list::download(&EVENTS, lang, &state, &ctx.app.db, move |conn, query| {
            event_lists::page(conn, query, scope)
        });
    }
    let (page, counts) = ctx.db_read(|conn| -> store::Result<_> {
        let query = state.query();
        let mut counts = [Count::Exact(0); 2];
        for (count, scope) in counts.iter_mut().zip(scopes) {
            *count = Count::up_to_max(event_lists::count(conn, &query, scope, Count::MAX)?);
        }
        let rows = event_lists::page(conn, &query, scope)?;
        Ok((ListPage::new(&EVENTS, state, rows, counts[usize::from(is_waiting)], Vec::new()), counts))
    })?;
    let title = lang.text("admin-unattributed");
    let chips = [(PATH, "event-unattributed"), ("/admin/unattributed?state=waiting", "event-waiting")];
    let body = html! {
        (list_title(lang, &title, &page))
        p.lead { (lang.text("unattributed-lead")) }
        div.bar {
            ul.filter {
                @for (at, (path, label)) in chips.into_iter().enumerate() {
                    li {
                        a href=(path) aria-current=[(at == usize::from(is_waiting)).then_some("true")] {
                            (lang.text(label)) " " span { (counts[at].text(lang)) }
                        }
                    }
                }
            }
            (page.pages(lang))
        }
        (page.table(CellContext { lang, now: ctx.now }, &title, None, ["unattributed-none", "unattributed-none-lead"]))
        (page.foot(lang))
    };
    operator_page(ctx, &title, body)
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
                " · " (lang.text(type_text(event.r#type)))
                @if let Some((sum, unit)) = event.price() { " · " (amount(lang, sum, unit)) }
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
