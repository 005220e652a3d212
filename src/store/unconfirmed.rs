//! Accounts whose address nobody confirmed: a name and an address of somebody who may know nothing of them.

use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::{attributions, users};

/// Accounts that one sweep takes: each is some twenty statements.
pub const BATCH_ROWS: usize = 100;

/// Takes one out of the database, and withdraws what it says of who referred it, as a repeated registration does.
pub fn remove(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    attributions::withdraw(tx, id, now)?;
    users::anonymize(tx, id, now)
}

/// The sweep: takes out those for whom no letter was asked since `before`, `AT_ONCE` at most; returns how many. Whom an
/// operator disabled or made an admin stays, and whoever a letter is still on its way to.
pub fn purge_old(tx: &Transaction, before: Timestamp, now: Timestamp) -> rusqlite::Result<usize> {
    let old: Vec<i64> = tx
        .prepare_cached(
            "SELECT id FROM users u WHERE is_activated = 0 AND disabled_at IS NULL AND is_admin = 0 \
             AND coalesce(token_created_at, date) < ?1 AND NOT EXISTS (SELECT 1 FROM outbox o \
             WHERE o.recipient = u.email AND o.kind = 'activation' AND o.state IN ('queued', 'sending')) \
             ORDER BY coalesce(token_created_at, date) LIMIT ?2",
        )?
        .query_map((before, BATCH_ROWS as i64), |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for id in &old {
        remove(tx, *id, now)?;
    }
    Ok(old.len())
}
