//! `GET /api/v1/leaderboard`: referrers who opted in, by counted referees.

use serde::Serialize;

use crate::web::api::pagination::{self, CsvTable};
use crate::web::{HandlerResult, RequestContext};

const TABLE: CsvTable = CsvTable { file: "leaderboard", columns: &["rank", "name", "counted"] };

#[derive(Serialize)]
struct LeaderJson<'a> {
    /// Equal counts share a rank.
    rank: i64,
    /// Display name by the user's choice.
    name: &'a str,
    counted: i64,
}

pub fn list(ctx: &RequestContext) -> HandlerResult {
    let leaders = ctx.app.leaderboard(ctx.now)?;
    let show = leaders.iter().map(|l| LeaderJson { rank: l.rank, name: &l.name, counted: l.counted });
    pagination::respond_all(ctx, TABLE, show.collect())
}
