//! The funnel as programs read it.

use serde::Serialize;

use crate::domain::funnel::DayStats;
use crate::domain::funnel::Funnel;
use crate::domain::timestamp::{DAY, Timestamp};

/// The fields of [`FunnelJson`], after those of the list: columns of a CSV.
macro_rules! with_funnel_columns {
    ($($column:literal),+) => {
        &[$($column),+, "clicks", "visitors", "registered", "confirmed", "counted", "waiting", "rejected", "frozen"]
    };
}
pub(super) use with_funnel_columns;

/// `registered` = `counted` + `waiting` + `rejected` + `frozen`.
#[derive(Serialize)]
pub struct FunnelJson {
    clicks: i64,
    /// Unique visitors.
    visitors: i64,
    registered: i64,
    confirmed: i64,
    counted: i64,
    waiting: i64,
    rejected: i64,
    frozen: i64,
}

impl From<Funnel> for FunnelJson {
    fn from(funnel: Funnel) -> FunnelJson {
        let waiting = funnel.waiting();
        let Funnel { clicks, visitors, registered, confirmed, counted, rejected, frozen } = funnel;
        FunnelJson { clicks, visitors, registered, confirmed, counted, waiting, rejected, frozen }
    }
}

/// A day: its clicks, and who registered on it.
#[derive(Serialize)]
pub struct DayJson {
    /// UTC date.
    day: String,
    #[serde(flatten)]
    funnel: FunnelJson,
}

impl From<DayStats> for DayJson {
    fn from(day: DayStats) -> DayJson {
        DayJson { day: Timestamp(day.day.saturating_mul(DAY)).date(), funnel: day.funnel.into() }
    }
}
