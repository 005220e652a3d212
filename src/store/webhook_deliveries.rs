//! Webhook deliveries: one message to one endpoint, written in the transaction of its cause and
//! delivered later, with every attempt.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::webhook::{DeliveryState, MAX_ATTEMPTS};
use crate::store::row::{row, stored_by_name};
use crate::store::{PURGE_BATCH_ROWS, Result, Transaction};

stored_by_name!(DeliveryState);

/// Seconds for which deliveries and their attempts are kept.
const KEEP_SECONDS: i64 = 30 * DAY;

/// Deliveries that one transaction gives up, so that other writers wait briefly.
const BATCH_ROWS: i64 = 500;

row! {
    pub struct Delivery, delivery_columns! {
        pub id: i64 = "d.id",
        pub webhook_id: i64 = "d.webhook_id",
        /// `msg_…`.
        pub message: String = "d.message",
        pub r#type: String = "d.type",
        /// `None`: a person in it was erased.
        pub body: Option<String> = "d.body",
        pub state: DeliveryState = "d.state",
        /// Since it was made or replayed.
        pub attempts: i64 = "d.attempts",
        pub created_at: Timestamp = "d.created_at",
        pub due_at_ms: i64 = "d.due_at_ms",
        pub ended_at: Option<Timestamp> = "d.ended_at",
    }
}

/// A message to an endpoint.
pub struct NewDelivery<'a> {
    pub webhook_id: i64,
    pub message: &'a str,
    pub r#type: &'a str,
    pub body: &'a str,
    /// The people in it.
    pub about: [Option<i64>; 2],
    /// The endpoint is disabled: it is kept for a replay.
    pub is_dead: bool,
}

pub fn insert(tx: &Transaction, new: &NewDelivery, now: Timestamp) -> Result<i64> {
    let (state, ended_at) = match new.is_dead {
        true => (DeliveryState::Dead, Some(now)),
        false => (DeliveryState::Waiting, None),
    };
    let due_at_ms = now.0.saturating_mul(1_000);
    tx.prepare_cached(
        "INSERT INTO webhook_deliveries
             (webhook_id, message, type, body, about_id, other_id, state, created_at, due_at_ms, ended_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .insert((
        new.webhook_id,
        new.message,
        new.r#type,
        new.body,
        new.about[0],
        new.about[1],
        state,
        now,
        due_at_ms,
        ended_at,
    ))
}

/// Deliveries of an endpoint that are due, at most `limit`: those that were tried most come first.
pub fn list_due(conn: &Connection, webhook: i64, now_ms: i64, limit: usize) -> Result<Vec<Delivery>> {
    let mut select = conn.prepare_cached(concat!(
        "SELECT ",
        delivery_columns!(),
        " FROM webhook_deliveries d INDEXED BY webhook_deliveries_waiting
         WHERE d.state = 'waiting' AND d.webhook_id = ?1 AND d.attempts = ?2 AND d.due_at_ms <= ?3
         ORDER BY d.due_at_ms LIMIT ?4"
    ))?;
    let mut due = Vec::new();
    for attempts in (0..MAX_ATTEMPTS).rev() {
        let left = limit.saturating_sub(due.len());
        if left == 0 {
            break;
        }
        let rows =
            select.query_map((webhook, attempts, now_ms, left as i64), |row| Delivery::try_from(row))?;
        due.extend(rows.collect::<Result<Vec<_>>>()?);
    }
    Ok(due)
}

/// Since when the oldest delivery waits that is neither delivered nor given up. One that was tried is as old as its
/// message; among those of an endpoint, the one with the most attempts is the oldest, so each costs a few rows.
pub fn oldest_waiting(conn: &Connection) -> Result<Option<Timestamp>> {
    conn.prepare_cached(
        "SELECT min(waits_since) FROM (
             SELECT (SELECT min(due_at_ms) / 1000 FROM webhook_deliveries
                     WHERE webhook_id = w.id AND state = 'waiting' AND attempts = 0) AS waits_since FROM webhooks AS w
             UNION ALL
             SELECT (SELECT created_at FROM webhook_deliveries AS d
                     WHERE webhook_id = w.id AND state = 'waiting' AND attempts > 0 AND attempts =
                         (SELECT max(attempts) FROM webhook_deliveries
                          WHERE webhook_id = w.id AND state = 'waiting')
                     ORDER BY due_at_ms LIMIT 1) FROM webhooks AS w)",
    )?
    .query_row([], |row| row.get(0))
}

/// Whether anything waits, due or not.
pub fn any_waits(conn: &Connection) -> Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM webhook_deliveries INDEXED BY webhook_deliveries_waiting WHERE state = 'waiting')",
    )?
    .query_row([], |row| row.get(0))
}

/// Whether anything waits for a disabled endpoint.
pub fn any_waits_disabled(conn: &Connection) -> Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (
             SELECT 1 FROM webhooks w
             JOIN webhook_deliveries d INDEXED BY webhook_deliveries_waiting
                 ON d.webhook_id = w.id AND d.state = 'waiting'
             WHERE w.disabled_at IS NOT NULL)",
    )?
    .query_row([], |row| row.get(0))
}

/// One attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    pub at: Timestamp,
    pub duration_ms: i64,
    /// Of HTTP; `None`: there was no answer.
    pub status: Option<u16>,
    /// Why there was none.
    pub error: Option<String>,
    /// The first characters of the answer.
    pub answer: Option<String>,
}

/// Stores an attempt of a delivery, unless the delivery was deleted since.
pub fn insert_attempt(tx: &Transaction, delivery: i64, attempt: &Attempt) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO webhook_attempts (delivery_id, number, at, duration_ms, status, error, answer)
         SELECT d.id, 1 + coalesce((SELECT max(number) FROM webhook_attempts WHERE delivery_id = d.id), 0),
             ?2, ?3, ?4, ?5, ?6
         FROM webhook_deliveries d WHERE d.id = ?1",
    )?
    .execute((
        delivery,
        attempt.at,
        attempt.duration_ms,
        attempt.status,
        &attempt.error,
        &attempt.answer,
    ))?;
    Ok(())
}

/// Attempts of a delivery, oldest first.
pub fn list_attempts(conn: &Connection, delivery: i64) -> Result<Vec<Attempt>> {
    conn.prepare_cached(
        "SELECT at, duration_ms, status, error, answer FROM webhook_attempts WHERE delivery_id = ?1 ORDER BY number",
    )?
    .query_map([delivery], |row| {
        Ok(Attempt {
            at: row.get("at")?,
            duration_ms: row.get("duration_ms")?,
            status: row.get("status")?,
            error: row.get("error")?,
            answer: row.get("answer")?,
        })
    })?
    .collect()
}

/// The attempt ended a waiting delivery.
pub fn end(tx: &Transaction, id: i64, state: DeliveryState, now: Timestamp) -> Result<()> {
    tx.prepare_cached(
        "UPDATE webhook_deliveries SET state = ?2, attempts = attempts + 1, ended_at = ?3
         WHERE id = ?1 AND state = 'waiting'",
    )?
    .execute((id, state, now))?;
    Ok(())
}

/// The attempt failed; the next one is at `due_at_ms`.
pub fn reschedule(tx: &Transaction, id: i64, due_at_ms: i64) -> Result<()> {
    tx.prepare_cached(
        "UPDATE webhook_deliveries SET attempts = attempts + 1, due_at_ms = ?2 WHERE id = ?1 AND state = 'waiting'",
    )?
    .execute((id, due_at_ms))?;
    Ok(())
}

/// Gives up a batch of what waits for disabled endpoints; returns how many.
pub fn give_up_disabled(tx: &Transaction, now: Timestamp) -> Result<usize> {
    tx.prepare_cached(
        "UPDATE webhook_deliveries SET state = 'dead', ended_at = ?1 WHERE id IN (
             SELECT d.id FROM webhooks w
             JOIN webhook_deliveries d INDEXED BY webhook_deliveries_waiting
                 ON d.webhook_id = w.id AND d.state = 'waiting'
             WHERE w.disabled_at IS NOT NULL LIMIT ?2)",
    )?
    .execute((now, BATCH_ROWS))
}

/// Of a message's kept bodies those about an erased user go, and what waits about them ends.
pub fn forget(tx: &Transaction, user: i64, now: Timestamp) -> Result<()> {
    for person in ["about_id", "other_id"] {
        tx.prepare_cached(&format!(
            "DELETE FROM webhook_attempts WHERE delivery_id IN (SELECT id FROM webhook_deliveries WHERE {person} = ?1)"
        ))?
        .execute([user])?;
        tx.prepare_cached(&format!(
            "UPDATE webhook_deliveries SET body = NULL, ended_at = coalesce(ended_at, ?2),
                 state = iif(state = 'waiting', 'dead', state)
             WHERE {person} = ?1"
        ))?
        .execute((user, now))?;
    }
    Ok(())
}

/// Takes the body of a message that tells of an erasure, once it is delivered or given up.
pub fn forget_body(tx: &Transaction, id: i64) -> Result<()> {
    tx.prepare_cached("UPDATE webhook_deliveries SET body = NULL WHERE id = ?1 AND state <> 'waiting'")?
        .execute([id])?;
    Ok(())
}

pub fn find(conn: &Connection, id: i64) -> Result<Option<Delivery>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        delivery_columns!(),
        " FROM webhook_deliveries d WHERE d.id = ?1"
    ))?
    .query_row([id], |row| Delivery::try_from(row))
    .optional()
}

/// Deliveries of an endpoint below `before`, newest first.
pub fn list(
    conn: &Connection,
    webhook: i64,
    state: Option<DeliveryState>,
    before: i64,
    limit: usize,
) -> Result<Vec<Delivery>> {
    // Named in the text, so that the partial index of the state is found.
    let in_state = state.map_or(String::new(), |state| format!("AND d.state = '{}'", state.name()));
    let columns = delivery_columns!();
    conn.prepare_cached(&format!(
        "SELECT {columns} FROM webhook_deliveries d WHERE d.webhook_id = ?1 AND d.id < ?2 {in_state}
         ORDER BY d.id DESC LIMIT ?3"
    ))?
    .query_map((webhook, before, limit as i64), |row| Delivery::try_from(row))?
    .collect()
}

/// Deliveries of an endpoint above `after` that were made since then and have a body, oldest first.
pub fn list_since(
    conn: &Connection,
    webhook: i64,
    after: i64,
    since: Timestamp,
    limit: usize,
) -> Result<Vec<Delivery>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        delivery_columns!(),
        " FROM webhook_deliveries d
         WHERE d.webhook_id = ?1 AND d.id > ?2 AND d.created_at >= ?3 AND d.body IS NOT NULL ORDER BY d.id LIMIT ?4"
    ))?
    .query_map((webhook, after, since, limit as i64), |row| Delivery::try_from(row))?
    .collect()
}

/// Makes one delivery due again; false where its body is gone.
pub fn replay_one(tx: &Transaction, id: i64, now: Timestamp) -> Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE webhook_deliveries SET state = 'waiting', attempts = 0, due_at_ms = ?2, ended_at = NULL
             WHERE id = ?1 AND body IS NOT NULL",
        )?
        .execute((id, now.0.saturating_mul(1_000)))?;
    Ok(changed == 1)
}

/// Purge: deletes ended deliveries that are too old, among the oldest rows; returns how many, or
/// `PURGE_BATCH_ROWS` if there may be more.
pub fn purge_old(tx: &Transaction, now: Timestamp) -> Result<usize> {
    let deleted = tx
        .prepare_cached(
            "DELETE FROM webhook_deliveries WHERE id IN (
                 SELECT id FROM (SELECT id, created_at, state FROM webhook_deliveries WHERE id > 0 ORDER BY id LIMIT ?2)
                 WHERE created_at < ?1 AND state <> 'waiting')",
        )?
        .execute((now.minus(KEEP_SECONDS), PURGE_BATCH_ROWS as i64))?;
    Ok(deleted)
}
