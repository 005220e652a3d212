//! Calendar months of a time zone.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{ToSpan, ZonedDateTime};

use crate::domain::timestamp::Timestamp;

/// A time zone of the IANA database, whose copy is in the executable.
#[derive(Clone, Debug, PartialEq)]
pub struct Zone(TimeZone);

impl Default for Zone {
    fn default() -> Zone {
        Zone::utc()
    }
}

impl Zone {
    pub fn utc() -> Zone {
        Zone(TimeZone::UTC)
    }

    /// Reads a name such as `Europe/Berlin` or `UTC`; `None` for a name that the database lacks.
    pub fn from_name(name: &str) -> Option<Zone> {
        TimeZone::get(name).ok().map(Zone)
    }

    /// As many calendar months later, at the same time of the day. A day that the month lacks is its
    /// last: 31 January and one month are 28 or 29 February.
    pub fn plus_months(&self, at: Timestamp, months: u32) -> Timestamp {
        let later = self.zoned(at).checked_add(i64::from(months).months());
        later.map_or(Timestamp(i64::MAX), |later| Timestamp(later.timestamp().as_second()))
    }

    /// The first second of the calendar month that holds `at`.
    pub fn month_start(&self, at: Timestamp) -> Timestamp {
        let first = self.zoned(at).first_of_month().and_then(|day| day.start_of_day());
        first.map_or(at, |first| Timestamp(first.timestamp().as_second()))
    }

    /// The first second of a date such as `2026-01-31`; `None` for what is no date.
    pub fn date_start(&self, text: &str) -> Option<Timestamp> {
        let is_shaped = text.len() == 10;
        let date: Date = text.parse().ok().filter(|_| is_shaped)?;
        let start = date.to_zoned_datetime(self.0.clone()).ok()?;
        Some(Timestamp(start.timestamp().as_second()))
    }

    /// The calendar date of a moment, such as `2026-01-31`.
    pub fn date(&self, at: Timestamp) -> String {
        self.zoned(at).date().to_string()
    }

    /// The name of the zone in the database of time zones.
    pub fn name(&self) -> &str {
        self.0.iana_name().unwrap_or("UTC")
    }

    fn zoned(&self, at: Timestamp) -> ZonedDateTime {
        let at = jiff::Timestamp::from_second(at.0).unwrap_or(jiff::Timestamp::MAX);
        at.to_zoned_datetime(self.0.clone())
    }
}
