//! Chart: sign-ups by day, stacked by what became of them, as SVG without a script. The table below
//! says the same in text; a script lets the arrow keys walk through the columns.

mod columns;
mod drawing;
mod picture;
pub mod range;
mod scale;
mod sparkline;
mod table;

use maud::{Markup, html};

use crate::domain::funnel::{DayStats, Funnel};
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::web::components::chart::drawing::{Drawing, moment};
pub use sparkline::sparkline;

/// Chart of consecutive days, oldest first.
pub struct Chart<'a> {
    /// Prefix of element ids.
    pub id: &'static str,
    pub title: &'a str,
    pub days: &'a [DayStats],
    /// As many days before them, to compare with.
    pub before: Option<&'a [DayStats]>,
    pub now: Timestamp,
}

impl Chart<'_> {
    pub fn render(&self, lang: Lang) -> Markup {
        let all: Funnel = self.days.iter().map(|day| day.funnel).sum();
        let drawing = Drawing::new(lang, self.days, self.before, self.now, &all);
        let span = self.span(lang);
        let title_id = format!("{}-title", self.id);
        let in_all = lang.plural("chart-in-all", all.registered);
        let label = format!("{}, {span}: {}", self.title, drawing.sums(&all));
        html! {
            figure.card {
                div.hd {
                    h2 id=(title_id) { (self.title) }
                    span { (span) ", " (in_all) }
                }
                p.legend {
                    @for layer in &drawing.layers { span class=(layer.class) { (lang.text(layer.name)) } }
                    @if self.before.is_some() { span.prior { (drawing.before_text) } }
                }
                (picture::picture(&drawing, &label))
                details.more {
                    summary { (lang.text("chart-table")) }
                    (table::table(&drawing, &title_id))
                }
            }
        }
    }

    /// `1–30 Nov`.
    fn span(&self, lang: Lang) -> String {
        match (self.days.first(), self.days.last()) {
            (Some(first), Some(last)) => lang.date_span(moment(first.day), moment(last.day), self.now),
            _ => String::new(),
        }
    }
}
