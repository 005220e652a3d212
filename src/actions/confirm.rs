//! Confirmation of an email address, by the link in the email or by its six-digit code.

use crate::actions::ActionError;
use crate::actions::rewards::follow;
use crate::app::App;
use crate::crypto::tokens::{self, Token};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::program::calendar::Zone;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_tokens;
use crate::mail::emails::activation;
use crate::store::attributions;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::email_confirmation;
use crate::store::settings;
use crate::store::users;

use crate::store::email_confirmation::EmailConfirmation;
use crate::store::{self, Transaction};

/// Wrong codes allowed per email: five attempts at a million numbers, of which three at most are right.
/// Another email gives five more (NIST SP 800-63B 5.2.2 allows far more).
const MAX_ATTEMPTS: i64 = 5;

/// What shows that the reader of the mailbox and the person who registered are one. Anyone can register an
/// address that is not theirs, with a password of their own.
pub enum Ownership {
    /// Token of the registration cookie: a browser confirms what it registered.
    Browser(Option<Token>),
    /// Hash of the password that the reader of the mailbox gives: it replaces the registered one.
    Password(String),
    /// A program confirms by the API, with nothing but the email.
    Program,
}

impl Ownership {
    pub fn with_password(app: &App, password: &Password) -> Result<Ownership, ActionError> {
        Ok(Ownership::Password(app.hasher.hash(password)?))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmOutcome {
    Confirmed,
    /// Confirmed, but the code's last use was taken before: the referral does not count.
    ConfirmedTooLate,
    /// The link or the digits are right, but another browser registered: the password must be given.
    PasswordNeeded,
    /// This link, or another email's, confirmed it before.
    AlreadyConfirmed,
    Expired,
    /// No such link or digits, or newer emails replaced them.
    Unknown,
}

/// What using the link now would result in; changes nothing.
pub fn peek(
    app: &App,
    token: &Token,
    browser: Option<&Token>,
    now: Timestamp,
) -> Result<(ConfirmOutcome, Option<EmailConfirmation>), ActionError> {
    let found = app.db.read(|conn| email_confirmation::find_by_token(conn, &token.hash_by_time()))?;
    let outcome = match &found {
        None => ConfirmOutcome::Unknown,
        Some(activation) => match check_activation(app, activation, now) {
            ConfirmOutcome::Confirmed if !activation.is_registered_by(browser) => {
                ConfirmOutcome::PasswordNeeded
            }
            outcome => outcome,
        },
    };
    Ok((outcome, found))
}

/// Confirms the address by the link.
pub fn confirm_by_link(
    app: &App,
    token: &Token,
    ownership: &Ownership,
    by: &AuditSource,
    now: Timestamp,
) -> Result<ConfirmOutcome, ActionError> {
    let outcome = app.db.write(|tx| -> store::Result<ConfirmOutcome> {
        let Some(activation) = email_confirmation::find_by_token(tx, &token.hash_by_time())? else {
            return Ok(ConfirmOutcome::Unknown);
        };
        confirm_in_time(app, tx, &activation, ownership, by, now)
    })?;
    app.invalidate_leaderboard();
    Ok(outcome)
}

/// Confirms the address by the six digits of one of the last emails. An unknown address, a confirmed one
/// and wrong digits have one outcome, after one write each, so that it tells nothing of the address.
pub fn confirm_by_otp(
    app: &App,
    email: &Email,
    digits: &str,
    ownership: &Ownership,
    by: &AuditSource,
    now: Timestamp,
) -> Result<ConfirmOutcome, ActionError> {
    let outcome = app.db.write(|tx| -> store::Result<ConfirmOutcome> {
        let mut emails = email_confirmation::find_by_email(tx, email)?;
        let user_id = emails.first().map_or(0, |a| a.user_id);
        let given = email_tokens::digits_hash(app, user_id, digits);
        emails.retain(|a| a.digits.is_some() && a.attempts < MAX_ATTEMPTS);
        if emails.is_empty() {
            // The same work as for wrong digits, so that the response time tells nothing.
            settings::set(tx, "dummy otp hash", &given)?;
            return Ok(ConfirmOutcome::Unknown);
        }
        let is_right =
            |a: &&EmailConfirmation| a.digits.is_some_and(|d| tokens::constant_time_eq(&given, &d));
        let Some(activation) = emails.iter().find(is_right) else {
            email_confirmation::count_wrong_digits(tx, user_id)?;
            return Ok(ConfirmOutcome::Unknown);
        };
        confirm_in_time(app, tx, activation, ownership, by, now)
    })?;
    app.invalidate_leaderboard();
    Ok(outcome)
}

/// Enqueues another email. Whether the address needs one is looked up when the email is due, so that the
/// work here is the same for every address.
pub fn resend_email(app: &App, email: &Email, lang: Lang, now: Timestamp) -> Result<(), ActionError> {
    app.db.write(|tx| activation::enqueue_on_request(app, tx, email, lang, now))?;
    app.mail_waker.notify();
    Ok(())
}

fn check_activation(app: &App, activation: &EmailConfirmation, now: Timestamp) -> ConfirmOutcome {
    if activation.is_activated {
        return ConfirmOutcome::AlreadyConfirmed;
    }
    match activation.token_created_at {
        Some(at) if !activation.disabled && now < at.plus(app.config.accounts.activation_seconds) => {
            ConfirmOutcome::Confirmed
        }
        _ => ConfirmOutcome::Expired,
    }
}

fn confirm_in_time(
    app: &App,
    tx: &Transaction,
    activation: &EmailConfirmation,
    ownership: &Ownership,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<ConfirmOutcome> {
    let outcome = check_activation(app, activation, now);
    if outcome != ConfirmOutcome::Confirmed {
        return Ok(outcome);
    }
    match ownership {
        Ownership::Browser(browser) if !activation.is_registered_by(browser.as_ref()) => {
            return Ok(ConfirmOutcome::PasswordNeeded);
        }
        Ownership::Password(hash) => users::update_password(tx, activation.user_id, hash)?,
        Ownership::Browser(_) | Ownership::Program => {}
    }
    confirm(tx, &app.config.program.zone(), activation.user_id, by, now)
}

/// Confirms the address; the referral, if there is one, counts from now on. `zone` is that of months.
pub(super) fn confirm(
    tx: &Transaction,
    zone: &Zone,
    user_id: i64,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<ConfirmOutcome> {
    if !email_confirmation::confirm(tx, user_id)? {
        return Ok(ConfirmOutcome::AlreadyConfirmed);
    }
    let too_late = attributions::confirm(tx, user_id, now)?.is_some();
    follow::confirmation(tx, zone, user_id, now)?;
    audit::insert(tx, user_id, AuditEvent::Confirmed, by, now)?;
    Ok(if too_late { ConfirmOutcome::ConfirmedTooLate } else { ConfirmOutcome::Confirmed })
}
