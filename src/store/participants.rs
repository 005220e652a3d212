//! Participants: users as programs bring, name and change them.

use rusqlite::{Connection, OptionalExtension, Row};

use crate::domain::code::Code;
use crate::domain::email::Email;
use crate::domain::participant::{ExternalId, ParticipantName, number};
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::conn::constraints::map_unique_violation;
use crate::store::ledger::{self, Event, PersonFacts};
use crate::store::retired_codes;
use crate::store::row::row;

row! {
    /// A user as programs see one.
    pub struct Participant, participant_columns! {
        pub id: i64 = "u.id",
        pub external_id: Option<String> = "u.external_id",
        pub email: Option<Email> = "u.email",
        pub firstname: Option<String> = "u.firstname",
        pub group_label: Option<String> = "u.group_label",
        /// Language of emails; `None` for the site's.
        pub lang: Option<String> = "u.lang",
        pub stripe_customer: Option<String> = "u.stripe_customer",
        /// Emails about referrals; `None` for the default.
        pub notify: Option<bool> = "u.notify",
        pub has_password: bool = "u.password IS NOT NULL",
        /// The address is confirmed, or a program answers for the person.
        pub is_activated: bool = "u.is_activated",
        pub is_admin: bool = "u.is_admin",
        pub date: Timestamp = "u.date",
        pub came_at: Option<Timestamp> = "u.came_at",
        pub disabled_at: Option<Timestamp> = "u.disabled_at",
        pub frozen_by: Option<i64> = "u.frozen_by",
        pub registered: i64 = "u.registered",
        pub counted: i64 = "u.counted",
    }
}

pub(super) use participant_columns;

impl Participant {
    /// What the program calls the participant, else the number.
    pub fn name(&self) -> String {
        self.external_id.clone().unwrap_or_else(|| number(self.id))
    }
}

pub fn find_by_id(conn: &Connection, id: i64) -> rusqlite::Result<Option<Participant>> {
    conn.prepare_cached(concat!("SELECT ", participant_columns!(), " FROM users u WHERE u.id = ?1"))?
        .query_row([id], |row| Participant::try_from(row))
        .optional()
}

/// By any name.
pub fn find(conn: &Connection, name: &ParticipantName) -> rusqlite::Result<Option<Participant>> {
    match find_id(conn, name)? {
        Some(id) => find_by_id(conn, id),
        None => Ok(None),
    }
}

/// The id of the participant with this name.
pub fn find_id(conn: &Connection, name: &ParticipantName) -> rusqlite::Result<Option<i64>> {
    let (sql, text) = match name {
        ParticipantName::Number(id) => {
            return conn
                .prepare_cached("SELECT id FROM users WHERE id = ?1")?
                .query_row([id], |row| row.get(0))
                .optional();
        }
        ParticipantName::External(id) => ("SELECT id FROM users WHERE external_id = ?1", id.as_str()),
        ParticipantName::StripeCustomer(customer) => {
            ("SELECT id FROM users WHERE stripe_customer = ?1", customer.as_str())
        }
    };
    conn.prepare_cached(sql)?.query_row([text], |row| row.get(0)).optional()
}

pub fn find_by_email(conn: &Connection, email: &Email) -> rusqlite::Result<Option<Participant>> {
    conn.prepare_cached(concat!("SELECT ", participant_columns!(), " FROM users u WHERE u.email = ?1"))?
        .query_row([email], |row| Participant::try_from(row))
        .optional()
}

/// Users with ids below `before`, newest first.
pub fn list(conn: &Connection, before: i64, limit: usize) -> rusqlite::Result<Vec<Participant>> {
    conn.prepare_cached(concat!(
        "SELECT ",
        participant_columns!(),
        " FROM users u WHERE u.id < ?1 ORDER BY u.id DESC LIMIT ?2"
    ))?
    .query_map((before, limit as i64), |row| Participant::try_from(row))?
    .collect()
}

/// Whether a participant has this number of a customer of Stripe's.
pub fn has_customer(conn: &Connection, customer: &str) -> rusqlite::Result<bool> {
    conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM users WHERE stripe_customer = ?1)")?
        .query_row([customer], |row| row.get(0))
}

/// What programs call a user: the external id, else the number; also of one who is erased.
pub fn name_of(conn: &Connection, id: i64) -> rusqlite::Result<String> {
    let external: Option<Option<String>> = conn
        .prepare_cached("SELECT external_id FROM users WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(external.flatten().unwrap_or_else(|| number(id)))
}

/// What people call a user: the first name, else what programs call them.
pub fn shown_name(conn: &Connection, id: i64) -> rusqlite::Result<String> {
    let found = find_by_id(conn, id)?;
    Ok(found.map_or_else(|| number(id), |of| of.firstname.clone().unwrap_or_else(|| of.name())))
}

/// When a user came: at the first signup, or else when the row was made.
pub fn joined_at(conn: &Connection, id: i64) -> rusqlite::Result<Option<Timestamp>> {
    conn.prepare_cached("SELECT coalesce(came_at, date) FROM users WHERE id = ?1")?
        .query_row([id], |row| row.get(0))
        .optional()
}

/// What rules ask of a person; one who is erased earns nothing new.
pub(super) fn facts(conn: &Connection, id: i64) -> rusqlite::Result<PersonFacts> {
    let found = conn
        .prepare_cached(
            "SELECT coalesce(came_at, date) AS joined_at, group_label, disabled_at IS NOT NULL AS disabled
             FROM users WHERE id = ?1",
        )?
        .query_row([id], |row| {
            Ok(PersonFacts {
                joined_at: row.get("joined_at")?,
                group: row
                    .get::<_, Option<String>>("group_label")?
                    .as_deref()
                    .map(PersonFacts::hash_of_label),
                disabled: row.get("disabled")?,
            })
        })
        .optional()?;
    Ok(found.unwrap_or(PersonFacts { disabled: true, ..PersonFacts::default() }))
}

/// Inserts a participant with a name alone; returns the id.
pub fn insert(
    tx: &Transaction,
    external_id: Option<&ExternalId>,
    key_id: Option<i64>,
    came_at: Option<Timestamp>,
    now: Timestamp,
) -> rusqlite::Result<i64> {
    tx.prepare_cached(
        "INSERT INTO users (external_id, is_activated, date, brought_by, came_at) VALUES (?1, 1, ?2, ?3, ?4)",
    )?
    .insert((external_id.map(ExternalId::as_str), now, key_id, came_at))
}

/// Writes what programs may change.
pub fn update(tx: &Transaction, changed: &Participant) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET external_id = ?2, email = ?3, firstname = ?4, group_label = ?5, lang = ?6,
             stripe_customer = ?7, notify = ?8, disabled_at = ?9,
             is_active = iif(?9 IS NULL, is_active, 0)
         WHERE id = ?1",
    )?
    .execute((
        changed.id,
        &changed.external_id,
        &changed.email,
        &changed.firstname,
        &changed.group_label,
        &changed.lang,
        &changed.stripe_customer,
        changed.notify,
        changed.disabled_at,
    ))?;
    Ok(())
}

/// A program answers for the person from now on. The password of a registration that was never
/// confirmed ends: it may be a stranger's.
pub fn vouch(tx: &Transaction, id: i64, key_id: Option<i64>) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET password = iif(is_activated, password, NULL), is_activated = 1,
             token_created_at = NULL, activation_code = NULL, browser = NULL,
             brought_by = coalesce(brought_by, ?2)
         WHERE id = ?1",
    )?
    .execute((id, key_id))?;
    Ok(())
}

/// When the participant came, if it is known better than by the row's making.
pub fn set_came_at(tx: &Transaction, id: i64, at: Timestamp) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET came_at = ?2 WHERE id = ?1 AND came_at IS NULL")?
        .execute((id, at))?;
    Ok(())
}

/// A participant's code that works, if it does not end: id and code.
#[derive(Clone, Debug)]
pub struct OwnCode {
    pub id: i64,
    pub code: String,
}

impl TryFrom<&Row<'_>> for OwnCode {
    type Error = rusqlite::Error;

    fn try_from(row: &Row<'_>) -> rusqlite::Result<OwnCode> {
        Ok(OwnCode { id: row.get(0)?, code: row.get(1)? })
    }
}

/// The active code of a user.
pub fn find_code(conn: &Connection, user_id: i64, now: Timestamp) -> rusqlite::Result<Option<OwnCode>> {
    conn.prepare_cached(
        "SELECT id, referral_code FROM referrals
         WHERE user_id = ?1 AND is_activated = 1 AND (expires_at IS NULL OR expires_at > ?2)",
    )?
    .query_row((user_id, now), |row| OwnCode::try_from(row))
    .optional()
}

/// Gives a participant a code that does not end; false when the code is or was another's.
pub fn insert_code(tx: &Transaction, user_id: i64, code: &Code, now: Timestamp) -> rusqlite::Result<bool> {
    if retired_codes::is_retired(tx, &code.key)? {
        return Ok(false);
    }
    let inserted = tx
        .prepare_cached(
            "INSERT INTO referrals (user_id, referral_code, code_key, date) VALUES (?1, ?2, ?3, ?4)",
        )?
        .insert((user_id, &code.shown, code.key.as_str(), now));
    let Some(id) = map_unique_violation(inserted)? else { return Ok(false) };
    let event = Event::CodeAdded { code: id, owner: user_id, expires_at: None, max_uses: None };
    ledger::append(tx, &event, now)?;
    Ok(true)
}

/// Clicks on all codes of a user.
pub fn count_clicks(conn: &Connection, user_id: i64) -> rusqlite::Result<i64> {
    conn.prepare_cached(
        "SELECT coalesce(sum(c.clicks), 0) FROM referrals r JOIN clicks c ON c.referral_id = r.id
         WHERE r.user_id = ?1",
    )?
    .query_row([user_id], |row| row.get(0))
}
