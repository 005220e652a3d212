//! Admin home: what needs attention, tiles with the change against the period before, sign-ups by day,
//! the best codes and the latest events. A new installation sees what is left to set up.

use maud::{Markup, html};

use crate::domain::funnel::{DayStats, Funnel, fill_days};
use crate::i18n::Lang;
use crate::store::audit_list::{self, AuditFilter, ListedEntry};
use crate::store::health::{self, TableCounts};
use crate::store::overview::{self, TopCode, Waiting};
use crate::store::{self, funnels};
use crate::web::components::chart::{Chart, range::Range, sparkline};
use crate::web::components::icon::Icon;
use crate::web::pages::{
    admin::{events, first_steps, links::user_link, operator_page},
    statistics,
};
use crate::web::response::csv;
use crate::web::{Admin, HandlerResult, RequestContext};

/// Entries of the audit log.
const LATEST_ROWS: usize = 6;

/// Codes with most referees that count.
const TOP_ROWS: usize = 6;

/// What the page reads.
struct Numbers {
    days: Vec<DayStats>,
    before: Option<Vec<DayStats>>,
    counts: TableCounts,
    waiting: Waiting,
    top: Vec<TopCode>,
    latest: Vec<ListedEntry>,
}

pub fn show(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let lang = ctx.lang();
    let start = ctx.db_read(overview::find_first_day)?;
    let range = Range::from_query(|name| ctx.query_param(name), start.unwrap_or(ctx.now.day()), ctx.now);
    let numbers = ctx.db_read(|conn| -> store::Result<Numbers> {
        let days = |since, before| -> store::Result<Vec<DayStats>> {
            Ok(fill_days(funnels::list_days(conn, since, before)?, since, before))
        };
        Ok(Numbers {
            days: days(range.since, range.before)?,
            before: range.compares.then(|| days(range.since_before(), range.since)).transpose()?,
            counts: health::count_all(conn)?,
            waiting: overview::count_waiting(conn)?,
            top: overview::list_top_codes(conn, TOP_ROWS)?,
            latest: audit_list::list(conn, &events::newest(ctx.now, LATEST_ROWS), &AuditFilter::default())?,
        })
    })?;
    let steps = first_steps::read(ctx, &numbers.counts)?;
    if start.is_none() {
        return first_steps::welcome(ctx, admin, &steps);
    }
    let Numbers { days, before, waiting, top, latest, .. } = &numbers;
    let title = lang.text("admin-overview");
    let chart = Chart {
        id: "signups",
        title: &lang.text("chart-signups"),
        days,
        before: before.as_deref(),
        now: ctx.now,
    };
    let body = html! {
        div.head { h1 { (title) } }
        div data-refresh="needs" { (needs(lang, waiting)) }
        (range.picker(lang, "/admin", "range"))
        (tiles(lang, days, before.as_deref()))
        (chart.render(lang))
        p.actions { a href=(csv::link(lang, "/api/v1/overview")) { (lang.text("table-download")) } }
        div.pair {
            section.card.flush aria-labelledby="top" {
                div.hd { h2 #top { (lang.text("overview-top")) } a href="/admin/codes?sort=-counts" { (lang.text("admin-codes")) } }
                (top_codes(lang, top))
            }
            section.card aria-labelledby="latest" data-refresh="latest" {
                div.hd { h2 #latest { (lang.text("overview-latest")) } a href="/admin/audit" { (lang.text("admin-audit")) } }
                (events::list_named(lang, latest, ctx.now))
            }
        }
        @if !steps.are_done() { (steps.folded(ctx)?) }
    };
    operator_page(ctx, &title, body)
}

/// What an admin has to act on, at most three.
fn needs(lang: Lang, waiting: &Waiting) -> Markup {
    let needs = [
        (waiting.reviews, "/admin/reviews", "need-reviews"),
        (waiting.messages_dead, "/admin/emails?state=dead", "need-emails"),
    ];
    let needs: Vec<_> = needs.iter().filter(|(n, ..)| *n > 0).collect();
    html! {
        @if !needs.is_empty() {
            ul.need aria-label=(lang.text("overview-todo")) {
                @for (n, path, sentence) in needs {
                    li { a href=(path) { b { (lang.number(*n)) } " " (lang.plural(sentence, *n)) (Icon::Next) } }
                }
            }
        }
    }
}

/// Numbers of the period, each with its days as a line and its change against the period before.
fn tiles(lang: Lang, days: &[DayStats], before: Option<&[DayStats]>) -> Markup {
    type Number = fn(&Funnel) -> i64;
    let sum = |days: &[DayStats], of: Number| days.iter().map(|day| of(&day.funnel)).sum::<i64>();
    let tiles: [(&'static str, Number); 4] = [
        ("count-people", |f| f.visitors),
        ("count-registered", |f| f.registered),
        ("state-counts", |f| f.counted),
        ("state-waiting", Funnel::waiting),
    ];
    html! {
        dl.tiles data-refresh="tiles" {
            @for (name, of) in tiles {
                @let now = sum(days, of);
                div {
                    dt { (lang.text(name)) }
                    dd { (lang.number(now)) }
                    dd.by {
                        @if let Some(before) = before { (statistics::change(lang, now, sum(before, of)).unwrap_or_default()) }
                    }
                    (sparkline(&days.iter().map(|day| of(&day.funnel)).collect::<Vec<_>>()))
                }
            }
        }
    }
}

/// The best codes, with a bar behind each as long as its part of the best one.
fn top_codes(lang: Lang, top: &[TopCode]) -> Markup {
    let most = top.iter().map(|of| of.registered).max().unwrap_or(0).max(1);
    if top.is_empty() {
        return html! { p.pad.soft { (lang.text("codes-none")) } };
    }
    html! {
        table aria-labelledby="top" {
            thead { tr {
                th scope="col" { (lang.text("person-code")) }
                th.opt scope="col" { (lang.text("admin-owner")) }
                th.num scope="col" { (lang.text("count-registered")) }
                th.num scope="col" { (lang.text("state-counts")) }
            } }
            tbody {
                @for of in top {
                    tr {
                        th.cell scope="row" {
                            svg aria-hidden="true" { rect width={ (of.registered * 100 / most) "%" } height="100%" rx="4" {} }
                            span { a href=(format!("/admin/codes/{}", of.id)) { code { (of.referral_code) } } }
                        }
                        td.opt { (user_link(of.owner_id, &of.owner_name)) }
                        td.num { (lang.number(of.registered)) }
                        td.num { (lang.number(of.counted)) }
                    }
                }
            }
        }
    }
}
