//! Referral codes.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::code::{Code, CodeStatus, Description, Key};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::conn::constraints::map_unique_violation;
use crate::store::ledger::{self, Event};
use crate::store::retired_codes;
use crate::store::{PURGE_BATCH_ROWS, Transaction};

#[derive(Clone, Debug)]
pub struct Referral {
    pub id: i64,
    pub user_id: i64,
    pub referral_code: String,
    pub description: String,
    /// The mail server took the letter that carries the link.
    pub is_send: bool,
    /// Switched on; whether it works is `state`.
    pub is_activated: bool,
    pub date: Timestamp,
    pub expires_at: Timestamp,
    pub deleted: bool,
    /// How many may take a place by it; no limit when empty.
    pub max_uses: Option<i64>,
    /// How many took one: confirmed, and not rejected.
    pub uses: i64,
    /// Registered by it while it worked, confirmed or not.
    pub registered: i64,
    /// Of those the ones that count.
    pub confirmed: i64,
}

impl Referral {
    /// What its owner has said of it.
    pub fn terms(&self) -> CodeTerms {
        CodeTerms {
            description: Description::from_db(self.description.clone()),
            expires_at: self.expires_at,
            max_uses: self.max_uses,
        }
    }

    /// Whether the code works at `now`. The sweep may not have come by yet, so the date decides.
    pub fn status(&self, now: Timestamp) -> CodeStatus {
        if self.expires_at <= now && !self.deleted {
            CodeStatus::Expired
        } else if !self.is_activated {
            CodeStatus::Off
        } else if self.max_uses.is_some_and(|most| self.uses >= most) {
            CodeStatus::UsedUp
        } else {
            CodeStatus::Active
        }
    }
}

macro_rules! columns {
    () => {
        "r.id, r.user_id, r.referral_code, r.description, r.is_send, r.is_activated, r.date, r.expires_at, \
         r.deleted_at IS NOT NULL, r.max_uses, r.uses, r.registered, r.counted"
    };
}

pub(super) use columns;

/// How many columns `columns!` names: where a joined query goes on.
pub(super) const WIDTH: usize = 13;

impl TryFrom<&Row<'_>> for Referral {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<Referral> {
        Ok(Referral {
            id: row.get(0)?,
            user_id: row.get(1)?,
            referral_code: row.get(2)?,
            description: row.get(3)?,
            is_send: row.get(4)?,
            is_activated: row.get(5)?,
            date: row.get(6)?,
            expires_at: row.get(7)?,
            deleted: row.get(8)?,
            max_uses: row.get(9)?,
            uses: row.get(10)?,
            registered: row.get(11)?,
            confirmed: row.get(12)?,
        })
    }
}

/// A code as a stranger meets it: with its owner's name, and what it is worth if the owner is.
#[derive(Clone, Debug)]
pub struct Invitation {
    pub referral: Referral,
    pub referrer_name: String,
    /// Disabled, or in a frozen branch.
    pub referrer_is_blocked: bool,
}

impl Invitation {
    pub fn status(&self, now: Timestamp) -> CodeStatus {
        if self.referrer_is_blocked { CodeStatus::Off } else { self.referral.status(now) }
    }
}

pub fn find_invitation_by_key(conn: &Connection, key: &Key) -> rusqlite::Result<Option<Invitation>> {
    let mut statement = conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        ", u.firstname, u.disabled_at IS NOT NULL OR u.frozen_by IS NOT NULL FROM referrals r JOIN users u ON u.id = r.user_id WHERE r.code_key = ?1"
    ))?;
    first_of(key, |reading| statement.query_row([reading], read_invitation).optional())
}

/// What is found by the likeliest reading of a code by which anything is found.
fn first_of<T>(
    key: &Key,
    mut find: impl FnMut(&str) -> rusqlite::Result<Option<T>>,
) -> rusqlite::Result<Option<T>> {
    for reading in key.possible_codes() {
        if let Some(found) = find(reading)? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

pub fn find_invitation_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<Invitation>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        ", u.firstname, u.disabled_at IS NOT NULL OR u.frozen_by IS NOT NULL FROM referrals r JOIN users u ON u.id = r.user_id WHERE r.id = ?1"
    ))?
    .query_row([id], read_invitation)
    .optional()
}

fn read_invitation(row: &Row<'_>) -> rusqlite::Result<Invitation> {
    Ok(Invitation {
        referral: Referral::try_from(row)?,
        referrer_name: row.get(WIDTH)?,
        referrer_is_blocked: row.get(WIDTH + 1)?,
    })
}

/// A code that its owner has not deleted.
pub fn find_own_by_key(conn: &Connection, user_id: i64, key: &Key) -> rusqlite::Result<Option<Referral>> {
    let mut statement = conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM referrals r WHERE r.code_key = ?1 AND r.user_id = ?2 AND r.deleted_at IS NULL"
    ))?;
    first_of(key, |reading| statement.query_row((reading, user_id), |row| Referral::try_from(row)).optional())
}

/// The one code of a person that works now.
pub fn find_active_by_user(
    conn: &Connection,
    user_id: i64,
    now: Timestamp,
) -> rusqlite::Result<Option<Referral>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM referrals r WHERE r.user_id = ?1 AND r.is_activated = 1 AND r.expires_at > ?2"
    ))?
    .query_row((user_id, now), |row| Referral::try_from(row))
    .optional()
}

/// The code that works now of whoever has an address: one question, whether or not anybody has it.
pub fn find_active_by_email(
    conn: &Connection,
    email: &Email,
    now: Timestamp,
) -> rusqlite::Result<Option<Referral>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM users u JOIN referrals r ON r.user_id = u.id AND r.is_activated = 1 AND r.expires_at > ?2 \
         WHERE u.email = ?1 AND u.is_activated = 1 AND u.disabled_at IS NULL AND u.frozen_by IS NULL \
         AND (r.max_uses IS NULL OR r.uses < r.max_uses)"
    ))?
    .query_row((email.as_str(), now), |row| Referral::try_from(row))
    .optional()
}

/// A code and how often its link was opened.
#[derive(Clone, Debug)]
pub struct CodeWithStats {
    pub referral: Referral,
    pub clicks: i64,
    /// By how many people, each counted once a day.
    pub unique_visitors: i64,
}

/// What codes are called and whose they are, by their ids; those that are gone are left out.
pub fn find_codes(conn: &Connection, ids: &[i64]) -> rusqlite::Result<HashMap<i64, (String, i64)>> {
    conn.prepare_cached(
        "SELECT r.id, r.referral_code, r.user_id FROM json_each(?1) j CROSS JOIN referrals r ON r.id = j.value",
    )?
    .query_map([serde_json::Value::from(ids).to_string()], |row| {
        Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
    })?
    .collect()
}

/// A person's codes that are not deleted, newest first, those with an id below `before`.
pub fn list_by_user(
    conn: &Connection,
    user_id: i64,
    before: i64,
    limit: usize,
) -> rusqlite::Result<Vec<CodeWithStats>> {
    conn.prepare_cached(LIST_BY_USER)?
        .query_map((user_id, before, limit as i64), |row| {
            Ok(CodeWithStats {
                referral: Referral::try_from(row)?,
                clicks: row.get(WIDTH)?,
                unique_visitors: row.get(WIDTH + 1)?,
            })
        })?
        .collect()
}

pub const LIST_BY_USER: &str = concat!(
    "SELECT ",
    columns!(),
    ", (SELECT coalesce(sum(clicks), 0) FROM clicks c WHERE c.referral_id = r.id) \
     , (SELECT coalesce(sum(people), 0) FROM clicks c WHERE c.referral_id = r.id) \
     FROM referrals r WHERE r.user_id = ?1 AND r.id < ?2 AND r.deleted_at IS NULL ORDER BY r.id DESC LIMIT ?3"
);

/// Why a code could not be stored or switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeConflict {
    /// Somebody has or had this code.
    Taken,
    /// The owner has another active one.
    ActiveExists,
}

impl CodeConflict {
    /// What its owner is told, at the field of the code.
    pub fn validation_error(self) -> ValidationError {
        match self {
            CodeConflict::Taken => ValidationError::CodeTaken,
            CodeConflict::ActiveExists => ValidationError::ActiveCodeExists,
        }
    }
}

/// What an owner may say of a code.
#[derive(Clone, Debug)]
pub struct CodeTerms {
    pub description: Description,
    pub expires_at: Timestamp,
    pub max_uses: Option<i64>,
}

/// Stores a new, active code; returns its id. Expired codes of the owner stand in nobody's way.
pub fn insert(
    tx: &Transaction,
    user_id: i64,
    code: &Code,
    terms: &CodeTerms,
    now: Timestamp,
) -> rusqlite::Result<Result<i64, CodeConflict>> {
    switch_off_expired_of(tx, user_id, now)?;
    if retired_codes::is_retired(tx, &code.key)? {
        return Ok(Err(CodeConflict::Taken));
    }
    let inserted = tx
        .prepare_cached(
            "INSERT INTO referrals (user_id, referral_code, code_key, description, date, expires_at, max_uses) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (code_key) DO NOTHING RETURNING id",
        )?
        .query_row(
            (
                user_id,
                &code.shown,
                code.key.as_str(),
                terms.description.as_str(),
                now,
                terms.expires_at,
                terms.max_uses,
            ),
            |row| row.get(0),
        )
        .optional();
    // With the code's own uniqueness handled above, the partial index is what is left to be violated.
    match map_unique_violation(inserted)? {
        None => Ok(Err(CodeConflict::ActiveExists)),
        Some(None) => Ok(Err(CodeConflict::Taken)),
        Some(Some(id)) => {
            let (expires_at, max_uses) = (terms.expires_at.0, terms.max_uses);
            let event = Event::CodeAdded { code: id, owner: user_id, expires_at, max_uses };
            ledger::append(tx, &event, now).map(|_| Ok(id))
        }
    }
}

/// Changes what an owner may change.
pub fn update(
    tx: &Transaction,
    referral: &Referral,
    terms: &CodeTerms,
    active: bool,
    now: Timestamp,
) -> rusqlite::Result<Result<(), CodeConflict>> {
    switch_off_expired_of(tx, referral.user_id, now)?;
    let updated = tx
        .prepare_cached(
            "UPDATE referrals SET description = ?2, expires_at = ?3, is_activated = ?4, max_uses = ?5 \
             WHERE id = ?1 AND deleted_at IS NULL",
        )?
        .execute((referral.id, terms.description.as_str(), terms.expires_at, active, terms.max_uses));
    if map_unique_violation(updated)?.is_none() {
        return Ok(Err(CodeConflict::ActiveExists));
    }
    let (expires_at, max_uses) = (terms.expires_at.0, terms.max_uses);
    let event = Event::CodeChanged { code: referral.id, active, expires_at, max_uses };
    ledger::append(tx, &event, now)?;
    Ok(Ok(()))
}

/// Deletes a code for its owner; who came by it stays known.
pub fn delete(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE referrals SET is_activated = 0, deleted_at = ?2 WHERE id = ?1")?
        .execute((id, now))?;
    ledger::append(tx, &Event::CodeDeleted { code: id }, now)?;
    Ok(())
}

/// The mail server took the letter that carries the link.
pub fn mark_email_sent(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE referrals SET is_send = 1 WHERE id = ?1")?.execute([id])?;
    Ok(())
}

fn switch_off_expired_of(tx: &Transaction, user_id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE referrals SET is_activated = 0 WHERE user_id = ?1 AND is_activated = 1 AND expires_at <= ?2",
    )?
    .execute((user_id, now))?;
    Ok(())
}

/// The sweep: switches off what has expired, `SWEPT` at most; returns how many.
pub fn deactivate_expired(tx: &Transaction, now: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "UPDATE referrals SET is_activated = 0 WHERE id IN ( \
             SELECT id FROM referrals WHERE is_activated = 1 AND expires_at <= ?1 LIMIT ?2)",
    )?
    .execute((now, PURGE_BATCH_ROWS as i64))
}
