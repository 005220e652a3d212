//! `/api/v1/codes/{code}/days` and `/origins`: statistics of a member's own code by day and by
//! click source.

use serde::Serialize;

use crate::domain::code::CodeInput;
use crate::domain::funnel::fill_days;
use crate::store::click_sources;
use crate::store::funnels;
use crate::store::referrals::{self, Referral};
use crate::web::api::funnel::{DayJson, with_funnel_columns};
use crate::web::api::pagination::{self, CsvTable};
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn};

const DAYS: CsvTable = CsvTable { file: "days", columns: with_funnel_columns!["day"] };
const ORIGINS: CsvTable = CsvTable {
    file: "origins",
    columns: &[
        "host",
        "source",
        "medium",
        "campaign",
        "device",
        "clicks",
        "visitors",
        "registered",
        "counted",
    ],
};

const MAX_ORIGIN_ROWS: usize = 200;

const ORIGIN_DAYS: i64 = 30;

/// One row a day, from today back to the creation of the code.
pub fn days(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let code = find_own_code(ctx, me)?;
    let (first, today) = (code.date.day(), ctx.now.day());
    pagination::respond_page(ctx, DAYS, move |conn, before, limit| {
        let before = before.min(today.saturating_add(1));
        let since = before.saturating_sub(limit as i64).max(first);
        let days = fill_days(funnels::list_days_by_code(conn, code.id, since, before)?, since, before);
        Ok(days.into_iter().rev().map(|day| (day.day, DayJson::from(day))).collect())
    })
}

#[derive(Serialize)]
struct ClickSourceJson {
    /// Host of the referring page; unknown values are empty.
    host: String,
    source: String,
    medium: String,
    campaign: String,
    /// `phone`, `tablet`, `computer`, or empty.
    device: String,
    clicks: i64,
    visitors: i64,
    registered: i64,
    counted: i64,
}

pub fn origins(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let code = find_own_code(ctx, me)?;
    let since = ctx.now.day().saturating_sub(ORIGIN_DAYS - 1);
    let found = ctx.db_read(|conn| click_sources::list_by_code(conn, code.id, since, MAX_ORIGIN_ROWS))?;
    let show = found.into_iter().map(|stats| ClickSourceJson {
        host: stats.source.host,
        source: stats.source.source,
        medium: stats.source.medium,
        campaign: stats.source.campaign,
        device: stats.source.device,
        clicks: stats.clicks,
        visitors: stats.visitors,
        registered: stats.registered,
        counted: stats.counted,
    });
    pagination::respond_all(ctx, ORIGINS, show.collect())
}

fn find_own_code(ctx: &RequestContext, me: &SignedIn) -> Result<Referral, HttpError> {
    let CodeInput::Possible(key) = CodeInput::read(ctx.path_param(0)) else {
        return Err(HttpError::NotFound);
    };
    ctx.db_read(|conn| referrals::find_own_by_key(conn, me.user.id, &key))?.ok_or(HttpError::NotFound)
}
