//! Webhook replays: deliveries that an operator wants made again, done in parts.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::DeliveryState;
use crate::store::row::row;
use crate::store::{Result, Transaction, webhook_deliveries};

/// Deliveries of one part, so that other writers wait briefly.
const BATCH_ROWS: i64 = 500;

row! {
    pub struct Replay, replay_columns! {
        pub id: i64 = "r.id",
        pub webhook_id: i64 = "r.webhook_id",
        /// Of messages that were made from `since` to `until`.
        pub since: Timestamp = "r.since",
        pub until: Timestamp = "r.until",
        /// Names with a space between them; empty: all.
        pub types: String = "r.types",
        /// `None`: any.
        pub state: Option<DeliveryState> = "r.state",
        /// The delivery up to which it is done.
        pub done_to: i64 = "r.done_to",
    }
}

/// The `id` and `done_to` of `new` are not read.
pub fn insert(tx: &Transaction, new: &Replay) -> Result<i64> {
    tx.prepare_cached(
        "INSERT INTO webhook_replays (webhook_id, since, until, types, state) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .insert((new.webhook_id, new.since, new.until, &new.types, new.state))
}

/// The oldest that is not done.
pub fn find_next(conn: &Connection) -> Result<Option<Replay>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        replay_columns!(),
        " FROM webhook_replays r ORDER BY r.id LIMIT 1"
    ))?
    .query_row([], |row| Replay::try_from(row))
    .optional()
}

/// Deliveries of the next part, oldest first.
pub fn list_part(conn: &Connection, replay: &Replay) -> Result<Vec<i64>> {
    conn.prepare_cached(
        "SELECT d.id FROM webhook_deliveries d
         WHERE d.webhook_id = ?1 AND d.id > ?2 AND d.created_at BETWEEN ?3 AND ?4
           AND (?5 = '' OR instr(' ' || ?5 || ' ', ' ' || d.type || ' ') > 0)
           AND (?6 IS NULL OR d.state = ?6)
         ORDER BY d.id LIMIT ?7",
    )?
    .query_map(
        (
            replay.webhook_id,
            replay.done_to,
            replay.since,
            replay.until,
            &replay.types,
            replay.state,
            BATCH_ROWS,
        ),
        |row| row.get(0),
    )?
    .collect()
}

/// Makes the part's deliveries due; without any the replay is done, and its row is deleted.
pub fn run_part(tx: &Transaction, replay: &Replay, part: &[i64], now: Timestamp) -> Result<()> {
    for delivery in part {
        webhook_deliveries::replay_one(tx, *delivery, now)?;
    }
    match part.last() {
        Some(last) => tx
            .prepare_cached("UPDATE webhook_replays SET done_to = ?2 WHERE id = ?1")?
            .execute((replay.id, last))?,
        None => tx.prepare_cached("DELETE FROM webhook_replays WHERE id = ?1")?.execute([replay.id])?,
    };
    Ok(())
}
