//! Tokens in emails. Their tables store hashes; the outbox stores them in clear until the email is sent.

use crate::app::App;
use crate::crypto::tokens::{self, Hash, Purpose, Token};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::email_confirmation;
use crate::store::users::User;
use crate::store::{self, address_changes, notice_links, password_resets};

/// Generates the link and the six digits that confirm a user's address; those of the two emails before
/// keep their lifetime. `browser` is the hash of the registering browser's token; `None` leaves it as
/// it is.
pub fn activation(
    app: &App,
    tx: &Transaction,
    user_id: i64,
    browser: Option<&Hash>,
    now: Timestamp,
) -> store::Result<String> {
    let (token, digits) = (Token::generate_at(now), tokens::six_digits());
    let digits_hash = digits_hash(app, user_id, &digits);
    email_confirmation::start(tx, user_id, &token.hash_by_time(), &digits_hash, browser, now)?;
    Ok(format!("{} {digits}", token.as_str()))
}

/// The link token and the digits in the secret of an activation email.
pub fn activation_parts(secret: &str) -> Option<(&str, &str)> {
    secret.split_once(' ')
}

/// Generates the token of a password reset link.
pub fn reset(app: &App, tx: &Transaction, user: &User, now: Timestamp) -> store::Result<String> {
    let token = Token::generate();
    password_resets::insert(tx, &token.hash(), user, now.plus(app.config.accounts.reset_seconds))?;
    Ok(token.as_str().to_owned())
}

/// Generates the token of the link that confirms a new address.
pub fn new_address(
    app: &App,
    tx: &Transaction,
    user: &User,
    new: &Email,
    now: Timestamp,
) -> store::Result<String> {
    let token = Token::generate();
    let expires_at = now.plus(app.config.accounts.reset_seconds);
    address_changes::insert(tx, &token.hash(), user, new, expires_at)?;
    Ok(token.as_str().to_owned())
}

/// Generates the token of a notice's link.
pub fn notice(tx: &Transaction, user: &User, expires_at: Timestamp) -> store::Result<String> {
    let token = Token::generate();
    notice_links::insert(tx, &token.hash(), user.id, expires_at)?;
    Ok(token.as_str().to_owned())
}

/// Whether this is the hash of a user's six digits.
pub fn is_digits_hash(app: &App, user_id: i64, digits: &str, given: &Hash, now: Timestamp) -> bool {
    app.signer.is_hash(Purpose::SixDigits, &[&user_id.to_be_bytes(), digits.as_bytes()], given, now)
}

/// Hash of six digits. They are a million guesses only, so the hash is keyed, and bound to the user.
pub fn digits_hash(app: &App, user_id: i64, digits: &str) -> Hash {
    app.signer.hash(Purpose::SixDigits, &[&user_id.to_be_bytes(), digits.as_bytes()])
}
