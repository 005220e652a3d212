//! Confirmation of a registered address, by a link or by six digits.

use rusqlite::{Connection, OptionalExtension, ToSql};

use crate::crypto::tokens::{self, Hash, Token};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;

/// What confirms, or has confirmed, the address of a user.
#[derive(Clone, Debug)]
pub struct EmailConfirmation {
    pub user_id: i64,
    pub email: Email,
    pub is_activated: bool,
    /// `None` once confirmed.
    pub token_created_at: Option<Timestamp>,
    pub digits: Option<Hash>,
    /// Wrong digits entered so far.
    pub attempts: i64,
    /// The browser that registered.
    pub browser: Option<Hash>,
    pub disabled: bool,
}

impl EmailConfirmation {
    /// Whether the browser with this token registered the address, and no registration followed.
    pub fn is_registered_by(&self, browser: Option<&Token>) -> bool {
        browser
            .zip(self.browser)
            .is_some_and(|(browser, hash)| tokens::constant_time_eq(&hash, &browser.hash()))
    }
}

/// Sets the hashes of a new token and six digits; earlier ones no longer work. `browser` is kept
/// when `None`.
pub fn start(
    tx: &Transaction,
    user_id: i64,
    token: &Hash,
    digits: &Hash,
    browser: Option<&Hash>,
    now: Timestamp,
) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users
         SET activation_token = ?2, activation_code = ?3, browser = coalesce(?4, browser),
             code_attempts = 0, token_created_at = ?5
         WHERE id = ?1 AND is_activated = 0",
    )?
    .execute((user_id, token, digits, browser, now))?;
    Ok(())
}

pub fn find_by_token(conn: &Connection, token: &Hash) -> rusqlite::Result<Option<EmailConfirmation>> {
    find(conn, "activation_token = ?1", token)
}

pub fn find_by_email(conn: &Connection, email: &Email) -> rusqlite::Result<Option<EmailConfirmation>> {
    find(conn, "email = ?1", email)
}

fn find(
    conn: &Connection,
    condition: &str,
    value: impl ToSql,
) -> rusqlite::Result<Option<EmailConfirmation>> {
    conn.prepare_cached(&format!(
        "SELECT id, email, is_activated, token_created_at, activation_code, code_attempts, browser,
                disabled_at IS NOT NULL AS disabled
         FROM users WHERE {condition}"
    ))?
    .query_row([value], |row| {
        Ok(EmailConfirmation {
            user_id: row.get("id")?,
            email: row.get("email")?,
            is_activated: row.get("is_activated")?,
            token_created_at: row.get("token_created_at")?,
            digits: row.get("activation_code")?,
            attempts: row.get("code_attempts")?,
            browser: row.get("browser")?,
            disabled: row.get("disabled")?,
        })
    })
    .optional()
}

/// Confirms the address; false when it was confirmed before. The token's hash stays, so that its
/// link can still say so.
pub fn confirm(tx: &Transaction, user_id: i64) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE users
             SET is_activated = 1, token_created_at = NULL, activation_code = NULL, browser = NULL,
                 code_attempts = 0
             WHERE id = ?1 AND is_activated = 0",
        )?
        .execute([user_id])?;
    Ok(changed == 1)
}

pub fn count_wrong_digits(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached("UPDATE users SET code_attempts = code_attempts + 1 WHERE id = ?1")?
        .execute([user_id])?;
    Ok(())
}
