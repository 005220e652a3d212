//! Days of the week, spans and shares: for rows, charts and paths.

use crate::domain::timestamp::{DAY, HOUR, MINUTE, Timestamp};
use crate::i18n::{Lang, SHORT_MONTHS};

const WEEKDAYS: [&str; 7] =
    ["weekday-1", "weekday-2", "weekday-3", "weekday-4", "weekday-5", "weekday-6", "weekday-7"];

impl Lang {
    /// `Mon 2 Nov`.
    pub fn weekday_date(self, at: Timestamp, now: Timestamp) -> String {
        let weekday = usize::from(at.utc().weekday().number_days_from_monday());
        format!("{} {}", self.text(WEEKDAYS[weekday]), self.short_date(at, now))
    }

    /// `Nov 2025`.
    pub fn month_year(self, at: Timestamp) -> String {
        let at = at.utc();
        format!("{} {}", self.text(SHORT_MONTHS[usize::from(u8::from(at.month())) - 1]), at.year())
    }

    /// From one date to another, both inclusive: `2–8 Nov`, `30 Oct – 5 Nov`, `2 Nov`.
    pub fn date_span(self, first: Timestamp, last: Timestamp, now: Timestamp) -> String {
        let end = self.short_date(last, now);
        let (from, to) = (first.utc(), last.utc());
        if first.day() == last.day() {
            end
        } else if (from.year(), from.month()) == (to.year(), to.month()) {
            let day = from.day().to_string();
            self.format("date-span", &[("day", day.as_str().into()), ("end", end.as_str().into())])
        } else {
            format!("{} – {end}", self.short_date(first, now))
        }
    }

    /// `20 s`, `5 min`, `3 h`, `2 days`: the largest unit that fits, rounded down.
    pub fn span(self, seconds: i64) -> String {
        match seconds.max(0) {
            s if s < MINUTE => self.plural("span-seconds", s),
            s if s < HOUR => self.plural("span-minutes", s / MINUTE),
            s if s < DAY => self.plural("span-hours", s / HOUR),
            s => self.plural("span-days", s / DAY),
        }
    }

    /// `18 %`; under one percent `< 1 %`. `None` for a part of nothing.
    pub fn percent(self, part: i64, whole: i64) -> Option<String> {
        if whole <= 0 {
            return None;
        }
        let percent = (part.saturating_mul(100).saturating_add(whole / 2)) / whole;
        let sign = if percent == 0 && part > 0 { "< " } else { "" };
        let shown = self.number(if sign.is_empty() { percent } else { 1 });
        Some(format!("{sign}{}", self.format("percent", &[("n", shown.as_str().into())])))
    }
}
