//! `GET /api/v1/overview`: totals of the site, for admins; the days also as CSV.

use serde::Serialize;
use serde_json::{Value, json};

use crate::store::overview::{self, Overview, TopCode};
use crate::web::api::funnel::{DayJson, FunnelJson, with_funnel_columns};
use crate::web::api::pagination::{self, CsvTable};
use crate::web::{Admin, HandlerResult, RequestContext, response};

pub fn show(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let Overview { counts, totals, days, waiting, top } =
        ctx.db_read(|conn| overview::load(conn, ctx.now.day()))?;
    let days: Vec<DayJson> = days.into_iter().map(DayJson::from).collect();
    if let Some(table) = pagination::try_csv(ctx, TABLE, &days)? {
        return Ok(table);
    }
    let totals = TotalsJson {
        users: counts.users,
        activated: counts.confirmed,
        codes: counts.codes,
        codes_active: counts.active_codes,
        funnel: totals.into(),
    };
    response::json(
        200,
        &json!({
            "totals": totals,
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

#[derive(Serialize)]
struct TotalsJson {
    users: i64,
    activated: i64,
    codes: i64,
    codes_active: i64,
    #[serde(flatten)]
    funnel: FunnelJson,
}

const TABLE: CsvTable = CsvTable { file: "overview", columns: with_funnel_columns!["day"] };

fn code_json(top: &TopCode) -> Value {
    json!({
        "code": top.referral_code,
        "owner": { "id": top.owner_id, "firstname": top.owner_name },
        "registered": top.registered,
        "counted": top.counted,
    })
}
