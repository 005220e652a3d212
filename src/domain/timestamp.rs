//! A point in time, in whole seconds: what a request is answered at, what a row carries.

use time::format_description::BorrowedFormatItem;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Date, OffsetDateTime, PrimitiveDateTime, Time};

/// Seconds since 1970-01-01T00:00:00Z. Taken once per request and passed on as a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

const COMPACT: &[BorrowedFormatItem<'_>] = format_description!("[year][month][day]-[hour][minute][second]");

pub const MINUTE: i64 = 60;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;

impl Timestamp {
    #[must_use]
    pub fn plus(self, seconds: i64) -> Timestamp {
        Timestamp(self.0.saturating_add(seconds))
    }

    #[must_use]
    pub fn minus(self, seconds: i64) -> Timestamp {
        Timestamp(self.0.saturating_sub(seconds))
    }

    /// Seconds from `earlier` to `self`; negative when the clock went back.
    pub fn since(self, earlier: Timestamp) -> i64 {
        self.0.saturating_sub(earlier.0)
    }

    /// The number of the UTC day, counted from 1970-01-01.
    pub fn day(self) -> i64 {
        self.0.div_euclid(DAY)
    }

    /// `2026-01-31T12:00:00Z` (RFC 3339, UTC).
    pub fn rfc3339(self) -> String {
        self.utc().format(&Rfc3339).unwrap_or_default()
    }

    /// Reads RFC 3339 with any offset; `None` for anything else.
    pub fn from_rfc3339(text: &str) -> Option<Timestamp> {
        let at = OffsetDateTime::parse(text, &Rfc3339).ok()?;
        Some(Timestamp(at.unix_timestamp()))
    }

    /// Reads `Sun, 06 Nov 1994 08:49:37 GMT`, the preferred form of RFC 9110 5.6.7.
    pub fn from_http_date(text: &str) -> Option<Timestamp> {
        let format = format_description!(
            "[weekday repr:short], [day] [month repr:short] [year] [hour]:[minute]:[second] GMT"
        );
        let at = PrimitiveDateTime::parse(text, &format).ok()?;
        Some(Timestamp(at.assume_utc().unix_timestamp()))
    }

    /// `20260131-120000`, UTC: part of a file's name, in whose order times are ordered.
    pub fn compact(self) -> String {
        self.utc().format(COMPACT).unwrap_or_default()
    }

    /// Reads what `compact` writes, and nothing else.
    pub fn from_compact(text: &str) -> Option<Timestamp> {
        let at = PrimitiveDateTime::parse(text, COMPACT).ok()?;
        Some(Timestamp(at.assume_utc().unix_timestamp()))
    }

    /// `2026-01-31`, the UTC date, as `<input type="date">` writes it.
    pub fn date(self) -> String {
        let format = format_description!("[year]-[month]-[day]");
        self.utc().format(&format).unwrap_or_default()
    }

    /// The first second after the UTC day that `text` (`2026-01-31`) names: a code that expires
    /// «on» a date works through the end of it.
    pub fn end_of_date(text: &str) -> Option<Timestamp> {
        let format = format_description!("[year]-[month]-[day]");
        let date = Date::parse(text, &format).ok()?;
        let midnight = OffsetDateTime::new_utc(date, Time::MIDNIGHT);
        Some(Timestamp(midnight.unix_timestamp()).plus(DAY))
    }

    /// Values outside of what a calendar holds read as its first moment, so that formatting never
    /// fails.
    pub fn utc(self) -> OffsetDateTime {
        OffsetDateTime::from_unix_timestamp(self.0).unwrap_or(OffsetDateTime::UNIX_EPOCH)
    }
}
