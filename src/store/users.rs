//! People.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row};

use crate::crypto::tokens::Hash;
use crate::domain::email::Email;
use crate::domain::person::{Firstname, LeaderboardName};
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::ledger::{self, Event};
use crate::store::{compaction, retired_codes};

#[derive(Clone, Debug)]
pub struct User {
    pub id: i64,
    pub firstname: String,
    pub email: Email,
    /// A PHC scrypt string.
    pub password: String,
    /// The mail server took the confirmation letter.
    pub send: bool,
    /// The address is confirmed.
    pub is_activated: bool,
    /// Has signed in and is not disabled.
    pub is_active: bool,
    /// When the person registered.
    pub date: Timestamp,
    /// Of letters; empty for the site's.
    pub lang: String,
    pub is_admin: bool,
    pub disabled_at: Option<Timestamp>,
    /// Stands in a branch that an admin froze.
    pub is_frozen: bool,
    /// How the leaderboard shows them; `None` for not at all, which is how everybody begins.
    pub listed: Option<LeaderboardName>,
}

impl User {
    /// Whether the address is theirs to keep. One that nobody confirmed is for whoever does; one whose account an operator
    /// disabled is not to be had by registering it again.
    pub fn is_confirmed_owner(&self) -> bool {
        self.is_activated || self.disabled_at.is_some()
    }
}

/// The columns of `User`, in its order, of a table called `u`.
macro_rules! columns {
    () => {
        "u.id, u.firstname, u.email, u.password, u.send, u.is_activated, u.is_active, u.date, u.lang, u.is_admin, \
         u.disabled_at, u.frozen_by IS NOT NULL, u.listed"
    };
}
pub(super) use columns;

/// How many columns `columns!` names: where a joined query goes on.
pub(super) const WIDTH: usize = 13;

impl TryFrom<&Row<'_>> for User {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<User> {
        Ok(User {
            id: row.get(0)?,
            firstname: row.get(1)?,
            email: Email::from_db(row.get(2)?),
            password: row.get(3)?,
            send: row.get(4)?,
            is_activated: row.get(5)?,
            is_active: row.get(6)?,
            date: row.get(7)?,
            lang: row.get::<_, Option<String>>(8)?.unwrap_or_default(),
            is_admin: row.get(9)?,
            disabled_at: row.get(10)?,
            is_frozen: row.get(11)?,
            listed: row.get_ref(12)?.as_str_or_null()?.and_then(LeaderboardName::from_name),
        })
    }
}

pub fn find_by_email(conn: &Connection, email: &Email) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!("SELECT ", columns!(), " FROM users u WHERE u.email = ?1"))?
        .query_row([email.as_str()], |row| User::try_from(row))
        .optional()
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!("SELECT ", columns!(), " FROM users u WHERE u.id = ?1"))?
        .query_row([id], |row| User::try_from(row))
        .optional()
}

/// What people are called, by their ids; those who are gone are left out.
pub fn find_names(conn: &Connection, ids: &[i64]) -> rusqlite::Result<HashMap<i64, String>> {
    conn.prepare_cached("SELECT u.id, u.firstname FROM json_each(?1) j CROSS JOIN users u ON u.id = j.value")?
        .query_map([serde_json::Value::from(ids).to_string()], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Everybody, those who came first first.
pub fn list_all(conn: &Connection) -> rusqlite::Result<Vec<User>> {
    conn.prepare_cached(concat!("SELECT ", columns!(), " FROM users u ORDER BY u.id"))?
        .query_map([], |row| User::try_from(row))?
        .collect()
}

/// How many people have confirmed their address: those who take part.
pub fn count_confirmed(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT value FROM counts WHERE name = 'taking_part'")?
        .query_row([], |row| row.get(0))
}

/// What a registration says of a person. The password is its PHC string.
pub struct NewUser<'a> {
    pub firstname: &'a Firstname,
    pub email: &'a Email,
    pub password: &'a str,
    pub lang: &'a str,
}

/// Adds a person whose address is not confirmed yet; returns the new id.
pub fn insert(tx: &Transaction, r: &NewUser, now: Timestamp) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "INSERT INTO users (firstname, email, password, lang, date) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .insert((r.firstname.as_str(), r.email.as_str(), r.password, r.lang, now))
}

/// Somebody registers an address again that nobody confirmed: the last one counts, or a stranger could hold the
/// address with a password of their own.
pub fn register_again(tx: &Transaction, id: i64, r: &NewUser, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET firstname = ?2, password = ?3, lang = ?4, date = ?5, send = 0 WHERE id = ?1 AND is_activated = 0",
    )?
    .execute((id, r.firstname.as_str(), r.password, r.lang, now))?;
    Ok(())
}

/// Sets what confirms the address from now on; what did before is dead. `browser` stays as it was when `None`.
pub fn set_activation(
    tx: &Transaction,
    id: i64,
    token: &Hash,
    digits: &Hash,
    browser: Option<&Hash>,
    now: Timestamp,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET activation_token = ?2, activation_code = ?3, browser = coalesce(?4, browser), code_attempts = 0, \
         token_created_at = ?5 WHERE id = ?1 AND is_activated = 0",
    )?
    .execute((id, token, digits, browser, now))?;
    Ok(())
}

/// What stands between an unconfirmed person and the confirmation.
#[derive(Clone, Debug)]
pub struct Activation {
    pub user_id: i64,
    pub is_activated: bool,
    /// Empty after success.
    pub token_created_at: Option<Timestamp>,
    pub digits: Option<Hash>,
    /// Wrong digits given so far.
    pub attempts: i64,
    pub browser: Option<Hash>,
    pub disabled: bool,
}

pub fn find_activation_by_token(conn: &Connection, token: &Hash) -> rusqlite::Result<Option<Activation>> {
    activation(conn, "activation_token = ?1", token)
}

pub fn find_activation_by_email(conn: &Connection, email: &Email) -> rusqlite::Result<Option<Activation>> {
    activation(conn, "email = ?1", email.as_str())
}

fn activation(
    conn: &Connection,
    which: &str,
    value: impl rusqlite::ToSql,
) -> rusqlite::Result<Option<Activation>> {
    conn.prepare_cached(&format!(
        "SELECT id, is_activated, token_created_at, activation_code, code_attempts, browser, disabled_at IS NOT NULL \
         FROM users WHERE {which}"
    ))?
    .query_row([value], |row| {
        Ok(Activation {
            user_id: row.get(0)?,
            is_activated: row.get(1)?,
            token_created_at: row.get(2)?,
            digits: row.get(3)?,
            attempts: row.get(4)?,
            browser: row.get(5)?,
            disabled: row.get(6)?,
        })
    })
    .optional()
}

/// Confirms the address: the time of the token goes, its hash stays, as the seed has it. Says whether it was this
/// call that did it.
pub fn confirm(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE users SET is_activated = 1, token_created_at = NULL, activation_code = NULL, browser = NULL, \
             code_attempts = 0 WHERE id = ?1 AND is_activated = 0",
        )?
        .execute([id])?;
    Ok(changed == 1)
}

pub fn count_wrong_digits(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET code_attempts = code_attempts + 1 WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The mail server took the confirmation letter.
pub fn mark_email_sent(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET send = 1 WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The person has signed in.
pub fn mark_active(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET is_active = 1 WHERE id = ?1 AND disabled_at IS NULL AND is_active = 0",
    )?
    .execute([id])?;
    Ok(())
}

/// Keeps a person out from now on; false when they were already.
pub fn disable(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE users SET disabled_at = ?2, is_active = 0 WHERE id = ?1 AND disabled_at IS NULL",
        )?
        .execute((id, now))?;
    Ok(changed == 1)
}

/// Lets a person in again, who is active as soon as they sign in; false when they were not disabled.
pub fn enable(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached("UPDATE users SET disabled_at = NULL WHERE id = ?1 AND disabled_at IS NOT NULL")?
        .execute([id])?;
    Ok(changed == 1)
}

/// Lets a person see everybody's referrals; false when they did already.
pub fn make_admin(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    let changed =
        tx.prepare_cached("UPDATE users SET is_admin = 1 WHERE id = ?1 AND is_admin = 0")?.execute([id])?;
    Ok(changed == 1)
}

/// Takes that away; false when they were no admin.
pub fn remove_admin(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    let changed =
        tx.prepare_cached("UPDATE users SET is_admin = 0 WHERE id = ?1 AND is_admin = 1")?.execute([id])?;
    Ok(changed == 1)
}

/// Sets the PHC string of a new password.
pub fn update_password(tx: &Transaction, id: i64, password: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET password = ?2 WHERE id = ?1")?.execute((id, password))?;
    Ok(())
}

/// Replaces a hash by one of the same password at another cost; false when it was replaced meanwhile.
pub fn update_hash(tx: &Transaction, id: i64, old: &str, new: &str) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached("UPDATE users SET password = ?3 WHERE id = ?1 AND password = ?2")?
        .execute((id, old, new))?;
    Ok(changed == 1)
}

/// Sets a confirmed new address; false when somebody else has it by now.
pub fn update_email(tx: &Transaction, id: i64, email: &Email) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE users SET email = ?2 WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM users WHERE email = ?2)",
        )?
        .execute((id, email.as_str()))?;
    Ok(changed == 1)
}

/// Takes the person and all that names them: codes, sessions, letters, and others' wishes for their address. Who came
/// by them stays, unnamed.
pub fn delete(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "DELETE FROM address_changes WHERE new_email = (SELECT email FROM users WHERE id = ?1)",
    )?
    .execute([id])?;
    anonymize(tx, id, now)
}

/// The same, but for what others want with the address: it was never shown to be this person's.
pub(super) fn anonymize(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    // What an admin wrote about this person, and what the codes were called.
    tx.prepare_cached(
        "DELETE FROM notes WHERE seq IN (SELECT l.seq FROM attributions a JOIN ledger l ON l.attribution = a.id \
         WHERE a.referee_id = ?1)",
    )?
    .execute([id])?;
    retired_codes::retire_codes_of(tx, id)?;
    tx.prepare_cached("DELETE FROM users WHERE id = ?1")?.execute([id])?;
    ledger::append(tx, &Event::Erased { person: id }, now)?;
    compaction::request(tx, now)
}
