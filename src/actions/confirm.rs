//! Confirmation of an email address, by the link in the email or by its six-digit code.

use crate::actions::ActionError;
use crate::actions::own_code;
use crate::actions::rewards::follow;
use crate::actions::waitlist;
use crate::actions::webhooks::announce::announce_confirmed;
use crate::app::App;
use crate::config::Program;
use crate::crypto::hash_queue::HashOrigin;
use crate::crypto::tokens::{self, Token};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_tokens;
use crate::mail::emails::activation;
use crate::store::attributions;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::email_confirmation;
use crate::store::participants;
use crate::store::settings;
use crate::store::users;

use crate::store::email_confirmation::EmailConfirmation;
use crate::store::{self, Transaction};

/// Wrong digits allowed per email: five attempts at a million numbers, of which three at most are right.
/// Another email gives five more. The browser that registered has as many apart, so that strangers
/// cannot use up its owner's.
const MAX_ATTEMPTS: i64 = 5;

/// Wrong digits allowed until an address is confirmed, however many emails are sent: then the link alone
/// confirms (NIST SP 800-63B-4, 3.2.2). A guesser succeeds with a probability of 100 × 3 / 1,000,000,
/// one in 3,333, at most.
const MAX_WRONG_DIGITS: i64 = 100;

/// The part of these that browsers have which did not register.
const MAX_WRONG_DIGITS_OF_OTHERS: i64 = 50;

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
    pub fn with_password(
        app: &App,
        password: &Password,
        origin: &HashOrigin,
    ) -> Result<Ownership, ActionError> {
        Ok(Ownership::Password(app.hasher.hash(password, origin)?))
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmOutcome {
    Confirmed,
    /// Confirmed, but the code's last use was taken before: the referral does not count.
    ConfirmedTooLate,
    /// The link or the digits are right, but another browser registered: the password must be given.
    PasswordNeeded,
    /// The link is right, and there is no password that a stranger may have chosen: a press is enough.
    PressNeeded,
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
            ConfirmOutcome::Confirmed if !activation.has_password => ConfirmOutcome::PressNeeded,
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
        let browser = match ownership {
            Ownership::Browser(browser) => browser.as_ref(),
            Ownership::Password(_) | Ownership::Program => None,
        };
        let is_own = emails.first().is_some_and(|a| a.is_registered_by(browser));
        emails.retain(|a| a.digits.is_some() && may_try(a, is_own));
        if emails.is_empty() {
            // The same work as for wrong digits, so that the response time tells nothing. SQLite does
            // not write a value that is there, so it differs each time.
            settings::set(tx, "dummy otp hash", &tokens::random_bytes::<32>())?;
            return Ok(ConfirmOutcome::Unknown);
        }
        let is_right = |a: &&EmailConfirmation| {
            a.digits.is_some_and(|hash| email_tokens::is_digits_hash(app, user_id, digits, &hash, now))
        };
        let Some(activation) = emails.iter().find(is_right) else {
            email_confirmation::count_wrong_digits(tx, user_id, is_own)?;
            return Ok(ConfirmOutcome::Unknown);
        };
        confirm_in_time(app, tx, activation, ownership, by, now)
    })?;
    app.invalidate_leaderboard();
    Ok(outcome)
}

/// Whether attempts are left, for the browser that registered or for all others.
fn may_try(activation: &EmailConfirmation, is_own_browser: bool) -> bool {
    match is_own_browser {
        true => activation.browser_attempts < MAX_ATTEMPTS && activation.wrong_digits < MAX_WRONG_DIGITS,
        false => activation.attempts < MAX_ATTEMPTS && activation.wrong_digits < MAX_WRONG_DIGITS_OF_OTHERS,
    }
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
        Ownership::Browser(browser)
            if activation.has_password && !activation.is_registered_by(browser.as_ref()) =>
        {
            return Ok(ConfirmOutcome::PasswordNeeded);
        }
        Ownership::Password(hash) => users::update_password(tx, activation.user_id, hash)?,
        Ownership::Browser(_) | Ownership::Program => {}
    }
    confirm(tx, &app.config.program, activation.user_id, by, now)
}

/// Confirms the address; the referral, if there is one, counts from now on, and the person waits if the
/// program has a waitlist.
pub(super) fn confirm(
    tx: &Transaction,
    program: &Program,
    user_id: i64,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<ConfirmOutcome> {
    if !email_confirmation::confirm(tx, user_id)? {
        return Ok(ConfirmOutcome::AlreadyConfirmed);
    }
    if participants::find_by_id(tx, user_id)?.is_some_and(|joined| !joined.has_password) {
        own_code::ensure(tx, user_id, now)?;
    }
    let too_late = attributions::confirm(tx, user_id, now)?.is_some();
    announce_confirmed(tx, user_id, now)?;
    follow::confirmation(tx, &program.zone(), user_id, now)?;
    waitlist::join(tx, program, user_id, now)?;
    audit::insert(tx, user_id, AuditEvent::Confirmed, by, now)?;
    Ok(if too_late { ConfirmOutcome::ConfirmedTooLate } else { ConfirmOutcome::Confirmed })
}
