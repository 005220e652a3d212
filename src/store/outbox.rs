//! Letters on their way: written in the transaction that needs them, delivered later.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::email::Email;
use crate::domain::named_enum::named_enum;
use crate::domain::timestamp::Timestamp;
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
    }
}

/// A letter to be written.
pub struct NewOutboxEntry<'a> {
    pub kind: MessageKind,
    /// Whom it is about; it goes when they go. `None`: whoever has the address when the letter is due.
    pub user_id: Option<i64>,
    pub referral_id: Option<i64>,
    pub recipient: &'a Email,
    pub lang: &'a str,
    /// What only the letter may say.
    pub secret: Option<&'a str>,
    /// Without angle brackets; the same at every attempt, so that a letter sent twice is seen as one.
    pub message_id: &'a str,
}

/// A letter as it stands in the table.
#[derive(Clone, Debug)]
pub struct OutboxEntry {
    pub id: i64,
    pub kind: MessageKind,
    /// `None`: whoever has the address when the letter is due.
    pub user_id: Option<i64>,
    pub referral_id: Option<i64>,
    pub recipient: Email,
    pub lang: String,
    pub secret: Option<String>,
    /// When the secret was made.
    pub secret_at: Timestamp,
    pub message_id: String,
    pub state: String,
    /// Deliveries begun so far.
    pub attempts: i64,
    pub created_at: Timestamp,
    pub due_at: Timestamp,
    pub error: Option<String>,
}

macro_rules! columns {
    () => {
        "id, kind, user_id, referral_id, recipient, lang, secret, secret_at, message_id, state, attempts, created_at, due_at, error"
    };
}

impl TryFrom<&Row<'_>> for OutboxEntry {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<OutboxEntry> {
        let kind: String = row.get(1)?;
        Ok(OutboxEntry {
            id: row.get(0)?,
            kind: MessageKind::from_name(&kind).ok_or(rusqlite::Error::InvalidQuery)?,
            user_id: row.get(2)?,
            referral_id: row.get(3)?,
            recipient: Email::from_db(row.get(4)?),
            lang: row.get(5)?,
            secret: row.get(6)?,
            secret_at: row.get(7)?,
            message_id: row.get(8)?,
            state: row.get(9)?,
            attempts: row.get(10)?,
            created_at: row.get(11)?,
            due_at: row.get(12)?,
            error: row.get(13)?,
        })
    }
}

pub fn insert(tx: &Transaction, draft: &NewOutboxEntry, now: Timestamp) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "INSERT INTO outbox (kind, user_id, referral_id, recipient, lang, secret, secret_at, message_id, created_at, due_at) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?8, ?7, ?8, ?8)",
    )?
    .insert((
        draft.kind.name(),
        draft.user_id,
        draft.referral_id,
        draft.recipient.as_str(),
        draft.lang,
        draft.secret,
        draft.message_id,
        now,
    ))
}

/// What is true of a letter whose text is on its way if the program ends now.
const MAY_HAVE_GONE: &str = "the program ended while the mail server was taking the letter, which may have arrived; \
                             `referral mail retry ID` sends it again";

/// Takes the letter that has been due longest and marks it as under way.
pub fn claim_due(tx: &Transaction, now: Timestamp) -> rusqlite::Result<Option<OutboxEntry>> {
    tx.prepare_cached(concat!(
        "UPDATE outbox SET state = 'sending', attempts = attempts + 1, error = nullif(error, ?2) WHERE id = \
         (SELECT id FROM outbox WHERE state = 'queued' AND due_at <= ?1 ORDER BY due_at, id LIMIT 1) RETURNING ",
        columns!()
    ))?
    .query_row((now, MAY_HAVE_GONE), |row| OutboxEntry::try_from(row))
    .optional()
}

/// Notes that the text of a claimed letter goes to the mail server now. A letter that was dropped meanwhile is an error.
pub fn mark_in_flight(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    let noted = tx
        .prepare_cached("UPDATE outbox SET error = ?2 WHERE id = ?1 AND state = 'sending'")?
        .execute((id, MAY_HAVE_GONE))?;
    if noted == 1 { Ok(()) } else { Err(rusqlite::Error::QueryReturnedNoRows) }
}

/// When the next letter is due, if any waits.
pub fn next_due(conn: &Connection) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT min(due_at) FROM outbox WHERE state = 'queued'")?
        .query_row([], |row| row.get(0))
}

/// Replaces what only the letter may say: the old token had expired before the letter could go.
pub fn set_secret(tx: &Transaction, id: i64, secret: &str, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE outbox SET secret = ?2, secret_at = ?3 WHERE id = ?1")?
        .execute((id, secret, now))?;
    Ok(())
}

/// Drops the letters of a kind that still wait for an address: a newer one takes their place.
pub fn cancel_pending(tx: &Transaction, recipient: &Email, kind: MessageKind) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM outbox WHERE recipient = ?1 AND kind = ?2 AND state = 'queued'")?
        .execute((recipient.as_str(), kind.name()))?;
    Ok(())
}

/// Drops a person's own letters of a kind that still wait, wherever they go.
pub fn cancel_pending_of_user(tx: &Transaction, user_id: i64, kind: MessageKind) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM outbox WHERE user_id = ?1 AND kind = ?2 AND state = 'queued'")?
        .execute((user_id, kind.name()))?;
    Ok(())
}

/// Names whom a letter turned out to be about.
pub fn set_user(tx: &Transaction, id: i64, user_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE outbox SET user_id = ?2 WHERE id = ?1")?.execute((id, user_id))?;
    Ok(())
}

/// Forgets every letter to an address, whomever it is about: its owner wants to be named nowhere.
pub fn delete_by_recipient(tx: &Transaction, recipient: &Email) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM outbox WHERE recipient = ?1")?.execute([recipient.as_str()])?;
    Ok(())
}

/// Drops a letter that nobody needs any more.
pub fn delete(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("DELETE FROM outbox WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The mail server took the letter.
pub fn mark_sent(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE outbox SET state = 'sent', ended_at = ?2, secret = NULL, error = NULL WHERE id = ?1",
    )?
    .execute((id, now))?;
    Ok(())
}

/// The delivery failed and is tried again at `due_at`.
pub fn reschedule(tx: &Transaction, id: i64, due_at: Timestamp, error: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE outbox SET state = 'queued', due_at = ?2, error = ?3 WHERE id = ?1")?
        .execute((id, due_at, error))?;
    Ok(())
}

/// The delivery failed for good; the operator sees it.
pub fn mark_dead(tx: &Transaction, id: i64, error: &str, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE outbox SET state = 'dead', ended_at = ?2, secret = NULL, error = ?3 WHERE id = ?1",
    )?
    .execute((id, now, error))?;
    Ok(())
}

/// Letters whose delivery was under way when the program ended are due again, under the same Message-ID, but for those
/// that may have gone: they are given up, and the operator sees why. Returns how many.
pub fn requeue_interrupted(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    let held = tx
        .prepare_cached(
            "UPDATE outbox SET state = 'dead', ended_at = ?1, secret = NULL WHERE state = 'sending' AND error = ?2",
        )?
        .execute((now, MAY_HAVE_GONE))?;
    tx.prepare_cached("UPDATE outbox SET state = 'queued' WHERE state = 'sending'")?.execute([])?;
    Ok(held)
}

/// Letters that wait or are on their way, oldest first, those with a number above `after`.
pub fn list_waiting(conn: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<OutboxEntry>> {
    let sql = concat!(
        "SELECT ",
        columns!(),
        " FROM outbox WHERE state IN ('queued', 'sending') AND id > ?1 ORDER BY id LIMIT ?2"
    );
    conn.prepare_cached(sql)?.query_map((after, limit as i64), |row| OutboxEntry::try_from(row))?.collect()
}

/// Letters that were given up, oldest first, those with a number above `after`.
pub fn list_dead(conn: &Connection, after: i64, limit: usize) -> rusqlite::Result<Vec<OutboxEntry>> {
    let sql =
        concat!("SELECT ", columns!(), " FROM outbox WHERE state = 'dead' AND id > ?1 ORDER BY id LIMIT ?2");
    conn.prepare_cached(sql)?.query_map((after, limit as i64), |row| OutboxEntry::try_from(row))?.collect()
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<OutboxEntry>> {
    conn.prepare_cached(concat!("SELECT ", columns!(), " FROM outbox WHERE id = ?1"))?
        .query_row([id], |row| OutboxEntry::try_from(row))
        .optional()
}

/// The states a letter can be in.
pub const STATES: [&str; 4] = ["queued", "sending", "sent", "dead"];

/// How many letters are in a state, in the order of `STATES`: counted as they come and go.
pub fn count_by_state(conn: &Connection) -> rusqlite::Result<[i64; STATES.len()]> {
    let mut counts = [0; STATES.len()];
    let mut count = conn.prepare_cached("SELECT value FROM counts WHERE name = 'letters_' || ?1")?;
    for (place, state) in counts.iter_mut().zip(STATES) {
        *place = count.query_row([state], |row| row.get(0))?;
    }
    Ok(counts)
}

/// Puts a waiting or dead letter to the front, with its attempts forgotten; all of them without an `id`. Returns
/// how many.
pub fn retry(tx: &Transaction, id: Option<i64>, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "UPDATE outbox SET state = 'queued', due_at = ?2, attempts = 0, ended_at = NULL \
         WHERE state IN ('queued', 'dead') AND (?1 IS NULL OR id = ?1)",
    )?
    .execute((id, now))
}

/// Drops a waiting or dead letter; false when there is none, or it is on its way or gone.
pub fn delete_unsent(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    let dropped = tx
        .prepare_cached("DELETE FROM outbox WHERE id = ?1 AND state IN ('queued', 'dead')")?
        .execute([id])?;
    Ok(dropped == 1)
}

/// The sweep: forgets sent and dead letters that ended before `ended`, `SWEPT` at most; returns how many.
pub fn purge_ended(tx: &Transaction, ended: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached("DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state IN ('sent', 'dead') AND ended_at < ?1 LIMIT ?2)")?
        .execute((ended, PURGE_BATCH_ROWS as i64))
}
