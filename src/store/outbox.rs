//! Outbox: email messages, written in the transaction that needs them and delivered later.

use rusqlite::{Connection, OptionalExtension};

use crate::domain::email::Email;
use crate::domain::named_enum::named_enum;
use crate::domain::timestamp::Timestamp;
use crate::store::row::{row, stored_by_name};
use crate::store::{PURGE_BATCH_ROWS, Transaction};

named_enum! {
    /// What an email message is about.
    pub enum MessageKind {
        /// The link and the six digits that confirm an address.
        Activation = "activation",
        /// Tells the owner of an account that their address was registered again.
        KnownAddress = "known_address",
        /// A user's referral link, sent to a friend.
        Invitation = "invitation",
        /// The password reset link.
        Reset = "reset",
        PasswordChanged = "password_changed",
        /// The link that confirms a new address, sent to that address.
        NewAddress = "new_address",
        /// Tells the old address that a change to another was requested.
        AddressChanging = "address_changing",
        /// Notices to the owner of an account, each with a link «this was not me».
        NewSignIn = "new_sign_in",
        TokenMade = "token_made",
        KeyMade = "key_made",
        AdminMade = "admin_made",
        FactorChanged = "factor_changed",
        /// Tells a referrer who began to count and what came due.
        ReferralNews = "referral_news",
        /// Tells a person on the waitlist that they were admitted.
        Admitted = "admitted",
        /// Tells an admin what waits.
        OperatorNews = "operator_news",
        /// Tells an admin that the newest backup failed its check.
        BackupFailed = "backup_failed",
        /// Shows an admin that emails arrive.
        Test = "test",
    }
}

stored_by_name!(MessageKind);

/// A message to be sent.
pub struct NewOutboxEntry<'a> {
    pub kind: MessageKind,
    /// The user it is about; deleted with them. `None`: the owner of the address when it is due.
    pub user_id: Option<i64>,
    pub referral_id: Option<i64>,
    pub recipient: &'a Email,
    pub lang: &'a str,
    /// The token that only the message may contain.
    pub secret: Option<&'a str>,
    /// Without angle brackets; equal for all attempts, so a message sent twice is seen as one.
    pub message_id: &'a str,
}

row! {
    pub struct OutboxEntry, outbox_columns! {
        pub id: i64 = "id",
        pub kind: MessageKind = "kind",
        /// `None`: the owner of the address when it is due.
        pub user_id: Option<i64> = "user_id",
        pub referral_id: Option<i64> = "referral_id",
        pub recipient: Email = "recipient",
        pub lang: String = "lang",
        pub secret: Option<String> = "secret",
        /// When the secret was made.
        pub secret_at: Timestamp = "secret_at",
        pub message_id: String = "message_id",
        /// One of `STATES`.
        pub state: String = "state",
        /// Deliveries begun so far.
        pub attempts: i64 = "attempts",
        pub created_at: Timestamp = "created_at",
        pub due_at: Timestamp = "due_at",
        pub error: Option<String> = "error",
    }
}

pub fn insert(tx: &Transaction, new: &NewOutboxEntry, now: Timestamp) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "INSERT INTO outbox
             (kind, user_id, referral_id, recipient, lang, secret, secret_at, message_id, created_at,
              due_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?8, ?7, ?8, ?8)",
    )?
    .insert((
        new.kind,
        new.user_id,
        new.referral_id,
        new.recipient,
        new.lang,
        new.secret,
        new.message_id,
        now,
    ))
}

/// Sets back when a queued message is due.
pub fn set_due(tx: &Transaction, id: i64, due_at: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE outbox SET due_at = ?2 WHERE id = ?1")?.execute((id, due_at))?;
    Ok(())
}

/// Whether a message of a kind about a user waits.
pub fn is_pending(conn: &Connection, user_id: i64, kind: MessageKind) -> rusqlite::Result<bool> {
    conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM outbox WHERE user_id = ?1 AND kind = ?2 AND state = 'queued')",
    )?
    .query_row((user_id, kind), |row| row.get(0))
}

/// `error` of a message while its text is in flight: what is true of it if the program ends then.
const INTERRUPTED_IN_FLIGHT: &str = "the program ended while the mail server was taking the email, which may have arrived; \
     `referral mail retry ID` sends it again";

/// Claims the message that has been due longest and marks it as `sending`.
pub fn claim_due(tx: &Transaction, now: Timestamp) -> rusqlite::Result<Option<OutboxEntry>> {
    tx.prepare_cached(concat!(
        "UPDATE outbox
         SET state = 'sending', attempts = attempts + 1, error = nullif(error, ?2)
         WHERE id = (
             SELECT id FROM outbox
             WHERE state = 'queued' AND due_at <= ?1
             ORDER BY due_at, id LIMIT 1)
         RETURNING ",
        outbox_columns!()
    ))?
    .query_row((now, INTERRUPTED_IN_FLIGHT), |row| OutboxEntry::try_from(row))
    .optional()
}

/// Records that the text of a claimed message is passed to the mail server now. An error when the
/// message was deleted since.
pub fn mark_in_flight(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    let marked = tx
        .prepare_cached("UPDATE outbox SET error = ?2 WHERE id = ?1 AND state = 'sending'")?
        .execute((id, INTERRUPTED_IN_FLIGHT))?;
    if marked == 1 { Ok(()) } else { Err(rusqlite::Error::QueryReturnedNoRows) }
}

/// When the next message is due.
pub fn next_due(conn: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT min(due_at) FROM outbox WHERE state = 'queued'")?
        .query_row([], |row| row.get(0))
}

/// Replaces the secret: its token expired before the message was delivered.
pub fn set_secret(tx: &Transaction, id: i64, secret: &str, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE outbox SET secret = ?2, secret_at = ?3 WHERE id = ?1")?
        .execute((id, secret, now))?;
    Ok(())
}

/// Deletes the queued messages of a kind to an address: a newer one replaces them.
pub fn cancel_pending(tx: &Transaction, recipient: &Email, kind: MessageKind) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM outbox WHERE recipient = ?1 AND kind = ?2 AND state = 'queued'")?
        .execute((recipient, kind))?;
    Ok(())
}

/// Deletes a user's queued messages of a kind, to any address.
pub fn cancel_pending_of_user(tx: &Transaction, user_id: i64, kind: MessageKind) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM outbox WHERE user_id = ?1 AND kind = ?2 AND state = 'queued'")?
        .execute((user_id, kind))?;
    Ok(())
}

/// Sets the user of a message that was addressed to the owner of an address.
pub fn set_user(tx: &Transaction, id: i64, user_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE outbox SET user_id = ?2 WHERE id = ?1")?.execute((id, user_id))?;
    Ok(())
}

/// Deletes every message to an address, in any state: its owner is erased.
pub fn delete_by_recipient(tx: &Transaction, recipient: &Email) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM outbox WHERE recipient = ?1")?.execute([recipient])?;
    Ok(())
}

pub fn delete(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM outbox WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The mail server accepted the message.
pub fn mark_sent(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE outbox SET state = 'sent', ended_at = ?2, secret = NULL, error = NULL WHERE id = ?1",
    )?
    .execute((id, now))?;
    Ok(())
}

/// The delivery failed; the next attempt is at `due_at`.
pub fn reschedule(tx: &Transaction, id: i64, due_at: Timestamp, error: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE outbox SET state = 'queued', due_at = ?2, error = ?3 WHERE id = ?1")?
        .execute((id, due_at, error))?;
    Ok(())
}

/// The delivery failed for good; admins see it.
pub fn mark_dead(tx: &Transaction, id: i64, error: &str, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE outbox SET state = 'dead', ended_at = ?2, secret = NULL, error = ?3 WHERE id = ?1",
    )?
    .execute((id, now, error))?;
    Ok(())
}

/// After a start: messages that were being delivered when the program ended are queued again, under
/// the same Message-ID. Those in flight may have arrived: they are dead until an operator retries
/// them. Returns how many of these.
pub fn requeue_interrupted(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    let held = tx
        .prepare_cached(
            "UPDATE outbox SET state = 'dead', ended_at = ?1, secret = NULL
             WHERE state = 'sending' AND error = ?2",
        )?
        .execute((now, INTERRUPTED_IN_FLIGHT))?;
    tx.prepare_cached("UPDATE outbox SET state = 'queued' WHERE state = 'sending'")?.execute([])?;
    Ok(held)
}

/// Messages that are queued or being delivered, with ids above `after`, oldest first.
pub fn list_waiting(conn: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<OutboxEntry>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        outbox_columns!(),
        " FROM outbox WHERE state IN ('queued', 'sending') AND id > ?1 ORDER BY id LIMIT ?2"
    ))?
    .query_map((after, limit as i64), |row| OutboxEntry::try_from(row))?
    .collect()
}

/// Messages that were given up, with ids above `after`, oldest first.
pub fn list_dead(conn: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<OutboxEntry>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        outbox_columns!(),
        " FROM outbox WHERE state = 'dead' AND id > ?1 ORDER BY id LIMIT ?2"
    ))?
    .query_map((after, limit as i64), |row| OutboxEntry::try_from(row))?
    .collect()
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<OutboxEntry>> {
    conn.prepare_cached(concat!("SELECT ", outbox_columns!(), " FROM outbox WHERE id = ?1"))?
        .query_row([id], |row| OutboxEntry::try_from(row))
        .optional()
}

/// The states of a message.
pub const STATES: [&str; 4] = ["queued", "sending", "sent", "dead"];

/// Messages in each of `STATES`, from counters that triggers keep.
pub fn count_by_state(conn: &Connection) -> rusqlite::Result<[i64; STATES.len()]> {
    let mut counts = [0; STATES.len()];
    let mut select = conn.prepare_cached("SELECT value FROM counts WHERE name = 'letters_' || ?1")?;
    for (count, state) in counts.iter_mut().zip(STATES) {
        *count = select.query_row([state], |row| row.get("value"))?;
    }
    Ok(counts)
}

/// When the oldest message was written that is neither sent nor given up.
pub fn oldest_waiting(conn: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached(
        "SELECT created_at FROM outbox
         WHERE id = (SELECT min(id) FROM outbox WHERE state IN ('queued', 'sending'))",
    )?
    .query_row([], |row| row.get(0))
    .optional()
}

/// Dead messages that the recipient's mail server refused, of the newest `max` dead ones: a wrong or a full
/// mailbox, not a fault of the own mail server.
pub fn count_refused(conn: &Connection, max: i64) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "SELECT count(*) FROM (SELECT error FROM outbox WHERE state = 'dead' ORDER BY id DESC LIMIT ?1)
         WHERE error LIKE 'the recipient%'",
    )?
    .query_row([max], |row| row.get(0))
}

/// Makes a queued or dead message due now and resets its attempts; all of them without an `id`.
/// Returns how many.
pub fn retry(tx: &Transaction, id: Option<i64>, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "UPDATE outbox SET state = 'queued', due_at = ?2, attempts = 0, ended_at = NULL
         WHERE state IN ('queued', 'dead') AND (?1 IS NULL OR id = ?1)",
    )?
    .execute((id, now))
}

/// Deletes a queued or dead message; false when there is none.
pub fn delete_unsent(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    let deleted = tx
        .prepare_cached("DELETE FROM outbox WHERE id = ?1 AND state IN ('queued', 'dead')")?
        .execute([id])?;
    Ok(deleted == 1)
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` sent and dead messages that ended before `before`;
/// returns how many.
pub fn purge_ended(tx: &Transaction, before: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM outbox WHERE id IN (
             SELECT id FROM outbox WHERE state IN ('sent', 'dead') AND ended_at < ?1 LIMIT ?2)",
    )?
    .execute((before, PURGE_BATCH_ROWS as i64))
}
