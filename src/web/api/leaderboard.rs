//! `GET /api/v1/leaderboard`: who brought most, of those who want to be seen.

use serde::Serialize;

use crate::web::api::pagination::{self, Table};
use crate::web::{request::context::Visit, response::Answer};

const TABLE: Table = Table { file: "leaderboard", columns: &["rank", "name", "confirmed"] };

#[derive(Serialize)]
struct Shown<'a> {
    /// One and the same for as many.
    rank: i64,
    /// As they want to be called.
    name: &'a str,
    confirmed: i64,
}

pub fn list(visit: &Visit) -> Answer {
    let leaders = visit.app.leaders(visit.now)?;
    let show = leaders.iter().map(|l| Shown { rank: l.rank, name: &l.name, confirmed: l.counted });
    pagination::whole(visit, TABLE, show.collect())
}
