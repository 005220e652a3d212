//! News of referrals: who is to be told that a referral counts or a reward is due, read from the ledger,
//! so that nothing is missed and events cost no more.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::outbox::MessageKind;

/// Ledger entries by which a referral may begin to count.
macro_rules! counting_kinds {
    () => {
        "('confirmed', 'approved', 'moved', 'placed')"
    };
}

/// Users with news in the entries above `after` up to `last` who want emails about them: by default those
/// who registered or joined here.
pub fn list_recipients(conn: &Connection, after: i64, last: i64) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(concat!(
        "SELECT u.id FROM users u JOIN (
             SELECT a.referrer_id AS id FROM ledger l JOIN attributions a ON a.id = l.attribution
             WHERE l.seq > ?1 AND l.seq <= ?2 AND l.kind IN ",
        counting_kinds!(),
        " AND a.state = 'confirmed'
             UNION
             SELECT w.beneficiary_id FROM ledger l JOIN rewards w ON w.id = json_extract(l.body, '$.reward')
             WHERE l.seq > ?1 AND l.seq <= ?2 AND l.kind IN ('rewarded', 'reward_changed') AND w.state = 'approved'
         ) n ON n.id = u.id
         WHERE u.email IS NOT NULL AND u.is_activated = 1 AND u.disabled_at IS NULL AND u.frozen_by IS NULL
           AND coalesce(u.notify, u.password IS NOT NULL OR u.brought_by IS NULL)"
    ))?
    .query_map((after, last), |row| row.get(0))?
    .collect()
}

/// The number of the newest entry; 0 without any.
pub fn last_entry(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT coalesce(max(seq), 0) FROM ledger")?.query_row([], |row| row.get(0))
}

/// When a user was last written to by an email of this kind, or will be; `None` within the days that
/// emails are kept.
pub fn last_email(
    conn: &Connection,
    user: i64,
    kind: MessageKind,
) -> rusqlite::Result<Option<(Timestamp, bool)>> {
    conn.prepare_cached(
        "SELECT coalesce(ended_at, created_at) AS at, state IN ('queued', 'sending') AS waits FROM outbox
         WHERE user_id = ?1 AND kind = ?2 ORDER BY id DESC LIMIT 1",
    )?
    .query_row((user, kind), |row| Ok((row.get("at")?, row.get("waits")?)))
    .optional()
}

/// Until when the last email of this kind to a user told, before the one with this number.
pub fn last_notified(
    conn: &Connection,
    user: i64,
    kind: MessageKind,
    before: i64,
) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached(
        "SELECT max(secret_at) FROM outbox WHERE user_id = ?1 AND kind = ?2 AND state = 'sent' AND id < ?3",
    )?
    .query_row((user, kind, before), |row| row.get(0))
}

/// First names of the referees of a user that began to count from `since` on and before `end`, newest
/// first.
pub fn names_between(
    conn: &Connection,
    user: i64,
    since: Timestamp,
    end: Timestamp,
) -> rusqlite::Result<Vec<Option<String>>> {
    conn.prepare_cached(concat!(
        "SELECT u.firstname FROM attributions a LEFT JOIN users u ON u.id = a.referee_id
         WHERE a.referrer_id = ?1 AND a.state = 'confirmed' AND EXISTS (
             SELECT 1 FROM ledger l WHERE l.attribution = a.id AND l.at >= ?2 AND l.at < ?3 AND l.kind IN ",
        counting_kinds!(),
        ") ORDER BY a.id DESC"
    ))?
    .query_map((user, since, end), |row| row.get(0))?
    .collect()
}

/// What came due to a user from `since` on and before `end`, by unit.
pub fn due_between(
    conn: &Connection,
    user: i64,
    since: Timestamp,
    end: Timestamp,
) -> rusqlite::Result<Vec<(String, i64)>> {
    conn.prepare_cached(
        "SELECT unit, sum(amount - reversed) FROM rewards
         WHERE beneficiary_id = ?1 AND state = 'approved' AND due_at >= ?2 AND due_at < ?3 GROUP BY unit",
    )?
    .query_map((user, since, end), |row| Ok((row.get(0)?, row.get(1)?)))?
    .collect()
}

/// Ends or begins emails about referrals.
pub fn set_notify(tx: &Transaction, user: i64, notify: bool) -> rusqlite::Result<bool> {
    let changed = tx.prepare_cached("UPDATE users SET notify = ?2 WHERE id = ?1")?.execute((user, notify))?;
    Ok(changed == 1)
}

/// Whether a user refused emails about referrals; `None` for one who is gone.
pub fn has_refused(conn: &Connection, user: i64) -> rusqlite::Result<Option<bool>> {
    conn.prepare_cached("SELECT coalesce(notify = 0, 0) FROM users WHERE id = ?1")?
        .query_row([user], |row| row.get(0))
        .optional()
}

/// Endpoints of webhooks that were disabled because they took nothing.
pub fn count_dead_webhooks(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "SELECT count(*) FROM webhooks WHERE disabled_at IS NOT NULL AND disabled_why IS NOT NULL",
    )?
    .query_row([], |row| row.get(0))
}

/// When the last of them was disabled.
pub fn find_last_dead_webhook(conn: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT max(disabled_at) FROM webhooks WHERE disabled_why IS NOT NULL")?
        .query_row([], |row| row.get(0))
}

/// Admins who can be written to.
pub fn list_admins(conn: &Connection) -> rusqlite::Result<Vec<i64>> {
    conn.prepare_cached(
        "SELECT id FROM users WHERE is_admin = 1 AND is_activated = 1 AND email IS NOT NULL AND disabled_at IS NULL",
    )?
    .query_map([], |row| row.get(0))?
    .collect()
}
