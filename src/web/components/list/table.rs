//! Rows of a list as a table: dense, two lines a row on a phone.

use maud::{Markup, html};

use crate::i18n::Lang;
use crate::web::components::empty;
use crate::web::components::list::{CellContext, Column, ListPage, Order};

/// Rows that can be chosen, and what can be done with them.
pub struct Selection<'s, R> {
    /// Value of a row's `chosen` field, and the name that its label has; `None` where it cannot be chosen.
    pub value: &'s dyn Fn(&R) -> Option<(i64, String)>,
    /// Where the form is sent.
    pub action: &'s str,
    /// Fields and buttons under the table, the CSRF token among them.
    pub controls: Markup,
}

impl<R> ListPage<R> {
    /// The table, or what an empty list says: `nothing` are the text keys of a title and a sentence for
    /// a list that never had a row.
    pub fn table(
        &self,
        cell: CellContext,
        label: &str,
        selection: Option<Selection<R>>,
        nothing: [&'static str; 2],
    ) -> Markup {
        let lang = cell.lang;
        if self.rows.is_empty() {
            return self.empty(lang, nothing);
        }
        let table = html! {
            @let choose_all = selection.as_ref().map(|_| lang.text("list-choose-all"));
            table.fold role="table" aria-label=(label) data-choose-all=[choose_all] {
                thead role="rowgroup" {
                    tr role="row" {
                        @if selection.is_some() { td.tick role="cell" {} }
                        @for column in self.shown_columns() { (self.heading(lang, column)) }
                    }
                }
                tbody role="rowgroup" {
                    @for row in &self.rows {
                        tr role="row" {
                            @if let Some(selection) = &selection { (tick(lang, (selection.value)(row))) }
                            @for (place, column) in self.shown_columns().enumerate() {
                                @let inside = column.cell.map(|show| show(&cell, row));
                                @let class = (!column.class.is_empty()).then_some(column.class);
                                @if place == 0 {
                                    th class=[class] role="rowheader" scope="row" { (inside.unwrap_or_default()) }
                                } @else {
                                    td class=[class] role=[role_of_cell(column.class)] { (inside.unwrap_or_default()) }
                                }
                            }
                        }
                    }
                }
            }
        };
        html! {
            div.list {
                @match selection {
                    None => (table),
                    Some(selection) => form method="post" action=(selection.action) {
                        (table)
                        div.bulk {
                            span { (lang.text("list-chosen")) " " b data-chosen {} }
                            (selection.controls)
                        }
                    },
                }
            }
        }
    }

    fn shown_columns(&self) -> impl Iterator<Item = &'static Column<R>> {
        self.list.columns.iter().filter(|column| column.cell.is_some())
    }

    fn heading(&self, lang: Lang, column: &Column<R>) -> Markup {
        // Second text is a matter of rows.
        let class = column.class.trim_end_matches("soft").trim_end();
        let class = (!class.is_empty()).then_some(class);
        let Some(first) = column.order else {
            return html! { th class=[class] role="columnheader" scope="col" { (lang.text(column.label)) } };
        };
        let is_sorted = self.state.sort == column.name;
        let next = match (is_sorted, self.state.order) {
            (false, _) => first,
            (true, Order::Ascending) => Order::Descending,
            (true, Order::Descending) => Order::Ascending,
        };
        let (sorted, arrow) = match self.state.order {
            Order::Ascending => ("ascending", "↑"),
            Order::Descending => ("descending", "↓"),
        };
        html! {
            th class=[class] role="columnheader" scope="col" aria-sort=[is_sorted.then_some(sorted)] {
                a href=(self.state.sort_link(column.name, next)) {
                    (lang.text(column.label)) @if is_sorted { " " span aria-hidden="true" { (arrow) } }
                }
            }
        }
    }

    fn empty(&self, lang: Lang, [title, lead]: [&'static str; 2]) -> Markup {
        if self.state.is_all() && self.state.first == 1 {
            return empty::empty("·", &lang.text(title), &lang.text(lead), None);
        }
        let back = html! { a.button.quiet href=(self.state.path()) { (lang.text("list-show-all")) } };
        empty::nothing_found(
            "·",
            &lang.text("list-none-found"),
            &lang.text("list-none-found-lead"),
            Some(back),
        )
    }
}

/// A cell that a phone shows is a block there, and needs its role said; the others are not shown.
fn role_of_cell(class: &str) -> Option<&'static str> {
    class.split(' ').any(|class| matches!(class, "k1" | "k2" | "k3" | "k4")).then_some("cell")
}

fn tick(lang: Lang, chosen: Option<(i64, String)>) -> Markup {
    html! {
        td.tick role="cell" {
            @if let Some((value, name)) = chosen {
                input type="checkbox" name="chosen" value=(value)
                    aria-label=(lang.format("list-choose", &[("name", name.into())]));
            }
        }
    }
}
