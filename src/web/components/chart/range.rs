//! Range of a chart: what the query asks for, and the links that change it.

use maud::{Markup, html};

use crate::domain::timestamp::{DAY, Timestamp};
use crate::i18n::Lang;
use crate::web::components::icon::Icon;

/// Days of the ranges with a name; 30 is the default.
const PRESETS: [i64; 3] = [7, 30, 90];
const DEFAULT_DAYS: i64 = 30;

/// The longest period: ten years.
const MAX_DAYS: i64 = 3653;

/// Which days, and whether the ones before are shown for comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Days since 1970-01-01; `before` is not part of it.
    pub since: i64,
    pub before: i64,
    pub kind: Kind,
    pub compares: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A number of days up to today.
    Days(i64),
    All,
    /// Dates that were typed.
    Dates,
}

impl Range {
    /// Reads `range`, `from`, `to` and `compare` of a query; `start` is the first day that there is
    /// something of. What cannot be read is the default.
    pub fn from_query(query: impl Fn(&str) -> Option<String>, start: i64, now: Timestamp) -> Range {
        let (today, compares) = (now.day(), query("compare").as_deref() != Some("no"));
        let preset = |days: i64| Range {
            since: today - days + 1,
            before: today + 1,
            kind: Kind::Days(days),
            compares,
        };
        let date = |name: &str| query(name).and_then(|text| Timestamp::end_of_date(text.trim()));
        if let (Some(from), Some(to)) = (date("from"), date("to")) {
            let (since, before) = (from.day() - 1, to.day().min(today + 1));
            if since < before && before - since <= MAX_DAYS {
                return Range { since, before, kind: Kind::Dates, compares };
            }
        }
        match query("range").as_deref() {
            Some("all") => {
                let since = start.clamp(today - MAX_DAYS + 1, today - 6);
                Range { since, before: today + 1, kind: Kind::All, compares: false }
            }
            Some(text) => match text.parse() {
                Ok(days) if PRESETS.contains(&days) => preset(days),
                _ => preset(DEFAULT_DAYS),
            },
            None => preset(DEFAULT_DAYS),
        }
    }

    pub fn days(self) -> i64 {
        self.before - self.since
    }

    /// First day of the period before, which has as many days.
    pub fn since_before(self) -> i64 {
        self.since - self.days()
    }

    /// The query that shows this range.
    pub fn query(self) -> String {
        self.query_with(self.compares)
    }

    /// The same with or without the comparison.
    fn query_with(self, compares: bool) -> String {
        let range = match self.kind {
            Kind::Days(days) => format!("range={days}"),
            Kind::All => "range=all".to_owned(),
            Kind::Dates => {
                let date = |day: i64| Timestamp(day.saturating_mul(DAY)).date();
                format!("from={}&to={}", date(self.since), date(self.before - 1))
            }
        };
        if compares || self.kind == Kind::All { range } else { format!("{range}&compare=no") }
    }

    /// Links to the other ranges of the page at `path`, own dates, and the comparison on or off.
    pub fn picker(self, lang: Lang, path: &str, id: &str) -> Markup {
        let date = |day: i64| Timestamp(day.saturating_mul(DAY)).date();
        let (from_id, to_id) = (format!("{id}-from"), format!("{id}-to"));
        let with = if self.compares || self.kind == Kind::All { "" } else { "&compare=no" };
        let dates_are_current = (self.kind == Kind::Dates).then_some("true");
        html! {
            div.bar.period {
                nav.range aria-label=(lang.text("chart-period")) {
                    @for days in PRESETS {
                        a href=(format!("{path}?range={days}{with}")) aria-current=[(self.kind == Kind::Days(days)).then_some("true")] {
                            (lang.plural("chart-days", days))
                        }
                    }
                    a href=(format!("{path}?range=all")) aria-current=[(self.kind == Kind::All).then_some("true")] { (lang.text("chart-all")) }
                }
                details.dates {
                    summary aria-current=[dates_are_current] { (lang.text("chart-own-dates")) }
                    form action=(path) {
                        label for=(from_id) { (lang.text("chart-from")) }
                        input id=(from_id) type="date" name="from" required value=(date(self.since));
                        label for=(to_id) { (lang.text("chart-to")) }
                        input id=(to_id) type="date" name="to" required value=(date(self.before - 1));
                        @if !self.compares { input type="hidden" name="compare" value="no"; }
                        button.quiet { (lang.text("chart-show")) }
                    }
                }
                @if self.kind != Kind::All {
                    a.button.quiet.compare href=(format!("{path}?{}", self.query_with(!self.compares))) {
                        @if self.compares { (Icon::Check) }
                        (lang.plural("chart-compared", self.days()))
                        span.hidden { ": " (lang.text(if self.compares { "chart-compare-stop" } else { "chart-compare" })) }
                    }
                }
            }
        }
    }
}
