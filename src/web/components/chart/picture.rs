//! The picture of a chart: axis, grid, weekends, bars, the period before, and the columns that show a
//! tip. Text never scales: it is outside of the pieces that are stretched to the width.

use std::fmt::Write;

use maud::{Markup, html};

use crate::web::components::chart::columns::{Column, Unit, is_monday, is_weekend};
use crate::web::components::chart::drawing::{Drawing, Layer, moment};
use crate::web::components::chart::scale::Scale;

/// Of the plot, in px: the top of the highest tick, and the base line.
const TOP: f64 = 10.0;
const BASE: f64 = 206.0;
/// Of the baselines of the dates below.
const DATES: f64 = 228.0;
/// Of the whole picture; the stylesheet has the same.
const HEIGHT: i64 = 240;

/// Width of a bar, as a part of its column.
const BAR: f64 = 0.68;

/// Labels below the plot, at most.
const MAX_LABELS: usize = 6;

pub(super) fn picture(drawing: &Drawing, label: &str) -> Markup {
    let Drawing { lang, unit, columns, layers, .. } = drawing;
    let most = columns.iter().map(|column| column.funnel.registered.max(column.before.unwrap_or(0)));
    let scale = Scale::of(most.max().unwrap_or(0));
    let y = |value: i64| BASE - (BASE - TOP) * value as f64 / scale.top as f64;
    let count = columns.len().max(1);
    let x = |place: f64| number(place * 100.0 / count as f64);
    let stretched = format!("0 0 {count} {HEIGHT}");
    let is_now = |column: &Column| column.last == drawing.now.day();
    html! {
        div.plot role="img" aria-label=(label) {
            svg aria-hidden="true" {
                @for tick in scale.ticks() {
                    text x="100%" dx="-8" y=(number(y(tick) + 4.0)) text-anchor="end" { (lang.number(tick)) }
                }
            }
            div.columns {
                svg aria-hidden="true" {
                    svg width="100%" height=(HEIGHT) viewBox=(stretched) preserveAspectRatio="none" {
                        @if *unit == Unit::Day { path.rest d=(weekends(columns)) {} }
                    }
                    @for tick in scale.ticks() {
                        line class=(if tick == 0 { "base" } else { "grid" }) x2="100%" y1=(number(y(tick))) y2=(number(y(tick))) {}
                    }
                    @for (place, is_odd) in labels(columns, *unit) {
                        (label_below(drawing, place, is_odd))
                    }
                    svg width="100%" height=(HEIGHT) viewBox=(stretched) preserveAspectRatio="none" {
                        @for (at, layer) in layers.iter().enumerate() {
                            path class=(layer.class) d=(bars(columns, layers, at, &y)) {}
                        }
                        @if let Some(points) = line_before(columns, &y) {
                            polyline.before.halo points=(points) {}
                            polyline.before points=(points) {}
                        }
                    }
                    @for (place, column) in columns.iter().enumerate().filter(|(_, column)| is_now(column)) {
                        circle.today cx={ (x(place as f64 + 0.5)) "%" } cy=(number(y(column.funnel.registered))) r="6" {}
                    }
                }
                div.hits aria-hidden="true" {
                    @for (place, column) in columns.iter().enumerate() {
                        // From 45 % on, a tip opens to the left.
                        i class=[(place * 100 >= count * 45).then_some("left")] { (tip(drawing, column)) }
                    }
                }
            }
        }
    }
}

/// What a column is about, in numbers.
fn tip(drawing: &Drawing, column: &Column) -> Markup {
    let Drawing { lang, layers, .. } = drawing;
    html! {
        span {
            b { (drawing.column_text(column)) }
            @for layer in layers {
                br; (lang.text(layer.name)) " " b { (lang.number((layer.amount)(&column.funnel))) }
            }
            @if let Some(before) = column.before { br; (drawing.before_text) " " b { (lang.number(before)) } }
        }
    }
}

/// Columns that are labelled, and whether a phone leaves the label out.
fn labels(columns: &[Column], unit: Unit) -> Vec<(usize, bool)> {
    let last = columns.len().saturating_sub(1);
    let step = columns.len().div_ceil(MAX_LABELS).max(1);
    let mut chosen: Vec<usize> = match unit {
        Unit::Day if columns.len() > 10 => {
            // Mondays, every one, second or fourth.
            let mondays: Vec<usize> =
                (0..columns.len()).filter(|place| is_monday(columns[*place].first)).collect();
            let every = mondays.len().div_ceil(MAX_LABELS).max(1);
            mondays.into_iter().step_by(every).collect()
        }
        Unit::Day => (0..columns.len()).collect(),
        Unit::Week | Unit::Month => (0..columns.len()).step_by(step).collect(),
    };
    // The last column has its label at the right edge, and room for it.
    let room = if columns.len() > 10 { columns.len() / 12 } else { 0 };
    chosen.retain(|place| place + room < last);
    chosen.push(last);
    let count = chosen.len();
    chosen.into_iter().enumerate().map(|(at, place)| (place, (count - 1 - at) % 2 == 1)).collect()
}

fn label_below(drawing: &Drawing, place: usize, is_odd: bool) -> Markup {
    let Drawing { lang, columns, .. } = drawing;
    let Some(column) = columns.get(place) else { return html! {} };
    let x = number((place as f64 + 0.5) * 100.0 / columns.len() as f64);
    let is_last = place + 1 == columns.len() && columns.len() > 10;
    let date = match drawing.unit {
        Unit::Day | Unit::Week => lang.short_date(moment(column.first), drawing.now),
        Unit::Month => lang.month_year(moment(column.first)),
    };
    html! {
        text.odd[is_odd] x={ (if is_last { "100" } else { &x }) "%" } y=(DATES)
            text-anchor=(if is_last { "end" } else { "middle" }) { (date) }
        line.base x1={ (x) "%" } x2={ (x) "%" } y1=(BASE) y2=(BASE + 5.0) {}
    }
}

/// The bars of one layer, on top of those below it: a rectangle a column.
fn bars(columns: &[Column], layers: &[Layer], at: usize, y: &impl Fn(i64) -> f64) -> String {
    let mut path = String::new();
    for (place, column) in columns.iter().enumerate() {
        let below: i64 = layers[..at].iter().map(|layer| (layer.amount)(&column.funnel)).sum();
        let amount = (layers[at].amount)(&column.funnel);
        if amount > 0 {
            let (bottom, height) = (y(below), y(below) - y(below + amount));
            let left = place as f64 + (1.0 - BAR) / 2.0;
            let _ = write!(path, "M{} {}h{BAR}v-{}h-{BAR}z", number(left), number(bottom), number(height));
        }
    }
    path
}

/// The ground of Saturdays and Sundays.
fn weekends(columns: &[Column]) -> String {
    let mut path = String::new();
    for (place, _) in columns.iter().enumerate().filter(|(_, column)| is_weekend(column.first)) {
        let _ = write!(path, "M{place} {TOP}h1v{}h-1z", BASE - TOP);
    }
    path
}

fn line_before(columns: &[Column], y: &impl Fn(i64) -> f64) -> Option<String> {
    let mut points = String::new();
    for (place, column) in columns.iter().enumerate() {
        let _ = write!(points, "{place}.5,{} ", number(y(column.before?)));
    }
    (!points.is_empty()).then_some(points)
}

/// At most two digits behind the point, and no zeros at the end.
fn number(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}
