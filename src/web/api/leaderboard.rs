//! `GET /api/v1/leaderboard`: who brought most, of those who want to be seen.

use serde::Serialize;

use crate::web::api::pagination::{self, CsvTable};
use crate::web::{request::context::RequestContext, response::HandlerResult};

const TABLE: CsvTable = CsvTable { file: "leaderboard", columns: &["rank", "name", "confirmed"] };

#[derive(Serialize)]
struct LeaderJson<'a> {
    /// One and the same for as many.
    rank: i64,
    /// As they want to be called.
    name: &'a str,
    confirmed: i64,
}

pub fn list(ctx: &RequestContext) -> HandlerResult {
    let leaders = ctx.app.leaderboard(ctx.now)?;
    let show = leaders.iter().map(|l| LeaderJson { rank: l.rank, name: &l.name, confirmed: l.confirmed });
    pagination::respond_all(ctx, TABLE, show.collect())
}
