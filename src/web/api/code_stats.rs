//! `/api/v1/codes/{code}/days` and `/origins`: what came of one's own code by day, and from where.

use serde::Serialize;

use crate::domain::code::CodeInput;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::click_sources;
use crate::store::clicks::{self, DayStats};
use crate::store::referrals::{self, Referral};
use crate::web::api::pagination::{self, CsvTable};
use crate::web::{
    request::{context::RequestContext, signed_in::SignedIn},
    response::{HandlerResult, error::HttpError},
};

const DAYS: CsvTable =
    CsvTable { file: "days", columns: &["day", "clicks", "people", "registered", "confirmed"] };
const ORIGINS: CsvTable =
    CsvTable { file: "origins", columns: &["host", "source", "medium", "campaign", "clicks"] };

/// Origins in the answer, most clicks first.
const MAX_ORIGIN_ROWS: usize = 200;

/// Days over which origins are summed.
const ORIGIN_DAYS: i64 = 30;

#[derive(Serialize)]
struct DayJson {
    /// The UTC date.
    day: String,
    clicks: i64,
    /// Who clicked, each counted once a day.
    people: i64,
    /// Who registered on that day.
    registered: i64,
    /// Of those who count by now.
    confirmed: i64,
}

/// Every day from today back to the one on which the code was made.
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
    /// The host of the page that linked; empty when it is not known, as with the others.
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
