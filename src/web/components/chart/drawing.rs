//! What picture and table of a chart have in common: columns, layers, and their words.

use crate::domain::funnel::{DayStats, Funnel};
use crate::domain::timestamp::{DAY, Timestamp};
use crate::i18n::Lang;
use crate::web::components::chart::columns::{self, Column, Unit};

/// What a column is stacked from, upward.
#[derive(Clone, Copy)]
pub(super) struct Layer {
    /// CSS class.
    pub class: &'static str,
    /// Text key of the name.
    pub name: &'static str,
    pub amount: fn(&Funnel) -> i64,
}

const LAYERS: [Layer; 4] = [
    Layer { class: "counts", name: "count-counted", amount: |funnel| funnel.counted },
    Layer { class: "waiting", name: "count-waiting", amount: Funnel::waiting },
    Layer { class: "rejected", name: "count-rejected", amount: |funnel| funnel.rejected },
    Layer { class: "frozen", name: "count-frozen", amount: |funnel| funnel.frozen },
];

pub(super) struct Drawing {
    pub lang: Lang,
    pub now: Timestamp,
    pub unit: Unit,
    pub columns: Vec<Column>,
    pub layers: Vec<Layer>,
    /// `30 days before`.
    pub before_text: String,
}

impl Drawing {
    /// Of consecutive days, whose sum is `all`.
    pub fn new(
        lang: Lang,
        days: &[DayStats],
        before: Option<&[DayStats]>,
        now: Timestamp,
        all: &Funnel,
    ) -> Drawing {
        let unit = Unit::of(days.len());
        // The first two are always there, the others only when there are some.
        let is_shown = |(place, layer): &(usize, Layer)| *place < 2 || (layer.amount)(all) > 0;
        let layers = LAYERS.into_iter().enumerate().filter(is_shown).map(|(_, layer)| layer).collect();
        let before_text = lang.plural("chart-before", days.len() as i64);
        Drawing { lang, now, unit, columns: columns::of_days(days, before, unit), layers, before_text }
    }

    /// What a column shows: `Wed 25 Nov`, `2–8 Nov`, and that the last is not over.
    pub fn column_text(&self, column: &Column) -> String {
        let (first, last) = (moment(column.first), moment(column.last));
        let date = match self.unit {
            Unit::Day => self.lang.weekday_date(first, self.now),
            Unit::Week | Unit::Month => self.lang.date_span(first, last, self.now),
        };
        let is_open = column.last == self.now.day();
        if is_open { format!("{date} · {}", self.lang.text("chart-so-far")) } else { date }
    }

    /// `Counts 163, Waiting 7`, for readers who do not see the picture.
    pub fn sums(&self, all: &Funnel) -> String {
        let part = |layer: &Layer| {
            format!("{} {}", self.lang.text(layer.name), self.lang.number((layer.amount)(all)))
        };
        self.layers.iter().map(part).collect::<Vec<_>>().join(", ")
    }
}

/// The first second of a day.
pub(super) fn moment(day: i64) -> Timestamp {
    Timestamp(day.saturating_mul(DAY))
}
