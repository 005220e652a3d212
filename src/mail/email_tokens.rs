//! What only a letter may say: the tokens in it. The tables of their use keep hashes; the outbox keeps them in clear
//! until the letter has gone.

use crate::app::App;
use crate::crypto::tokens::{self, Hash, Purpose, Token};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::email_confirmation;
use crate::store::users::User;
use crate::store::{self, address_changes, password_resets};

/// Makes a link and six digits that confirm a person's address from `now` on; what did before is dead.
/// `browser`: the hash of what the registering browser keeps, `None` to leave that as it is.
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

/// The link and the digits of an activation letter.
pub fn activation_parts(secret: &str) -> Option<(&str, &str)> {
    secret.split_once(' ')
}

/// Makes a link that lets a person set a new password.
pub fn reset(app: &App, tx: &Transaction, user: &User, now: Timestamp) -> store::Result<String> {
    let token = Token::generate();
    password_resets::insert(tx, &token.hash(), user, now.plus(app.config.accounts.reset_seconds))?;
    Ok(token.as_str().to_owned())
}

/// Makes a link that confirms a person's new address.
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

/// Six digits are a million guesses, so their hash is keyed and theirs alone who holds the account.
pub fn digits_hash(app: &App, user_id: i64, digits: &str) -> Hash {
    app.signer.hash(Purpose::SixDigits, &[&user_id.to_be_bytes(), digits.as_bytes()])
}
