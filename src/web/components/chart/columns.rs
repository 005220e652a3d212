//! Columns of a chart: days, or weeks and months where days would be too narrow to tell apart.

use crate::domain::funnel::{DayStats, Funnel};
use crate::domain::timestamp::{DAY, Timestamp};

/// What a column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
}

/// The most columns of a unit: a phone has 300 pixels for them.
const MAX_COLUMNS: usize = 92;

impl Unit {
    pub fn of(days: usize) -> Unit {
        match days {
            0..=MAX_COLUMNS => Unit::Day,
            _ if days <= MAX_COLUMNS * 7 => Unit::Week,
            _ => Unit::Month,
        }
    }

    /// A number that is the same for days of one column.
    fn of_day(self, day: i64) -> i64 {
        match self {
            Unit::Day => day,
            // 1970-01-01 was a Thursday.
            Unit::Week => (day + 3).div_euclid(7),
            Unit::Month => {
                let date = Timestamp(day.saturating_mul(DAY)).utc();
                i64::from(date.year()) * 12 + i64::from(u8::from(date.month()))
            }
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Column {
    /// Days since 1970-01-01, both inclusive.
    pub first: i64,
    pub last: i64,
    pub funnel: Funnel,
    /// Sign-ups of the same part of the period before.
    pub before: Option<i64>,
}

/// Columns of consecutive days; `before` are as many, to compare with.
pub(super) fn of_days(days: &[DayStats], before: Option<&[DayStats]>, unit: Unit) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (place, day) in days.iter().enumerate() {
        let earlier = before.and_then(|before| before.get(place)).map(|day| day.funnel.registered);
        match columns.last_mut() {
            Some(column) if unit.of_day(column.last) == unit.of_day(day.day) => {
                column.last = day.day;
                column.funnel = column.funnel + day.funnel;
                column.before = column.before.zip(earlier).map(|(sum, more)| sum + more);
            }
            _ => {
                let Some(day) = days.get(place) else { break };
                columns.push(Column { first: day.day, last: day.day, funnel: day.funnel, before: earlier });
            }
        }
    }
    columns
}

/// Whether a day is a Saturday or a Sunday.
pub(super) fn is_weekend(day: i64) -> bool {
    // 1970-01-01 was a Thursday.
    (day + 3).rem_euclid(7) >= 5
}

/// Whether a day is a Monday.
pub(super) fn is_monday(day: i64) -> bool {
    (day + 3).rem_euclid(7) == 0
}
