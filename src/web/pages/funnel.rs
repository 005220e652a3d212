//! Funnel from click to confirmed email address: numbers, and bar charts by day without a script.

use maud::{Markup, html};

use crate::domain::timestamp::{DAY, Timestamp};
use crate::i18n::Lang;
use crate::store::clicks::DayStats;

/// Clicks, unique visitors, registered, confirmed; the last two with their share of the previous
/// step.
pub fn funnel_numbers(lang: Lang, [clicks, people, registered, confirmed]: [i64; 4]) -> Markup {
    let steps = [
        ("count-clicks", clicks, None),
        ("count-people", people, None),
        (
            "count-registered",
            registered,
            percent(registered, people).map(|n| lang.plural("part-of-people", n)),
        ),
        (
            "count-confirmed",
            confirmed,
            percent(confirmed, registered).map(|n| lang.plural("part-of-registered", n)),
        ),
    ];
    html! {
        dl.numbers {
            @for (name, number, part) in steps {
                div {
                    dt { (lang.text(name)) @if let Some(part) = part { small { (part) } } }
                    dd { (number) }
                }
            }
        }
    }
}

/// Share in percent; `None` of zero, or when `of` is larger because some came without a click.
fn percent(of: i64, whole: i64) -> Option<i64> {
    (whole > 0 && of <= whole).then(|| (of * 100 + whole / 2) / whole)
}

/// Bar chart: a number a day, and a part of it in front.
pub struct BarChart {
    /// Prefix of element ids.
    pub id: &'static str,
    pub title: &'static str,
    pub all: (&'static str, fn(&DayStats) -> i64),
    pub some: (&'static str, fn(&DayStats) -> i64),
}

/// Chart of consecutive days. The SVG is stretched, so text is outside of it.
pub fn bar_chart(lang: Lang, bars: &BarChart, days: &[DayStats]) -> Markup {
    let (all, some) = (bars.all.1, bars.some.1);
    let something = |day: &DayStats| all(day) > 0 || some(day) > 0;
    let most = days.iter().map(all).max().unwrap_or(0);
    let sum = |number: fn(&DayStats) -> i64| days.iter().map(number).sum::<i64>();
    let names = [lang.text(bars.all.0), lang.text(bars.some.0)];
    let (title_id, desc_id) = (format!("{}-title", bars.id), format!("{}-desc", bars.id));
    let most_of_a_day = lang.plural("chart-most", most);
    let height = |number: i64| if most > 0 { number as f64 * 96.0 / most as f64 } else { 0.0 };
    let bar = |class: &str, x: usize, width: usize, number: i64| {
        let height = height(number);
        html! {
            rect.(class) x=(x) y=(format!("{:.1}", 100.0 - height)) width=(width) height=(format!("{height:.1}")) {}
        }
    };
    html! {
        figure.chart {
            figcaption {
                h3 { (lang.text(bars.title)) }
                p.legend {
                    span.all { (names[0]) ": " (sum(all)) }
                    span.some { (names[1]) ": " (sum(some)) }
                    span { (most_of_a_day) }
                }
            }
            @if days.iter().any(something) {
                svg viewBox=(format!("0 0 {} 100", days.len() * 10)) preserveAspectRatio="none" role="img"
                    aria-labelledby=(format!("{title_id} {desc_id}")) {
                    title id=(title_id) { (lang.text(bars.title)) }
                    desc id=(desc_id) { (names[0]) ": " (sum(all)) ", " (names[1]) ": " (sum(some)) ". " (most_of_a_day) }
                    @for (place, day) in days.iter().enumerate().filter(|(_, day)| something(day)) {
                        g {
                            title { (date(lang, day)) " — " (names[0]) ": " (all(day)) ", " (names[1]) ": " (some(day)) }
                            (bar("all", place * 10 + 1, 8, all(day)))
                            (bar("some", place * 10 + 3, 4, some(day)))
                        }
                    }
                }
                p.axis.muted aria-hidden="true" {
                    @for day in [days.first(), days.last()].into_iter().flatten() { span { (date(lang, day)) } }
                }
            }
        }
    }
}

/// The chart as a table for screen readers, without empty days.
pub fn day_table(lang: Lang, days: &[DayStats]) -> Markup {
    let columns = ["chart-day", "count-clicks", "count-people", "count-registered", "count-confirmed"]
        .map(|name| lang.text(name));
    let something = |day: &&DayStats| day.clicks + day.people + day.registered + day.confirmed > 0;
    html! {
        details {
            summary { (lang.text("chart-table")) }
            table role="table" {
                thead role="rowgroup" { tr role="row" {
                    @for column in columns { th role="columnheader" scope="col" { (column) } }
                } }
                tbody role="rowgroup" {
                    @for day in days.iter().rev().filter(something) {
                        tr role="row" {
                            th role="rowheader" scope="row" { (date(lang, day)) }
                            @for (name, number) in columns[1..].iter().zip([day.clicks, day.people, day.registered, day.confirmed]) {
                                td role="cell" data-label=(name) { (number) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn date(lang: Lang, day: &DayStats) -> String {
    lang.date(Timestamp(day.day.saturating_mul(DAY)))
}
