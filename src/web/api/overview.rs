//! `GET /api/v1/overview`: totals of the site, for admins; the days also as CSV.

use serde_json::{Value, json};

use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::clicks::DayStats;
use crate::store::overview::{self, Overview, TopCode};
use crate::web::api::pagination::{self, CsvTable};
use crate::web::{Admin, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let Overview { counts, totals, days, waiting, top } =
        ctx.db_read(|conn| overview::load(conn, ctx.now.day()))?;
    let days: Vec<Value> = days.iter().map(day_json).collect();
    if let Some(table) = pagination::try_csv(ctx, TABLE, &days)? {
        return Ok(table);
    }
    response::json(
        200,
        &json!({
            "totals": {
                "users": counts.users,
                "activated": counts.confirmed,
                "codes": counts.codes,
                "codes_active": counts.active_codes,
                "clicks": totals.clicks,
                "people": totals.people,
                "registered": totals.registered,
                "confirmed": totals.confirmed,
            },
            "waiting": {
                "reviews": waiting.reviews,
                "letters": waiting.messages,
                "letters_dead": waiting.messages_dead,
            },
            "frozen": waiting.frozen_users,
            "days": days,
            "top_codes": top.iter().map(code_json).collect::<Vec<_>>(),
        }),
    )
}

const TABLE: CsvTable =
    CsvTable { file: "overview", columns: &["day", "clicks", "people", "registered", "confirmed"] };

fn day_json(of: &DayStats) -> Value {
    json!({
        "day": Timestamp(of.day * DAY).date(),
        "clicks": of.clicks,
        "people": of.people,
        "registered": of.registered,
        "confirmed": of.confirmed,
    })
}

fn code_json(top: &TopCode) -> Value {
    json!({
        "code": top.referral_code,
        "owner": { "id": top.owner_id, "firstname": top.owner_name },
        "registered": top.registered,
        "counted": top.counted,
    })
}
