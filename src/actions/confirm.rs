//! An address is confirmed: by the link of the letter, or by its six digits.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::tokens::{self, Token};
use crate::domain::email::Email;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::email_tokens;
use crate::mail::emails::activation;
use crate::store::attributions;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::email_confirmation;
use crate::store::settings;

use crate::store::email_confirmation::EmailConfirmation;
use crate::store::{self, Transaction};

/// Wrong digits that one letter forgives: five tries at a million numbers in two minutes (NIST SP 800-63B 5.2.2
/// bounds them far more loosely).
const MAX_ATTEMPTS: i64 = 5;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConfirmOutcome {
    Confirmed,
    /// The same, but the last place of the code was taken while the letter lay in the mailbox: they do not count.
    ConfirmedTooLate,
    /// This very link did it before.
    AlreadyConfirmed,
    Expired,
    /// No such link or digits, or another letter took their place.
    Unknown,
}

/// What would happen if the link were used now; changes nothing.
pub fn peek(
    app: &App,
    token: &Token,
    now: Timestamp,
) -> Result<(ConfirmOutcome, Option<EmailConfirmation>), ActionError> {
    let found = app.db.read(|conn| email_confirmation::find_by_token(conn, &token.hash_by_time()))?;
    let outcome = found.as_ref().map_or(ConfirmOutcome::Unknown, |a| check_activation(app, a, now));
    Ok((outcome, found))
}

/// Uses the link.
pub fn confirm_by_link(
    app: &App,
    token: &Token,
    by: &AuditSource,
    now: Timestamp,
) -> Result<ConfirmOutcome, ActionError> {
    let outcome = app.db.write(|tx| -> store::Result<ConfirmOutcome> {
        let Some(activation) = email_confirmation::find_by_token(tx, &token.hash_by_time())? else {
            return Ok(ConfirmOutcome::Unknown);
        };
        confirm_in_time(app, tx, &activation, by, now)
    })?;
    app.invalidate_leaderboard();
    Ok(outcome)
}

/// Uses the digits. Whoever does not have them learns nothing of the address: unknown, confirmed long ago and wrong
/// are one answer, after one write each.
pub fn confirm_by_otp(
    app: &App,
    email: &Email,
    digits: &str,
    by: &AuditSource,
    now: Timestamp,
) -> Result<ConfirmOutcome, ActionError> {
    let outcome = app.db.write(|tx| -> store::Result<ConfirmOutcome> {
        let found = email_confirmation::find_by_email(tx, email)?;
        let user_id = found.as_ref().map_or(0, |a| a.user_id);
        let given = email_tokens::digits_hash(app, user_id, digits);
        let waiting = found.and_then(|a| a.digits.map(|wanted| (a, wanted)));
        let Some((activation, wanted)) = waiting.filter(|(a, _)| a.attempts < MAX_ATTEMPTS) else {
            // As much as a wrong try of an address that waits, so that the clock tells nothing.
            settings::set(tx, "nobody's tries", &given)?;
            return Ok(ConfirmOutcome::Unknown);
        };
        if !tokens::constant_time_eq(&given, &wanted) {
            email_confirmation::count_wrong_digits(tx, activation.user_id)?;
            return Ok(ConfirmOutcome::Unknown);
        }
        confirm_in_time(app, tx, &activation, by, now)
    })?;
    app.invalidate_leaderboard();
    Ok(outcome)
}

/// Asks for a new letter. Whether the address waits to be confirmed is looked up when the letter is due, so that the
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
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<ConfirmOutcome> {
    match check_activation(app, activation, now) {
        ConfirmOutcome::Confirmed => confirm(tx, activation.user_id, by, now),
        other => Ok(other),
    }
}

/// Confirms the address and counts the person for whoever referred them.
pub(super) fn confirm(
    tx: &Transaction,
    user_id: i64,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<ConfirmOutcome> {
    if !email_confirmation::confirm(tx, user_id)? {
        return Ok(ConfirmOutcome::AlreadyConfirmed);
    }
    let too_late = attributions::confirm(tx, user_id, now)?.is_some();
    audit::insert(tx, user_id, AuditEvent::Confirmed, by, now)?;
    Ok(if too_late { ConfirmOutcome::ConfirmedTooLate } else { ConfirmOutcome::Confirmed })
}
