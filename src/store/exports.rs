//! Tables as a whole, oldest first, for exports that are streamed: rows with ids above `after`.

use rusqlite::Connection;

use crate::store::Result;
use crate::store::events::{Event, event_columns};
use crate::store::participants::{Participant, participant_columns};
use crate::store::rewards::{Reward, reward_columns};

macro_rules! rows_after {
    ($name:ident, $row:ty, $columns:expr, $from:literal, $id:literal) => {
        pub fn $name(conn: &Connection, after: i64, limit: i64) -> Result<Vec<$row>> {
            conn.prepare_cached(concat!(
                "SELECT ",
                $columns,
                " FROM ",
                $from,
                " WHERE ",
                $id,
                " > ?1 ORDER BY ",
                $id,
                " LIMIT ?2"
            ))?
            .query_map((after, limit), |row| <$row>::try_from(row))?
            .collect()
        }
    };
}

rows_after!(participants_after, Participant, participant_columns!(), "users u", "u.id");
rows_after!(events_after, Event, event_columns!(), "events e", "e.id");
rows_after!(rewards_after, Reward, reward_columns!(), "rewards w", "w.id");
