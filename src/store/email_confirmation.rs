//! Confirmation of a registered address, by a link or by six digits.

use rusqlite::{Connection, ToSql};

use crate::crypto::tokens::{self, Hash, Token};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::store::{PURGE_BATCH_ROWS, Transaction};

/// Emails before the newest whose link and digits work too: a person who asks again opens whichever
/// arrives first.
const EARLIER_EMAILS: i64 = 2;

/// What one email confirms, or has confirmed: the address of a user.
#[derive(Clone, Debug)]
pub struct EmailConfirmation {
    pub user_id: i64,
    pub email: Email,
    pub is_activated: bool,
    /// `None` in the newest email once confirmed.
    pub token_created_at: Option<Timestamp>,
    pub digits: Option<Hash>,
    /// Wrong digits since the newest email, of any browser but the one that registered; they count for
    /// all emails together.
    pub attempts: i64,
    /// Wrong digits since the newest email, of the browser that registered.
    pub browser_attempts: i64,
    /// Wrong digits since the registration, of all browsers and for all emails.
    pub wrong_digits: i64,
    /// The browser that registered.
    pub browser: Option<Hash>,
    pub disabled: bool,
    /// Without one, who joined by a form of another site.
    pub has_password: bool,
}

impl EmailConfirmation {
    /// Whether the browser with this token registered the address, and no registration followed.
    pub fn is_registered_by(&self, browser: Option<&Token>) -> bool {
        browser
            .zip(self.browser)
            .is_some_and(|(browser, hash)| tokens::constant_time_eq(&hash, &browser.hash()))
    }
}

/// Sets the hashes of a new token and six digits; the two before them keep their own lifetime.
/// `browser` is kept when `None`.
pub fn start(
    tx: &Transaction,
    user_id: i64,
    token: &Hash,
    digits: &Hash,
    browser: Option<&Hash>,
    now: Timestamp,
) -> rusqlite::Result<()> {
    keep_earlier(tx, user_id)?;
    tx.prepare_cached(
        "UPDATE users
         SET activation_token = ?2, activation_code = ?3, browser = coalesce(?4, browser),
             code_attempts = 0, browser_attempts = 0, token_created_at = ?5
         WHERE id = ?1 AND is_activated = 0",
    )?
    .execute((user_id, token, digits, browser, now))?;
    Ok(())
}

/// Moves the newest token and digits of an unconfirmed user to the earlier ones.
fn keep_earlier(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "INSERT INTO earlier_activations (user_id, token, code, created_at)
         SELECT id, activation_token, activation_code, token_created_at FROM users
         WHERE id = ?1 AND is_activated = 0 AND activation_token IS NOT NULL
           AND token_created_at IS NOT NULL",
    )?
    .execute([user_id])?;
    tx.prepare_cached(
        "DELETE FROM earlier_activations WHERE user_id = ?1 AND id NOT IN (
             SELECT id FROM earlier_activations WHERE user_id = ?1 ORDER BY id DESC LIMIT ?2)",
    )?
    .execute((user_id, EARLIER_EMAILS))?;
    Ok(())
}

/// Ends every email of an unconfirmed user: the address was registered again, perhaps by a stranger.
pub(super) fn end(tx: &Transaction, user_id: i64) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users SET activation_token = NULL, activation_code = NULL WHERE id = ?1 AND is_activated = 0",
    )?
    .execute([user_id])?;
    tx.prepare_cached("DELETE FROM earlier_activations WHERE user_id = ?1")?.execute([user_id])?;
    Ok(())
}

pub fn find_by_token(conn: &Connection, token: &Hash) -> rusqlite::Result<Option<EmailConfirmation>> {
    Ok(find(conn, "u.activation_token = ?1", "e.token = ?1", token)?.pop())
}

/// One for each email, the newest first; empty for an unknown address.
pub fn find_by_email(conn: &Connection, email: &Email) -> rusqlite::Result<Vec<EmailConfirmation>> {
    find(conn, "u.email = ?1", "u.email = ?1", email)
}

fn find(
    conn: &Connection,
    of_newest: &str,
    of_earlier: &str,
    value: impl ToSql,
) -> rusqlite::Result<Vec<EmailConfirmation>> {
    conn.prepare_cached(&format!(
        "SELECT u.id, u.email, u.is_activated, u.token_created_at, u.activation_code, u.code_attempts,
                u.browser_attempts, u.wrong_digits, u.browser, u.disabled_at IS NOT NULL AS disabled,
                u.password IS NOT NULL AS has_password
         FROM users u WHERE {of_newest}
         UNION ALL
         SELECT u.id, u.email, u.is_activated, e.created_at, e.code, u.code_attempts,
                u.browser_attempts, u.wrong_digits, u.browser, u.disabled_at IS NOT NULL, u.password IS NOT NULL
         FROM earlier_activations e JOIN users u ON u.id = e.user_id WHERE {of_earlier}"
    ))?
    .query_map([value], |row| {
        Ok(EmailConfirmation {
            user_id: row.get("id")?,
            email: row.get("email")?,
            is_activated: row.get("is_activated")?,
            token_created_at: row.get("token_created_at")?,
            digits: row.get("activation_code")?,
            attempts: row.get("code_attempts")?,
            browser_attempts: row.get("browser_attempts")?,
            wrong_digits: row.get("wrong_digits")?,
            browser: row.get("browser")?,
            disabled: row.get("disabled")?,
            has_password: row.get("has_password")?,
        })
    })?
    .collect()
}

/// Confirms the address; false when it was confirmed before. The hashes of the tokens stay, so that
/// every link can still say so.
pub fn confirm(tx: &Transaction, user_id: i64) -> rusqlite::Result<bool> {
    let changed = tx
        .prepare_cached(
            "UPDATE users
             SET is_activated = 1, token_created_at = NULL, activation_code = NULL, browser = NULL,
                 code_attempts = 0, browser_attempts = 0, wrong_digits = 0
             WHERE id = ?1 AND is_activated = 0",
        )?
        .execute([user_id])?;
    tx.prepare_cached("UPDATE earlier_activations SET code = NULL WHERE user_id = ?1")?.execute([user_id])?;
    Ok(changed == 1)
}

/// Purge: deletes at most `PURGE_BATCH_ROWS` earlier emails that were written before `before`;
/// returns how many.
pub fn purge_earlier(tx: &Transaction, before: Timestamp) -> rusqlite::Result<usize> {
    tx.prepare_cached(
        "DELETE FROM earlier_activations WHERE id IN (
             SELECT id FROM earlier_activations WHERE created_at < ?1 LIMIT ?2)",
    )?
    .execute((before, PURGE_BATCH_ROWS as i64))
}

/// Counts wrong digits, which the browser that registered may have sent.
pub fn count_wrong_digits(tx: &Transaction, user_id: i64, is_own_browser: bool) -> rusqlite::Result<()> {
    tx.prepare_cached(
        "UPDATE users
         SET code_attempts = code_attempts + NOT ?2, browser_attempts = browser_attempts + ?2,
             wrong_digits = wrong_digits + 1
         WHERE id = ?1",
    )?
    .execute((user_id, is_own_browser))?;
    Ok(())
}
