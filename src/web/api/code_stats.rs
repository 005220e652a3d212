//! `/api/v1/codes/{code}/days` and `/origins`: statistics of a member's own code by day and by
//! click source.

use serde::Serialize;

use crate::domain::code::CodeInput;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::click_sources;
use crate::store::clicks::{self, DayStats};
use crate::store::referrals::{self, Referral};
use crate::web::api::pagination::{self, CsvTable};
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn};

const DAYS: CsvTable =
    CsvTable { file: "days", columns: &["day", "clicks", "people", "registered", "confirmed"] };
const ORIGINS: CsvTable =
    CsvTable { file: "origins", columns: &["host", "source", "medium", "campaign", "clicks"] };

const MAX_ORIGIN_ROWS: usize = 200;

const ORIGIN_DAYS: i64 = 30;

#[derive(Serialize)]
struct DayJson {
    /// UTC date.
    day: String,
    clicks: i64,
    /// Unique visitors of the day.
    people: i64,
    /// Registered on this day.
    registered: i64,
    /// Of those, counted by now.
    confirmed: i64,
}

/// One row a day, from today back to the creation of the code.
pub fn days(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let code = find_own_code(ctx, me)?;
    let (first, today) = (code.date.day(), ctx.now.day());
    pagination::respond_page(ctx, DAYS, move |conn, before, limit| {
        let before = before.min(today.saturating_add(1));
        let since = before.saturating_sub(limit as i64).max(first);
        let mut found = clicks::list_days_by_code(conn, code.id, since, before)?.into_iter().rev().peekable();
        let days = (since..before).rev().map(|day| {
            let known = found.next_if(|known| known.day == day);
            (day, DayJson::of(known.unwrap_or(DayStats { day, ..DayStats::default() })))
        });
        Ok(days.collect())
    })
}

impl DayJson {
    fn of(day: DayStats) -> DayJson {
        let DayStats { clicks, people, registered, confirmed, .. } = day;
        DayJson { day: Timestamp(day.day.saturating_mul(DAY)).date(), clicks, people, registered, confirmed }
    }
}

#[derive(Serialize)]
struct ClickSourceJson {
    /// Host of the referring page; unknown values are empty.
    host: String,
    source: String,
    medium: String,
    campaign: String,
    clicks: i64,
}

pub fn origins(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let code = find_own_code(ctx, me)?;
    let since = ctx.now.day().saturating_sub(ORIGIN_DAYS - 1);
    let found = ctx.db_read(|conn| click_sources::list_by_code(conn, code.id, since, MAX_ORIGIN_ROWS))?;
    let show = found.into_iter().map(|(origin, clicks)| ClickSourceJson {
        host: origin.host,
        source: origin.source,
        medium: origin.medium,
        campaign: origin.campaign,
        clicks,
    });
    pagination::respond_all(ctx, ORIGINS, show.collect())
}

fn find_own_code(ctx: &RequestContext, me: &SignedIn) -> Result<Referral, HttpError> {
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    ctx.db_read(|conn| referrals::find_own_by_key(conn, me.user.id, &key))?.ok_or(HttpError::NotFound)
}
