//! The chart as a table: each column that is not empty, newest first.

use maud::{Markup, html};

use crate::domain::funnel::Funnel;
use crate::web::components::chart::columns::{Column, Unit};
use crate::web::components::chart::drawing::Drawing;

pub(super) fn table(drawing: &Drawing, labelled_by: &str) -> Markup {
    let Drawing { lang, unit, columns, layers, .. } = drawing;
    let first = match unit {
        Unit::Day => "chart-day",
        Unit::Week => "chart-week",
        Unit::Month => "chart-month",
    };
    let is_shown = |column: &&Column| column.funnel != Funnel::default() || column.before > Some(0);
    html! {
        table.numeric aria-labelledby=(labelled_by) {
            thead { tr {
                th scope="col" { (lang.text(first)) }
                th.opt scope="col" { (lang.text("count-clicks")) }
                th.opt scope="col" { (lang.text("count-people")) }
                th scope="col" { (lang.text("count-registered")) }
                @for layer in layers { th scope="col" { (lang.text(layer.name)) } }
            } }
            tbody {
                @for column in columns.iter().rev().filter(is_shown) {
                    tr {
                        th scope="row" { (drawing.column_text(column)) }
                        td.opt { (lang.number(column.funnel.clicks)) }
                        td.opt { (lang.number(column.funnel.visitors)) }
                        td { (lang.number(column.funnel.registered)) }
                        @for layer in layers { td { (lang.number((layer.amount)(&column.funnel))) } }
                    }
                }
            }
        }
    }
}
