//! The waitlist: who waits in the order of places, and admission of the first or of chosen ones.

use maud::{Markup, html};

use crate::actions::program::admission::{self, MAX_ADMITTED};
use crate::actions::program::{ProgramError, ProgramResult};
use crate::config::Program;
use crate::domain::participant::{ParticipantName, number};
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::i18n::Lang;
use crate::store::listing::ListQuery;
use crate::store::waitlist_list::{self, ADMITTED, ListedPerson, WAITING};
use crate::store::{self, Connection};
use crate::web::components::list::{
    self, CellContext, Column, Count, Filter, List, ListPage, ListState, Order, Selection,
};
use crate::web::components::pill::{State, pill, quiet};
use crate::web::components::{empty, when};
use crate::web::pages::admin::links::user_link;
use crate::web::pages::admin::{list_title, operator_page};
use crate::web::pages::flash::Flash;
use crate::web::pages::form::{Field, Form, TEXT};
use crate::web::pages::markup::csrf_field;
use crate::web::request::csrf;
use crate::web::{Admin, FormInput, HandlerResult, HttpError, RequestContext, response};

pub const PATH: &str = "/admin/waitlist";

static PEOPLE: List<ListedPerson> = List {
    search: Some("people-search"),
    filters: &[
        Filter { name: WAITING, label: "state-waiting" },
        Filter { name: ADMITTED, label: "waitlist-admitted" },
    ],
    columns: &[
        Column {
            name: "name",
            label: "person-name",
            order: None,
            class: "k1",
            cell: Some(|_, of| user_link(of.person, &of.name)),
            text: Some(|of| of.name.clone()),
        },
        Column {
            name: "id",
            label: "person-name",
            order: None,
            class: "",
            cell: None,
            text: Some(|of| number(of.person)),
        },
        Column {
            name: "place",
            label: "waitlist-place",
            order: None,
            class: "num k4",
            cell: Some(|cell, of| match of.place {
                Some(place) => html! { b { (cell.lang.number(place)) } },
                None => html! { "—" },
            }),
            text: Some(|of| of.place.map_or_else(String::new, |place| place.to_string())),
        },
        Column {
            name: "state",
            label: "person-state",
            order: None,
            class: "k2",
            cell: Some(|cell, of| state_pill(cell.lang, of)),
            text: Some(|of| if of.admitted_at.is_some() { ADMITTED } else { WAITING }.to_owned()),
        },
        Column {
            name: "email",
            label: "field-email",
            order: None,
            class: "k3 soft mail",
            cell: Some(|_, of| html! { bdi { (of.email.as_deref().unwrap_or("—")) } }),
            text: Some(|of| of.email.clone().unwrap_or_default()),
        },
        Column {
            name: "counts",
            label: "state-counts",
            order: None,
            class: "num",
            cell: Some(|cell, of| html! { (cell.lang.number(of.counted)) }),
            text: Some(|of| of.counted.to_string()),
        },
        Column {
            name: "joined",
            label: "people-joined",
            order: None,
            class: "num soft",
            cell: Some(|cell, of| when::day(cell.lang, of.registered_at, cell.now)),
            text: Some(|of| of.registered_at.rfc3339()),
        },
        Column {
            name: "admitted",
            label: "waitlist-admitted",
            order: None,
            class: "num soft",
            cell: Some(|cell, of| match of.admitted_at {
                Some(at) => when::day(cell.lang, at, cell.now),
                None => html! { "—" },
            }),
            text: Some(|of| of.admitted_at.map(Timestamp::rfc3339).unwrap_or_default()),
        },
    ],
    sort: ("place", Order::Ascending),
    file: "waitlist",
};

fn state_pill(lang: Lang, of: &ListedPerson) -> Markup {
    match of {
        ListedPerson { admitted_at: Some(_), .. } => pill(State::Counts, &lang.text("waitlist-admitted")),
        ListedPerson { is_reviewed: true, .. } => pill(State::Waiting, &lang.text("waitlist-reviewed")),
        // Most of them: what is usual is quiet.
        _ => quiet(State::Waiting, lang),
    }
}

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let fields = FormInput::with_defaults(&[("next", "10")]);
    page(ctx, &fields)
}

const NEXT: Field =
    Field { name: "next", label: "waitlist-how-many", max_chars: 4, inputmode: Some("numeric"), ..TEXT };

fn page(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let (lang, program) = (ctx.lang(), &ctx.app.config.program);
    let title = lang.text("admin-waitlist");
    if !program.is_waitlist() {
        let nothing = empty::empty("·", &lang.text("waitlist-off"), &lang.text("waitlist-off-lead"), None);
        return operator_page(ctx, &title, html! { div.head { h1 { (title) } } (nothing) });
    }
    let places = program.places_per_referral;
    let state = ListState::read(&PEOPLE, list_target(ctx), &[], ctx.now);
    let rows = move |conn: &Connection, query: &ListQuery| waitlist_list::list(conn, query, places);
    if state.is_csv {
        return list::download(&PEOPLE, lang, &state, &ctx.app.db, rows);
    }
    let listed = ctx.db_read(|conn| ListPage::load(&PEOPLE, state, conn, rows, count))?;
    let token = csrf::token(ctx)?;
    let selection = Selection {
        value: &|of: &ListedPerson| of.admitted_at.is_none().then(|| (of.person, of.name.clone())),
        action: "/admin/waitlist/chosen",
        controls: html! {
            (csrf_field(&token))
            button type="submit" { (lang.text("waitlist-admit")) }
        },
    };
    let cell = CellContext { lang, now: ctx.now };
    let body = html! {
        (list_title(lang, &title, &listed))
        (lead(lang, program))
        (next_form(ctx, fields)?)
        (listed.head(lang))
        (listed.table(cell, &title, Some(selection), ["waitlist-none", "waitlist-none-lead"]))
        (listed.foot(lang))
    };
    match fields.errors().is_empty() {
        true => operator_page(ctx, &title, body),
        false => Form::new(ctx, fields).page(&title, body),
    }
}

/// The address of the list, also while a form of the page has a mistake.
fn list_target<'c>(ctx: &'c RequestContext) -> &'c str {
    if ctx.method() == "POST" { PATH } else { ctx.target() }
}

fn count(conn: &Connection, query: &ListQuery) -> store::Result<Count> {
    let found = waitlist_list::count(conn, query, Count::MAX + 1)?;
    Ok(if query.search.is_empty() { Count::Exact(found) } else { Count::up_to_max(found) })
}

fn lead(lang: Lang, program: &Program) -> Markup {
    html! { p.lead { (lang.plural("waitlist-lead", program.places_per_referral)) } }
}

fn next_form(ctx: &RequestContext, fields: &FormInput) -> Result<Markup, HttpError> {
    let form = Form::new(ctx, fields);
    let inside = html! {
        (form.field(NEXT))
        p.actions { button type="submit" { (ctx.lang().text("waitlist-admit-next")) } }
    };
    form.render("/admin/waitlist/next", inside)
}

/// `POST /admin/waitlist/next`: those with the first places.
pub fn submit_next(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    let next = fields.required("next", |text| match text.trim().parse::<usize>() {
        Ok(count) if (1..=MAX_ADMITTED).contains(&count) => Ok(count),
        Ok(_) => Err(ValidationError::OutOfRange),
        Err(_) => Err(ValidationError::NotANumber),
    });
    let Some(next) = next.filter(|_| fields.errors().is_empty()) else { return page(ctx, &fields) };
    let (config, by) = (&ctx.app.config, admin.audit_source());
    let admitted = ctx
        .app
        .db
        .write(|tx| -> ProgramResult<Vec<i64>> { admission::admit_next(tx, config, next, &by, ctx.now) });
    finish(ctx, admitted, Flash::AlreadySo)
}

/// `POST /admin/waitlist/chosen`
pub fn submit_chosen(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_form()?;
    fields.finish()?;
    let mut chosen = fields.integers("chosen");
    chosen.truncate(list::PAGE_ROWS);
    let names: Vec<ParticipantName> = chosen.into_iter().map(ParticipantName::Number).collect();
    let (config, by) = (&ctx.app.config, admin.audit_source());
    let admitted = ctx
        .app
        .db
        .write(|tx| -> ProgramResult<Vec<i64>> { admission::admit(tx, config, &names, &by, ctx.now) });
    finish(ctx, admitted, Flash::NoneChosen)
}

fn finish(ctx: &RequestContext, admitted: ProgramResult<Vec<i64>>, none: Flash) -> HandlerResult {
    match admitted {
        Ok(people) if people.is_empty() => none.leave(ctx),
        Ok(_) => {
            ctx.app.mail_waker.notify();
            Flash::Admitted.leave(ctx);
        }
        // The list changed since it was read.
        Err(ProgramError::Unprocessable(_) | ProgramError::Conflict(_)) => Flash::AlreadySo.leave(ctx),
        Err(why) => return Err(why.into()),
    }
    Ok(response::see_other(PATH))
}
