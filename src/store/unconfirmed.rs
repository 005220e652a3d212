//! Purge of unconfirmed accounts: their name and address may be those of a person who knows nothing
//! of them.

use crate::domain::timestamp::Timestamp;
use crate::store::{Transaction, attributions, users};

/// Accounts in one purge; each takes about twenty statements.
pub const BATCH_ROWS: usize = 100;

/// Erases an unconfirmed account and withdraws its attribution.
pub fn remove(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    attributions::withdraw(tx, id, now)?;
    users::anonymize(tx, id, now)
}

/// Erases at most `BATCH_ROWS` accounts for which no email was requested since `before`; returns
/// how many. Disabled accounts and admins stay, and those with a confirmation email in the outbox.
pub fn purge_old(tx: &Transaction, before: Timestamp, now: Timestamp) -> rusqlite::Result<usize> {
    let old: Vec<i64> = tx
        .prepare_cached(
            "SELECT id FROM users u
             WHERE is_activated = 0 AND disabled_at IS NULL AND is_admin = 0
               AND coalesce(token_created_at, date) < ?1
               AND NOT EXISTS (
                   SELECT 1 FROM outbox o
                   WHERE o.recipient = u.email AND o.kind = 'activation'
                     AND o.state IN ('queued', 'sending'))
             ORDER BY coalesce(token_created_at, date) LIMIT ?2",
        )?
        .query_map((before, BATCH_ROWS as i64), |row| row.get("id"))?
        .collect::<Result<_, _>>()?;
    for &id in &old {
        remove(tx, id, now)?;
    }
    Ok(old.len())
}
