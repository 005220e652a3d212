//! Webhook endpoints: where messages are sent, which, and the secrets that sign them.

use rusqlite::types::{FromSql, FromSqlResult, ToSql, ToSqlOutput, ValueRef};
use rusqlite::{Connection, OptionalExtension};

use crate::domain::timestamp::Timestamp;
use crate::domain::webhook::{self, DisabledReason, WantedTypes, WebhookFormat};
use crate::store::row::{row, stored_by_name};
use crate::store::{Result, Transaction};

stored_by_name!(WebhookFormat);
stored_by_name!(DisabledReason);

impl ToSql for WantedTypes {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(self.as_str().into())
    }
}

impl FromSql for WantedTypes {
    fn column_result(value: ValueRef<'_>) -> FromSqlResult<Self> {
        String::column_result(value).map(WantedTypes::from_stored)
    }
}

row! {
    pub struct Webhook, webhook_columns! {
        pub id: i64 = "w.id",
        pub url: String = "w.url",
        pub types: WantedTypes = "w.types",
        pub format: WebhookFormat = "w.format",
        pub chat_id: Option<String> = "w.chat_id",
        /// Of sentences for people.
        pub lang: String = "w.lang",
        pub secret: Vec<u8> = "w.secret",
        /// Signs too until `old_secret_until`.
        pub old_secret: Option<Vec<u8>> = "w.old_secret",
        pub old_secret_until: Option<Timestamp> = "w.old_secret_until",
        pub created_at: Timestamp = "w.created_at",
        /// The last message that the endpoint took.
        pub delivered_at: Option<Timestamp> = "w.delivered_at",
        pub disabled_at: Option<Timestamp> = "w.disabled_at",
        /// `None`: by hand.
        pub disabled_why: Option<DisabledReason> = "w.disabled_why",
    }
}

impl Webhook {
    /// What people and programs are shown: of a chat the host alone, because the rest is a secret.
    pub fn shown_url(&self) -> String {
        if self.format == WebhookFormat::Standard { self.url.clone() } else { webhook::host(&self.url) }
    }
}

/// A new endpoint.
pub struct NewWebhook<'a> {
    pub url: &'a str,
    pub types: &'a WantedTypes,
    pub format: WebhookFormat,
    pub chat_id: Option<&'a str>,
    /// Of sentences for people.
    pub lang: &'a str,
    pub secret: &'a [u8],
}

/// Returns the id.
pub fn insert(tx: &Transaction, new: &NewWebhook, now: Timestamp) -> Result<i64> {
    tx.prepare_cached(
        "INSERT INTO webhooks (url, types, format, chat_id, lang, secret, created_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .insert((new.url, new.types, new.format, new.chat_id, new.lang, new.secret, now))
}

/// All of them, oldest first: there are few.
pub fn list_all(conn: &Connection) -> Result<Vec<Webhook>> {
    conn.prepare_cached(concat!("SELECT ", webhook_columns!(), " FROM webhooks w ORDER BY w.id"))?
        .query_map([], |row| Webhook::try_from(row))?
        .collect()
}

pub fn count(conn: &Connection) -> Result<i64> {
    conn.prepare_cached("SELECT count(*) FROM webhooks")?.query_row([], |row| row.get(0))
}

pub fn find(conn: &Connection, id: i64) -> Result<Option<Webhook>> {
    conn.prepare_cached(concat!("SELECT ", webhook_columns!(), " FROM webhooks w WHERE w.id = ?1"))?
        .query_row([id], |row| Webhook::try_from(row))
        .optional()
}

/// Stores where, which and how.
pub fn update(tx: &Transaction, changed: &Webhook) -> Result<()> {
    tx.prepare_cached("UPDATE webhooks SET url = ?2, types = ?3, format = ?4, chat_id = ?5 WHERE id = ?1")?
        .execute((changed.id, &changed.url, &changed.types, changed.format, &changed.chat_id))?;
    Ok(())
}

/// Replaces the secret; the one so far signs too until `old_until`.
pub fn rotate(tx: &Transaction, id: i64, secret: &[u8], old_until: Timestamp) -> Result<()> {
    tx.prepare_cached(
        "UPDATE webhooks SET old_secret = secret, old_secret_until = ?3, secret = ?2 WHERE id = ?1",
    )?
    .execute((id, secret, old_until))?;
    Ok(())
}

/// Deletes an endpoint with its deliveries; false when there is none.
pub fn delete(tx: &Transaction, id: i64) -> Result<bool> {
    Ok(tx.prepare_cached("DELETE FROM webhooks WHERE id = ?1")?.execute([id])? == 1)
}

/// Notes that the endpoint took a message.
pub fn mark_delivered(tx: &Transaction, id: i64, now: Timestamp) -> Result<()> {
    tx.prepare_cached(
        "UPDATE webhooks SET delivered_at = ?2 WHERE id = ?1 AND coalesce(delivered_at, 0) < ?2",
    )?
    .execute((id, now))?;
    Ok(())
}

/// Disables an endpoint; false when it was before.
pub fn disable(tx: &Transaction, id: i64, why: Option<DisabledReason>, now: Timestamp) -> Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE webhooks SET disabled_at = ?2, disabled_why = ?3 WHERE id = ?1 AND disabled_at IS NULL",
        )?
        .execute((id, now, why))?;
    Ok(changed == 1)
}

/// Enables an endpoint; false when it was before.
pub fn enable(tx: &Transaction, id: i64) -> Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE webhooks SET disabled_at = NULL, disabled_why = NULL WHERE id = ?1 AND disabled_at IS NOT NULL",
        )?
        .execute([id])?;
    Ok(changed == 1)
}
