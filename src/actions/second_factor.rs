//! Second factor of sign-in: an authenticator app, and recovery codes for who lost it.

use crate::actions::ActionError;
use crate::app::App;
use crate::config::{Config, SecondFactorPolicy};
use crate::crypto::tokens::{self, Hash, Purpose};
use crate::crypto::totp::TotpSecret;
use crate::domain::otp;
use crate::domain::recovery_code::{CODES, RecoveryCode};
use crate::domain::timestamp::Timestamp;
use crate::mail::emails::notice;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::outbox::MessageKind;
use crate::store::second_factors::{self, StoredFactor};
use crate::store::users::User;
use crate::store::{self, Connection, Transaction, sessions};

/// Whether the settings demand a second factor of a user. Nothing real is behind a test database, so it
/// demands none.
pub fn is_demanded(app: &App, user: &User) -> bool {
    let demanded = match app.config.accounts.second_factor {
        SecondFactorPolicy::Optional => false,
        SecondFactorPolicy::Admins => user.is_admin,
        SecondFactorPolicy::All => true,
    };
    demanded && !app.is_test
}

/// What a code was, which the user typed or a program sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeOutcome {
    /// The app's code.
    FromApp,
    /// A recovery code; this many are left.
    Recovery { left: i64 },
    /// Wrong, or used before.
    Wrong,
}

/// Accepts a code of the user's app, or a recovery code, once: of two equal ones at the same moment one
/// wins.
pub fn accept_code(
    app: &App,
    user_id: i64,
    text: &str,
    by: &AuditSource,
    now: Timestamp,
) -> Result<CodeOutcome, ActionError> {
    Ok(app.db.write(|tx| -> store::Result<CodeOutcome> {
        let Some(factor) = second_factors::find(tx, user_id)? else { return Ok(CodeOutcome::Wrong) };
        if let Ok(digits) = otp::parse(text) {
            let step = secret(app, user_id, &factor).and_then(|secret| secret.matching_step(&digits, now));
            return Ok(match step {
                Some(step) if second_factors::use_step(tx, user_id, step)? => CodeOutcome::FromApp,
                _ => CodeOutcome::Wrong,
            });
        }
        for code in RecoveryCode::readings(text) {
            if second_factors::use_recovery_code(tx, user_id, &tokens::recovery_hash(&code))? {
                audit::insert(tx, user_id, AuditEvent::RecoveryCodeUsed, by, now)?;
                let left = second_factors::count_recovery_codes(tx, user_id)?;
                return Ok(CodeOutcome::Recovery { left });
            }
        }
        Ok(CodeOutcome::Wrong)
    })?)
}

/// The secret of the user's app. Without the signing key that it was stored under there is none, and
/// recovery codes or the operator let the user in.
fn secret(app: &App, user_id: i64, factor: &StoredFactor) -> Option<TotpSecret> {
    let opened = app.signer.decrypt(Purpose::SecondFactor, user_id, &factor.secret);
    if opened.is_none() {
        log::warn!(
            user = user_id;
            "sign-in: a second factor was stored under another signing key; recovery codes work, and `referral user reset-2fa`"
        );
    }
    TotpSecret::from_bytes(&opened?)
}

/// How a change of the second factor ended.
pub enum ChangeOutcome<T> {
    Done(T),
    /// The code of the new app was wrong.
    WrongCode,
    /// The session ended, or the settings demand the factor, or there is none.
    Refused,
}

/// Turns the second factor on, or replaces the app, once a code proves that the app has the secret.
/// Returns new recovery codes. Other sessions end (OWASP ASVS 5.0 7.4.3).
pub fn turn_on(
    app: &App,
    (user_id, session): (i64, &Hash),
    secret: &TotpSecret,
    digits: &str,
    by: &AuditSource,
    now: Timestamp,
) -> Result<ChangeOutcome<Vec<RecoveryCode>>, ActionError> {
    let Some(step) = secret.matching_step(digits, now) else { return Ok(ChangeOutcome::WrongCode) };
    let outcome = in_session(app, (user_id, session), |tx, user| {
        let stored = app.signer.encrypt(Purpose::SecondFactor, user_id, secret.as_bytes());
        second_factors::put(tx, user_id, &stored, &tokens::random_bytes::<16>(), step, now)?;
        sessions::revoke_all(tx, user_id, Some(session))?;
        sessions::set_factor_proven(tx, session, now)?;
        audit::insert(tx, user_id, AuditEvent::FactorOn, by, now)?;
        notice::enqueue(&app.config, tx, user, MessageKind::FactorChanged, now)?;
        replace_recovery_codes(tx, user_id).map(Some)
    })?;
    Ok(outcome)
}

/// Turns the second factor off, unless the settings demand it.
pub fn turn_off(
    app: &App,
    (user_id, session): (i64, &Hash),
    by: &AuditSource,
    now: Timestamp,
) -> Result<ChangeOutcome<()>, ActionError> {
    in_session(app, (user_id, session), |tx, user| {
        if is_demanded(app, user) || !delete(&app.config, tx, user, by, now)? {
            return Ok(None);
        }
        sessions::revoke_all(tx, user_id, Some(session))?;
        Ok(Some(()))
    })
}

/// Makes new recovery codes; the earlier ones work no longer.
pub fn renew_recovery_codes(
    app: &App,
    (user_id, session): (i64, &Hash),
    by: &AuditSource,
    now: Timestamp,
) -> Result<ChangeOutcome<Vec<RecoveryCode>>, ActionError> {
    in_session(app, (user_id, session), |tx, user| {
        if !second_factors::exists(tx, user_id)? {
            return Ok(None);
        }
        audit::insert(tx, user_id, AuditEvent::RecoveryCodesMade, by, now)?;
        notice::enqueue(&app.config, tx, user, MessageKind::FactorChanged, now)?;
        replace_recovery_codes(tx, user_id).map(Some)
    })
}

/// Every browser is asked for the second factor again.
pub fn forget_browsers(
    app: &App,
    (user_id, session): (i64, &Hash),
    by: &AuditSource,
    now: Timestamp,
) -> Result<ChangeOutcome<()>, ActionError> {
    in_session(app, (user_id, session), |tx, _| {
        if !second_factors::set_browsers(tx, user_id, &tokens::random_bytes::<16>())? {
            return Ok(None);
        }
        audit::insert(tx, user_id, AuditEvent::BrowsersForgotten, by, now).map(Some)
    })
}

/// Deletes the user's app and recovery codes; false if there were none.
pub(super) fn delete(
    config: &Config,
    tx: &Transaction,
    user: &User,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<bool> {
    let deleted = second_factors::delete(tx, user.id)?;
    if deleted {
        audit::insert(tx, user.id, AuditEvent::FactorOff, by, now)?;
        notice::enqueue(config, tx, user, MessageKind::FactorChanged, now)?;
    }
    Ok(deleted)
}

/// Runs a change if the session of its user is still valid; `None` of the change is a refusal.
fn in_session<T>(
    app: &App,
    (user_id, session): (i64, &Hash),
    change: impl FnOnce(&Transaction, &User) -> store::Result<Option<T>>,
) -> Result<ChangeOutcome<T>, ActionError> {
    Ok(app.db.write(|tx| match sessions::find_user(tx, session)? {
        Some(user) if user.id == user_id => {
            Ok(change(tx, &user)?.map_or(ChangeOutcome::Refused, ChangeOutcome::Done))
        }
        _ => Ok::<_, store::Error>(ChangeOutcome::Refused),
    })?)
}

fn replace_recovery_codes(tx: &Transaction, user_id: i64) -> store::Result<Vec<RecoveryCode>> {
    let codes: Vec<RecoveryCode> = (0..CODES).map(|_| tokens::recovery_code()).collect();
    let hashes: Vec<Hash> = codes.iter().map(tokens::recovery_hash).collect();
    second_factors::put_recovery_codes(tx, user_id, &hashes)?;
    Ok(codes)
}

/// State of a user's second factor.
pub struct FactorState {
    pub since: Timestamp,
    pub recovery_codes: i64,
}

/// The state; `None` without a second factor.
pub fn find_state(conn: &Connection, user_id: i64) -> store::Result<Option<FactorState>> {
    let Some(factor) = second_factors::find(conn, user_id)? else { return Ok(None) };
    let recovery_codes = second_factors::count_recovery_codes(conn, user_id)?;
    Ok(Some(FactorState { since: factor.created_at, recovery_codes }))
}
