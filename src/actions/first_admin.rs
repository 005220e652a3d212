//! The first admin: a setup link on the server's console, for half an hour, while there is no admin.

use crate::store::Connection;

use crate::actions::{ActionError, confirm};
use crate::app::App;
use crate::crypto::hash_queue::HashOrigin;
use crate::crypto::tokens::{self, Hash, Token};
use crate::domain::email::Email;
use crate::domain::person::{Firstname, Password};
use crate::domain::timestamp::{MINUTE, Timestamp};
use crate::i18n::Lang;
use crate::store::Transaction;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::users::{self, NewUser, User};
use crate::store::{self, Db, admin_users, attributions, settings};

/// Seconds for which a setup link works.
pub const LINK_LIFETIME_SECONDS: i64 = 30 * MINUTE;

/// The setting with the link's hash and expiry.
const SETTING: &str = "setup_link";

/// Issues a link, which replaces an earlier one; `None` if there is an admin: then no link works.
pub fn issue_link(db: &Db, now: Timestamp) -> store::Result<Option<Token>> {
    db.write(|tx| {
        if admin_users::has_admin(tx)? {
            settings::remove(tx, SETTING)?;
            return Ok(None);
        }
        let token = Token::generate();
        let value = [token.hash().as_slice(), &now.plus(LINK_LIFETIME_SECONDS).0.to_be_bytes()].concat();
        settings::set(tx, SETTING, &value)?;
        Ok(Some(token))
    })
}

/// The path of a link.
pub fn link_path(token: &Token) -> String {
    format!("/setup/{}", token.as_str())
}

/// Whether a link works at `now`.
pub fn is_valid(app: &App, token: &Token, now: Timestamp) -> Result<bool, ActionError> {
    Ok(app.db.read(|conn| is_token_valid(conn, token, now))?)
}

fn is_token_valid(conn: &Connection, token: &Token, now: Timestamp) -> store::Result<bool> {
    let Some((hash, until)) = settings::get(conn, SETTING)?.as_deref().and_then(parse_setting) else {
        return Ok(false);
    };
    Ok(tokens::constant_time_eq(&hash, &token.hash()) && now < until && !admin_users::has_admin(conn)?)
}

fn parse_setting(value: &[u8]) -> Option<(Hash, Timestamp)> {
    let (hash, until) = value.split_at_checked(32)?;
    Some((hash.try_into().ok()?, Timestamp(i64::from_be_bytes(until.try_into().ok()?))))
}

/// The input of the setup form.
pub struct NewAdmin {
    pub firstname: Firstname,
    pub email: Email,
    pub password: Password,
    /// Language of emails; `None` for the site's.
    pub lang: Option<Lang>,
}

pub enum FirstAdminOutcome {
    Welcome(Box<User>),
    /// The link no longer works.
    LinkExpired,
    /// The address has a confirmed owner.
    Taken,
}

/// Creates the admin by a link. Calling `is_valid` first saves the hash for an expired one. The
/// transaction checks that there is no admin, so a link used twice makes one.
///
/// The address counts as confirmed: access to the server's console is access to all of its data.
pub fn create(
    app: &App,
    token: &Token,
    first: &NewAdmin,
    by: &AuditSource,
    now: Timestamp,
) -> Result<FirstAdminOutcome, ActionError> {
    let password = app.hasher.hash(&first.password, &HashOrigin::operator())?;
    let outcome = app.db.write(|tx| -> store::Result<FirstAdminOutcome> {
        if !is_token_valid(tx, token, now)? {
            return Ok(FirstAdminOutcome::LinkExpired);
        }
        let Some(id) = register(tx, first, &password, now)? else { return Ok(FirstAdminOutcome::Taken) };
        audit::insert(tx, id, AuditEvent::Registered, by, now)?;
        // First the role: an admin does not wait.
        users::make_admin(tx, id)?;
        confirm::confirm(tx, &app.config.program, id, by, now)?;
        audit::insert(tx, id, AuditEvent::MadeAdmin, by, now)?;
        settings::remove(tx, SETTING)?;
        let user = users::find_by_id(tx, id)?.ok_or(store::Error::QueryReturnedNoRows)?;
        Ok(FirstAdminOutcome::Welcome(Box::new(user)))
    })?;
    app.invalidate_leaderboard();
    Ok(outcome)
}

/// Stores a new account, or takes over an unconfirmed one; `None` if the address has a confirmed owner.
fn register(
    tx: &Transaction,
    first: &NewAdmin,
    password: &str,
    now: Timestamp,
) -> store::Result<Option<i64>> {
    let registration = NewUser {
        firstname: Some(&first.firstname),
        email: &first.email,
        password: Some(password),
        lang: first.lang.map(Lang::code),
    };
    match users::find_by_email(tx, &first.email)? {
        Some(known) if known.is_confirmed_owner() => Ok(None),
        Some(unconfirmed) => {
            users::register_again(tx, unconfirmed.id, &registration, now)?;
            attributions::withdraw(tx, unconfirmed.id, now)?;
            Ok(Some(unconfirmed.id))
        }
        None => users::insert(tx, &registration, now).map(Some),
    }
}
