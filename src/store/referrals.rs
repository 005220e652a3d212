//! Referral codes, as their owners read and change them.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::code::{Code, CodeStatus, Description, Key};
use crate::domain::funnel::Funnel;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::conn::constraints::map_trigger_violation;
use crate::store::funnels::{self, funnel_columns};
use crate::store::ledger::{self, Event};
use crate::store::row::row;
use crate::store::{PURGE_BATCH_ROWS, Transaction};
use crate::store::{retired_codes, settings};

row! {
    pub struct Referral, referral_columns! {
        pub id: i64 = "r.id",
        pub user_id: i64 = "r.user_id",
        pub referral_code: String = "r.referral_code",
        pub description: String = "r.description",
        /// The mail server accepted the email that carries the link.
        pub is_send: bool = "r.is_send",
        /// Switched on; whether the code works is `status`.
        pub is_activated: bool = "r.is_activated",
        /// Time of its creation.
        pub date: Timestamp = "r.date",
        /// `None`: it has no end, as a participant's.
        pub expires_at: Option<Timestamp> = "r.expires_at",
        pub deleted: bool = "r.deleted_at IS NOT NULL",
        /// Limit of `uses`; `None` for no limit.
        pub max_uses: Option<i64> = "r.max_uses",
        /// Referees who confirmed and were not rejected.
        pub uses: i64 = "r.uses",
    }
}
pub(super) use referral_columns;

impl Referral {
    pub fn terms(&self) -> CodeTerms {
        CodeTerms {
            description: Description::from_db(self.description.clone()),
            expires_at: self.expires_at,
            max_uses: self.max_uses,
        }
    }

    /// Status at `now`. The date decides, because the purge switches expired codes off later.
    pub fn status(&self, now: Timestamp) -> CodeStatus {
        if self.expires_at.is_some_and(|end| end <= now) && !self.deleted {
            CodeStatus::Expired
        } else if !self.is_activated {
            CodeStatus::Off
        } else if self.max_uses.is_some_and(|max| self.uses >= max) {
            CodeStatus::UsedUp
        } else {
            CodeStatus::Active
        }
    }
}

/// What `find` returns for the likeliest reading of a typed code that finds anything.
pub(super) fn find_first<T>(
    key: &Key,
    mut find: impl FnMut(&str) -> rusqlite::Result<Option<T>>,
) -> rusqlite::Result<Option<T>> {
    for code in key.possible_codes() {
        if let Some(found) = find(code)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

/// A user's own code that is not deleted.
pub fn find_own_by_key(conn: &Connection, user_id: i64, key: &Key) -> rusqlite::Result<Option<Referral>> {
    let mut statement = conn.prepare_cached(concat!(
        "SELECT ",
        referral_columns!(),
        " FROM referrals r WHERE r.code_key = ?1 AND r.user_id = ?2 AND r.deleted_at IS NULL"
    ))?;
    find_first(key, |code| statement.query_row((code, user_id), |row| Referral::try_from(row)).optional())
}

/// A user's newest active code.
pub fn find_active_by_user(
    conn: &Connection,
    user_id: i64,
    now: Timestamp,
) -> rusqlite::Result<Option<Referral>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        referral_columns!(),
        " FROM referrals r WHERE r.user_id = ?1 AND r.is_activated = 1
           AND (r.expires_at IS NULL OR r.expires_at > ?2)
         ORDER BY r.id DESC LIMIT 1"
    ))?
    .query_row((user_id, now), |row| Referral::try_from(row))
    .optional()
}

/// The code of a user that is switched on, expired or not.
pub fn find_switched_on(conn: &Connection, user_id: i64) -> rusqlite::Result<Option<Referral>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        referral_columns!(),
        " FROM referrals r WHERE r.user_id = ?1 AND r.is_activated = 1"
    ))?
    .query_row([user_id], |row| Referral::try_from(row))
    .optional()
}

/// A user's active codes, newest first.
pub fn list_active_by_user(
    conn: &Connection,
    user_id: i64,
    now: Timestamp,
) -> rusqlite::Result<Vec<Referral>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        referral_columns!(),
        " FROM referrals r WHERE r.user_id = ?1 AND r.is_activated = 1
           AND (r.expires_at IS NULL OR r.expires_at > ?2)
         ORDER BY r.id DESC"
    ))?
    .query_map((user_id, now), |row| Referral::try_from(row))?
    .collect()
}

/// Code and owner's id by referral id; erased ones are left out.
pub fn find_codes(conn: &Connection, ids: &[i64]) -> rusqlite::Result<HashMap<i64, (String, i64)>> {
    conn.prepare_cached(
        "SELECT r.id, r.referral_code, r.user_id
         FROM json_each(?1) j CROSS JOIN referrals r ON r.id = j.value",
    )?
    .query_map([serde_json::Value::from(ids).to_string()], |row| {
        Ok((row.get("id")?, (row.get("referral_code")?, row.get("user_id")?)))
    })?
    .collect()
}

/// A code and what came of it.
#[derive(Clone, Debug)]
pub struct CodeWithFunnel {
    pub referral: Referral,
    pub funnel: Funnel,
}

impl TryFrom<&Row<'_>> for CodeWithFunnel {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<CodeWithFunnel> {
        Ok(CodeWithFunnel { referral: Referral::try_from(row)?, funnel: funnels::read(row)? })
    }
}

/// A user's codes with ids below `before` that are not deleted, newest first.
pub fn list_by_user(
    conn: &Connection,
    user_id: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<CodeWithFunnel>> {
    conn.prepare_cached(LIST_BY_USER)?
        .query_map((user_id, before, limit as i64), |row| CodeWithFunnel::try_from(row))?
        .collect()
}

pub const LIST_BY_USER: &str = concat!(
    "SELECT ",
    referral_columns!(),
    funnel_columns!(),
    " FROM referrals r
     WHERE r.user_id = ?1 AND r.id < ?2 AND r.deleted_at IS NULL
     ORDER BY r.id DESC LIMIT ?3"
);

/// What an owner sets about a code.
#[derive(Clone, Debug)]
pub struct CodeTerms {
    pub description: Description,
    /// `None`: no end.
    pub expires_at: Option<Timestamp>,
    pub max_uses: Option<i64>,
}

/// Why a code could not be stored or switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeConflict {
    /// The code exists or existed, its owner's or another's.
    Taken,
    /// The owner has as many active ones as `referrals.active_codes` allows.
    ActiveExists,
}

impl CodeConflict {
    pub fn validation_error(self) -> ValidationError {
        match self {
            CodeConflict::Taken => ValidationError::CodeTaken,
            CodeConflict::ActiveExists => ValidationError::ActiveCodeExists,
        }
    }
}

/// Outcome of `insert`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeInsert {
    /// With the new code's id.
    Inserted(i64),
    Conflict(CodeConflict),
}

impl CodeInsert {
    pub fn id(self) -> Option<i64> {
        match self {
            CodeInsert::Inserted(id) => Some(id),
            CodeInsert::Conflict(_) => None,
        }
    }
}

/// Stores a new, active code. The owner's expired codes are switched off first.
pub fn insert(
    tx: &Transaction,
    user_id: i64,
    code: &Code,
    terms: &CodeTerms,
    now: Timestamp,
) -> rusqlite::Result<CodeInsert> {
    deactivate_expired_of_user(tx, user_id, now)?;
    if retired_codes::is_retired(tx, &code.key)? {
        return Ok(CodeInsert::Conflict(CodeConflict::Taken));
    }
    let CodeTerms { description, expires_at, max_uses } = terms;
    let inserted = tx
        .prepare_cached(
            "INSERT INTO referrals
                 (user_id, referral_code, code_key, description, date, expires_at, max_uses)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
             ON CONFLICT (code_key) DO NOTHING
             RETURNING id",
        )?
        .query_row(
            (user_id, &code.shown, code.key.as_str(), description.as_str(), now, expires_at, max_uses),
            |row| row.get("id"),
        )
        .optional();
    // Only the trigger that limits a user's active codes can refuse what was checked before.
    match map_trigger_violation(inserted)? {
        None => Ok(CodeInsert::Conflict(CodeConflict::ActiveExists)),
        Some(None) => Ok(CodeInsert::Conflict(CodeConflict::Taken)),
        Some(Some(id)) => {
            let (expires_at, max_uses) = (expires_at.map(|end| end.0), *max_uses);
            let event = Event::CodeAdded { code: id, owner: user_id, expires_at, max_uses };
            ledger::append(tx, &event, now)?;
            Ok(CodeInsert::Inserted(id))
        }
    }
}

/// Changes a code; false when it is to be active and the owner has as many as the settings allow.
pub fn update(
    tx: &Transaction,
    referral: &Referral,
    terms: &CodeTerms,
    active: bool,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    deactivate_expired_of_user(tx, referral.user_id, now)?;
    let updated = tx
        .prepare_cached(
            "UPDATE referrals
             SET description = ?2, expires_at = ?3, is_activated = ?4, max_uses = ?5
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .execute((referral.id, terms.description.as_str(), terms.expires_at, active, terms.max_uses));
    if map_trigger_violation(updated)?.is_none() {
        return Ok(false);
    }
    let (expires_at, max_uses) = (terms.expires_at.map(|end| end.0), terms.max_uses);
    let event = Event::CodeChanged { code: referral.id, active, expires_at, max_uses };
    ledger::append(tx, &event, now)?;
    Ok(true)
}

/// Deletes a code for its owner; its attributions stay.
pub fn delete(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE referrals SET is_activated = 0, deleted_at = ?2 WHERE id = ?1")?
        .execute((id, now))?;
    ledger::append(tx, &Event::CodeDeleted { code: id }, now)?;
    Ok(())
}

/// The mail server accepted the email that carries the link.
pub fn mark_email_sent(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE referrals SET is_send = 1 WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// Tells the database's triggers how many active codes a user may have.
pub fn allow_active(tx: &Transaction, codes: i64) -> rusqlite::Result<()> {
    let allowed = codes.to_string();
    if settings::get(tx, "active_codes")?.as_deref() != Some(allowed.as_bytes()) {
        settings::set(tx, "active_codes", allowed.as_bytes())?;
    }
    Ok(())
}

fn deactivate_expired_of_user(tx: &Transaction, user_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE referrals SET is_activated = 0
         WHERE user_id = ?1 AND is_activated = 1 AND expires_at <= ?2",
    )?
    .execute((user_id, now))?;
    Ok(())
}

/// Purge: switches off at most `PURGE_BATCH_ROWS` expired codes; returns how many.
pub fn deactivate_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "UPDATE referrals SET is_activated = 0 WHERE id IN (
             SELECT id FROM referrals WHERE is_activated = 1 AND expires_at <= ?1 LIMIT ?2)",
    )?
    .execute((now, PURGE_BATCH_ROWS as i64))
}
