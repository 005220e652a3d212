//! What the program owes by its rewards: due, on its way, pending by the day it falls due, and what of
//! it is expected to be taken back; by unit.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::domain::program::unit::Unit;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::i18n::money_text::{amount, unit_name};
use crate::store::liability::{self, Liability};
use crate::web::components::empty;
use crate::web::components::flow::{Amount, Place, flow};
use crate::web::pages::admin::{operator_page, table};
use crate::web::response::csv::{self, Row};
use crate::web::{Admin, HandlerResult, RequestContext};

/// Days that the page shows of each unit, soonest first; the CSV has all.
const SHOWN_DAYS: usize = 31;

const COLUMNS: &[&str] = &["unit", "what", "day", "amount"];

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let found = ctx.db_read(|conn| liability::list(conn, ctx.now))?;
    if ctx.query_param("format").as_deref() == Some("csv") {
        return download(lang, &found);
    }
    let title = lang.text("admin-liability");
    let body = html! {
        div.head {
            h1 { (title) }
            p.actions.push { a.button.quiet href="/admin/liability?format=csv" { (lang.text("list-download")) } }
        }
        @if found.is_empty() {
            (empty::empty("0", &lang.text("liability-none"), &lang.text("liability-lead"), None))
        } @else {
            p.lead { (lang.text("liability-lead")) }
        }
        @for (place, (unit, of)) in found.iter().enumerate() { (unit_section(lang, place, unit, of, ctx.now)) }
    };
    operator_page(ctx, &title, body)
}

fn unit_section(lang: Lang, place: usize, unit: &str, of: &Liability, now: Timestamp) -> Markup {
    let shown = |n: i64| amount(lang, n, unit);
    let name = lang.text("state-pending");
    let mut pending = Amount::new(Place::Open, &name, shown(of.pending));
    pending.note = (of.expected_reversals > 0).then(|| {
        let back = shown(of.expected_reversals);
        html! { (lang.format("liability-reversals", &[("amount", back.into())])) }
    });
    let days = of.by_day.iter().take(SHOWN_DAYS);
    let days = days.map(|(day, n)| (lang.short_date(Timestamp(*day), now), *n));
    let later: i64 = of.by_day.values().skip(SHOWN_DAYS).sum();
    let rest = [("liability-later", later), ("liability-undated", of.undated)];
    let rest = rest.into_iter().filter(|(_, n)| *n != 0).map(|(key, n)| (lang.text(key).to_owned(), n));
    let rows: Vec<_> =
        days.chain(rest).map(|(when, n)| [html! { (when) }, html! { b { (shown(n)) } }]).collect();
    let id = format!("unit-{place}");
    html! {
        section.card aria-labelledby=(id) {
            h2 id=(id) { (unit_name(unit)) }
            (flow(&[
                Amount::new(Place::Settled, &lang.text("state-paying"), shown(of.paying)),
                pending,
                Amount::new(Place::End, &lang.text("state-due"), shown(of.due)),
            ]))
            @if !rows.is_empty() { (table(lang, &id, ["liability-falls-due", "rewards-amount"], rows)) }
        }
    }
}

fn download(lang: Lang, found: &BTreeMap<String, Liability>) -> HandlerResult {
    let mut rows: Option<Vec<Row>> = Some(found.iter().flat_map(|(unit, of)| rows_of(unit, of)).collect());
    let next = move || -> Result<Vec<Row>, crate::store::Error> { Ok(rows.take().unwrap_or_default()) };
    csv::csv_response("liability", COLUMNS, lang.list_separator(), next)
}

fn rows_of(unit: &str, of: &Liability) -> Vec<Row> {
    let known = Unit::from_name(unit);
    let row = |what: &str, day: String, n: i64| {
        let amount = known.as_ref().map_or_else(|| n.to_string(), |unit| unit.decimal(n));
        vec![unit.to_owned(), what.to_owned(), day, amount]
    };
    let date = |day: i64| Timestamp(day).rfc3339().chars().take(10).collect();
    let mut rows = vec![
        row("due", String::new(), of.due),
        row("paying", String::new(), of.paying),
        row("pending", String::new(), of.pending),
    ];
    rows.extend(of.by_day.iter().map(|(day, n)| row("falls_due", date(*day), *n)));
    if of.undated != 0 {
        rows.push(row("undated", String::new(), of.undated));
    }
    rows.push(row("expected_reversals", String::new(), of.expected_reversals));
    rows
}
