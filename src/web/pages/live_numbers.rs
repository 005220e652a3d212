//! Today's numbers of a member, which the profile's script asks for while the page is visible.

use serde_json::json;

use crate::cache::profiles::{RenderedSection, Section};
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::funnels;
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let render = || numbers(ctx, me.user.id);
    let text = match ctx.db_version()? {
        Some(state) => {
            ctx.app.profile_cache.get(me.user.id, Section::Numbers, ctx.lang(), state, ctx.now, render)?
        }
        None => render()?.markup.into(),
    };
    Ok(response::with_bytes(200, "application/json", text.as_bytes()))
}

fn numbers(ctx: &RequestContext, user_id: i64) -> Result<RenderedSection, HttpError> {
    let (lang, today) = (ctx.lang(), ctx.now.day());
    let days = ctx.db_read(|conn| funnels::list_days_by_user(conn, user_id, today, today + 1))?;
    let funnel = days.first().map(|day| day.funnel).unwrap_or_default();
    let numbers = json!({
        "clicks_today": lang.number(funnel.clicks),
        "registered_today": lang.number(funnel.registered),
        "counted_today": lang.number(funnel.counted),
    });
    Ok(RenderedSection { markup: numbers.to_string(), until: Timestamp((today + 1) * DAY) })
}
