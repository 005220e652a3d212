//! Statistics of a member's code: totals, by day, by click source.

use maud::{Markup, html};

use crate::domain::code::CodeInput;
use crate::i18n::Lang;
use crate::store::click_sources::{self, ClickSource};
use crate::store::clicks::{self, DayStats};
use crate::store::{self, referrals};
use crate::web::pages::{
    funnel::{self, BarChart},
    layout::page,
};
use crate::web::response::csv;
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

/// Days in the charts and in the sums of click sources.
const CHART_DAYS: i64 = 30;

/// Click sources on the page; the CSV has more.
const SOURCE_ROWS: usize = 20;

pub(super) const CLICKS: BarChart = BarChart {
    id: "clicks",
    title: "chart-clicks",
    all: ("count-clicks", |day| day.clicks),
    some: ("count-people", |day| day.people),
};

pub(super) const PEOPLE: BarChart = BarChart {
    id: "came",
    title: "chart-people",
    all: ("count-registered", |day| day.registered),
    some: ("count-confirmed", |day| day.confirmed),
};

/// Statistics of the member's newest code, or the profile of a member without one.
pub fn newest(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let codes = ctx.db_read(|conn| referrals::list_by_user(conn, me.user.id, i64::MAX, 1))?;
    let newest = codes.first().map(|counted| &counted.referral.referral_code);
    Ok(response::see_other(&newest.map_or("/profile".into(), |code| format!("/profile/codes/{code}"))))
}

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    let tomorrow = ctx.now.day().saturating_add(1);
    let since = tomorrow.saturating_sub(CHART_DAYS);
    let found = ctx.db_read(|conn| -> store::Result<_> {
        let Some(code) = referrals::find_own_by_key(conn, me.user.id, &key)? else { return Ok(None) };
        Ok(Some((
            clicks::count_by_code(conn, code.id)?,
            clicks::list_days_by_code(conn, code.id, since, tomorrow)?,
            click_sources::list_by_code(conn, code.id, since, SOURCE_ROWS)?,
            code,
        )))
    })?;
    let Some(((clicks, people), known, origins, code)) = found else { return Err(HttpError::NotFound) };
    let mut known = known.into_iter().peekable();
    let days: Vec<DayStats> = (since..tomorrow)
        .map(|day| known.next_if(|known| known.day == day).unwrap_or(DayStats { day, ..DayStats::default() }))
        .collect();
    let name = &code.referral_code;
    let body = html! {
        h1 { (lang.text("numbers-title")) ": " code { (name) } }
        @if !code.description.is_empty() { p.quote { (code.description) } }
        (funnel::funnel_numbers(lang, [clicks, people, code.registered, code.confirmed]))
        section aria-labelledby="days" {
            h2 #days { (lang.plural("numbers-days", CHART_DAYS)) }
            (funnel::bar_chart(lang, &CLICKS, &days))
            (funnel::bar_chart(lang, &PEOPLE, &days))
            (funnel::day_table(lang, &days))
            p.actions { a href=(csv::link(lang, &format!("/api/v1/codes/{name}/days"))) { (lang.text("table-download")) } }
        }
        section aria-labelledby="origins" {
            h2 #origins { (lang.plural("numbers-origins", CHART_DAYS)) }
            @if origins.is_empty() {
                p.empty { (lang.text("numbers-no-origins")) }
            } @else {
                (table(lang, &origins))
                p.actions { a href=(csv::link(lang, &format!("/api/v1/codes/{name}/origins"))) { (lang.text("table-download")) } }
            }
        }
        p.actions {
            a href="/profile" { (lang.text("menu-profile")) }
            a href=(format!("/profile/referral/change?code={name}")) { (lang.text("menu-code-change")) }
        }
    };
    page(ctx, 200, &format!("{}: {name}", lang.text("numbers-title")), body)
}

fn table(lang: Lang, origins: &[(ClickSource, i64)]) -> Markup {
    let columns = ["origin-host", "origin-marks", "count-clicks"].map(|name| lang.text(name));
    html! {
        table role="table" aria-labelledby="origins" {
            thead role="rowgroup" { tr role="row" {
                @for column in columns { th role="columnheader" scope="col" { (column) } }
            } }
            tbody role="rowgroup" {
                @for (origin, clicks) in origins {
                    tr role="row" {
                        th role="rowheader" scope="row" { (host_text(lang, origin)) }
                        td role="cell" data-label=(columns[1]) { (utm_text(origin)) }
                        td role="cell" data-label=(columns[2]) { (clicks) }
                    }
                }
            }
        }
    }
}

fn host_text(lang: Lang, origin: &ClickSource) -> String {
    match origin.host.as_str() {
        "" => lang.text("origin-unknown").to_owned(),
        click_sources::OTHER => lang.text("origin-others").to_owned(),
        host => host.to_owned(),
    }
}

/// The `utm_*` values.
fn utm_text(origin: &ClickSource) -> String {
    let marks = [&origin.source, &origin.medium, &origin.campaign];
    let marks: Vec<&str> = marks.into_iter().filter(|mark| !mark.is_empty()).map(String::as_str).collect();
    if marks.is_empty() { "—".to_owned() } else { marks.join(" · ") }
}
