//! Users: accounts, confirmed or not.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension};

use crate::domain::email::Email;
use crate::domain::person::{Firstname, LeaderboardName, Theme, TimeZone};
use crate::domain::timestamp::Timestamp;
use crate::store::ledger::{self, Event};
use crate::store::row::row;
use crate::store::{
    Transaction, compaction, email_confirmation, event_names, retired_codes, stripe, webhook_deliveries,
};

row! {
    pub struct User, user_columns! {
        pub id: i64 = "u.id",
        /// Of a participant without a name, the number.
        pub firstname: String = "coalesce(u.firstname, 'prt_' || u.id)",
        /// Of a participant without an address, [`Email::none`].
        pub email: Email = "coalesce(u.email, '')",
        /// PHC string of scrypt; empty for a participant, who cannot sign in.
        pub password: String = "coalesce(u.password, '')",
        /// The mail server accepted the confirmation email.
        pub send: bool = "u.send",
        /// The address is confirmed.
        pub is_activated: bool = "u.is_activated",
        /// Has signed in and is not disabled.
        pub is_active: bool = "u.is_active",
        /// Time of the registration.
        pub date: Timestamp = "u.date",
        /// Language of emails; empty for the site's.
        pub lang: String = "coalesce(u.lang, '')",
        pub is_admin: bool = "u.is_admin",
        pub disabled_at: Option<Timestamp> = "u.disabled_at",
        /// In a branch that an admin froze.
        pub is_frozen: bool = "u.frozen_by IS NOT NULL",
        /// How the leaderboard shows the user; `None` for not at all, the default.
        pub listed: Option<LeaderboardName> = "u.listed",
        /// Of the IANA database; `None` for the browser's.
        pub time_zone: Option<String> = "u.time_zone",
        /// `None` for the system's.
        pub theme: Option<Theme> = "u.theme",
        /// Whether signed-in users find the active code by the address.
        pub found_by_email: bool = "u.found_by_email",
    }
}

pub(super) use user_columns;

impl User {
    /// The PHC string of the password; `None` for a participant without one.
    pub fn password_hash(&self) -> Option<&str> {
        Some(self.password.as_str()).filter(|hash| !hash.is_empty())
    }

    /// Whether the address is this user's for good. An unconfirmed one belongs to whichever
    /// registration confirms it; that of a disabled account cannot be registered again.
    pub fn is_confirmed_owner(&self) -> bool {
        self.is_activated || self.disabled_at.is_some()
    }
}

pub fn find_by_email(conn: &Connection, email: &Email) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!("SELECT ", user_columns!(), " FROM users u WHERE u.email = ?1"))?
        .query_row([email], |row| User::try_from(row))
        .optional()
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<User>> {
    conn.prepare_cached(concat!("SELECT ", user_columns!(), " FROM users u WHERE u.id = ?1"))?
        .query_row([id], |row| User::try_from(row))
        .optional()
}

/// First names by user id; deleted users are left out.
pub fn find_names(conn: &Connection, ids: &[i64]) -> rusqlite::Result<HashMap<i64, String>> {
    conn.prepare_cached(
        "SELECT u.id, coalesce(u.firstname, 'prt_' || u.id) AS firstname
         FROM json_each(?1) j CROSS JOIN users u ON u.id = j.value",
    )?
    .query_map([serde_json::Value::from(ids).to_string()], |row| Ok((row.get("id")?, row.get("firstname")?)))?
    .collect()
}

/// All users, oldest first.
pub fn list_all(conn: &Connection) -> rusqlite::Result<Vec<User>> {
    conn.prepare_cached(concat!("SELECT ", user_columns!(), " FROM users u ORDER BY u.id"))?
        .query_map([], |row| User::try_from(row))?
        .collect()
}

/// Number of users with a confirmed address, from a counter that triggers keep.
pub fn count_confirmed(conn: &Connection) -> rusqlite::Result<i64> {
    conn.prepare_cached("SELECT value FROM counts WHERE name = 'taking_part'")?
        .query_row([], |row| row.get("value"))
}

/// A registration. `password` is a PHC string.
pub struct NewUser<'a> {
    /// `None` from a form of another site that asks for none.
    pub firstname: Option<&'a Firstname>,
    pub email: &'a Email,
    /// `None` from a form of another site: they cannot sign in until they set one.
    pub password: Option<&'a str>,
    /// Language of emails; `None` for the site's.
    pub lang: Option<&'a str>,
}

/// Inserts an unconfirmed user; returns the id.
pub fn insert(tx: &Transaction, new: &NewUser, now: Timestamp) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "INSERT INTO users (firstname, email, password, lang, date)
         VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .insert((new.firstname.map(Firstname::as_str), new.email, new.password, new.lang, now))
}

/// Replaces an unconfirmed registration by a newer one of the same address. Keeping the first would
/// let a stranger reserve the address with a password of their own. The browser of the first confirms the
/// newer one no longer.
pub fn register_again(tx: &Transaction, id: i64, new: &NewUser, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET firstname = ?2, password = ?3, lang = ?4, date = ?5, send = 0, browser = NULL
         WHERE id = ?1 AND is_activated = 0",
    )?
    .execute((id, new.firstname.map(Firstname::as_str), new.password, new.lang, now))?;
    email_confirmation::end(tx, id)
}

/// The mail server accepted the confirmation email.
pub fn mark_email_sent(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET send = 1 WHERE id = ?1")?.execute([id])?;
    Ok(())
}

/// The user has signed in.
pub fn mark_active(tx: &Transaction, id: i64) -> rusqlite::Result<()> {
    changes(
        tx,
        "UPDATE users SET is_active = 1 WHERE id = ?1 AND disabled_at IS NULL AND is_active = 0",
        id,
    )?;
    Ok(())
}

/// Disables an account; false when it was disabled before.
pub fn disable(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE users SET disabled_at = ?2, is_active = 0 WHERE id = ?1 AND disabled_at IS NULL",
        )?
        .execute((id, now))?;
    Ok(changed == 1)
}

/// Enables an account, which is active again after its next sign-in; false when it was not
/// disabled.
pub fn enable(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    changes(tx, "UPDATE users SET disabled_at = NULL WHERE id = ?1 AND disabled_at IS NOT NULL", id)
}

/// Makes a user an admin; false when they were one before.
pub fn make_admin(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    changes(tx, "UPDATE users SET is_admin = 1 WHERE id = ?1 AND is_admin = 0", id)
}

/// Revokes the admin role; false when the user did not have it.
pub fn remove_admin(tx: &Transaction, id: i64) -> rusqlite::Result<bool> {
    changes(tx, "UPDATE users SET is_admin = 0 WHERE id = ?1 AND is_admin = 1", id)
}

/// Whether the statement changed the user's row.
fn changes(tx: &Transaction, sql: &str, id: i64) -> rusqlite::Result<bool> {
    Ok(tx.prepare_cached(sql)?.execute([id])? == 1)
}

/// Sets the name, how the user sees pages, and whether signed-in users find the active code by the
/// address.
pub fn update_preferences(
    tx: &Transaction,
    id: i64,
    firstname: &Firstname,
    time_zone: Option<&TimeZone>,
    theme: Option<Theme>,
    found_by_email: bool,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET firstname = ?2, time_zone = ?3, theme = ?4, found_by_email = ?5 WHERE id = ?1",
    )?
    .execute((id, firstname.as_str(), time_zone.map(TimeZone::as_str), theme, found_by_email))?;
    Ok(())
}

/// Sets whether signed-in users find the active code by the address.
pub fn update_found_by_email(tx: &Transaction, id: i64, found: bool) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET found_by_email = ?2 WHERE id = ?1")?.execute((id, found))?;
    Ok(())
}

/// Sets the language of emails.
pub fn update_lang(tx: &Transaction, id: i64, lang: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET lang = ?2 WHERE id = ?1")?.execute((id, lang))?;
    Ok(())
}

/// Sets the PHC string of a new password.
pub fn update_password(tx: &Transaction, id: i64, password: &str) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET password = ?2 WHERE id = ?1")?.execute((id, password))?;
    Ok(())
}

/// Replaces the PHC string `old` by one of the same password at another cost; false when it changed
/// since it was read.
pub fn update_hash(tx: &Transaction, id: i64, old: &str, new: &str) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached("UPDATE users SET password = ?3 WHERE id = ?1 AND password = ?2")?
        .execute((id, old, new))?;
    Ok(changed == 1)
}

/// Sets a confirmed new address; false when another account has it.
pub fn update_email(tx: &Transaction, id: i64, email: &Email) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE users SET email = ?2
             WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM users WHERE email = ?2)",
        )?
        .execute((id, email))?;
    Ok(changed == 1)
}

/// Deletes a user with all that identifies them: codes, sessions, messages, and others' requests to
/// change to their address. Attributions of their referees stay, without a referrer.
pub fn delete(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "DELETE FROM address_changes WHERE new_email = (SELECT email FROM users WHERE id = ?1)",
    )?
    .execute([id])?;
    anonymize(tx, id, now)
}

/// Like `delete`, but keeps others' requests for the address, which was never confirmed to be this
/// user's.
pub(super) fn anonymize(tx: &Transaction, id: i64, now: Timestamp) -> rusqlite::Result<()> {
    // An admin's notes on how this user came.
    tx.prepare_cached(
        "DELETE FROM notes WHERE seq IN (
             SELECT l.seq FROM attributions a JOIN ledger l ON l.attribution = a.id WHERE a.referee_id = ?1)",
    )?
    .execute([id])?;
    retired_codes::retire_codes_of(tx, id)?;
    event_names::erase_of(tx, id)?;
    webhook_deliveries::forget(tx, id, now)?;
    stripe::forget_customer(tx, id)?;
    tx.prepare_cached("DELETE FROM users WHERE id = ?1")?.execute([id])?;
    ledger::append(tx, &Event::Erased { person: id }, now)?;
    compaction::request(tx, now)
}
