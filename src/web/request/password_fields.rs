//! Password fields: a new password, its confirmation, and re-authentication with the current one.

use crate::actions::reauthentication::{PasswordProof, ProofOutcome};
use crate::domain::common_passwords;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::security_event::SecurityEvent;
use crate::domain::validation::ValidationError;
use crate::web::request::input::FormInput;
use crate::web::{
    request::{context::RequestContext, signed_in::SignedIn, throttle},
    response::error::HttpError,
};
use crate::wire::breached_passwords;

/// New password in the field `password`: long enough, and neither a common nor a breached one.
pub fn parse_new(ctx: &RequestContext, fields: &FormInput, email: Option<&Email>) -> Option<Password> {
    fields.required("password", |text| {
        let password = Password::parse(text)?;
        if let Some(email) = email {
            common_passwords::check_password(&password, email, &ctx.app.site_names())?;
            breached_passwords::check(ctx.app, &password)?;
        }
        Ok(password)
    })
}

/// The same, and an equal one in the field `password2`.
pub fn parse_new_twice(ctx: &RequestContext, fields: &FormInput, email: Option<&Email>) -> Option<Password> {
    let password = parse_new(ctx, fields, email);
    let again = fields.required("password2", |text| match text {
        "" => Err(ValidationError::Empty),
        text => Ok(text.to_owned()),
    });
    match (password, again) {
        (Some(password), Some(again)) if password.is_same_as(&again) => Some(password),
        (Some(_), Some(_)) => {
            fields.add_error("password2", ValidationError::PasswordsDiffer);
            None
        }
        _ => None,
    }
}

/// A new password, and an equal one in the field `password2` where a form sends it.
pub fn parse_new_repeated_if_sent(
    ctx: &RequestContext,
    fields: &FormInput,
    email: Option<&Email>,
) -> Option<Password> {
    match fields.has_field("password2") {
        true => parse_new_twice(ctx, fields, email),
        false => parse_new(ctx, fields, email),
    }
}

/// Re-authentication: verifies the member's current password. `None` with a field error when it is
/// wrong. Attempts are rate limited as at sign-in, so a stolen session cannot be used to guess the
/// password.
pub fn verify_own<'m>(
    ctx: &RequestContext,
    me: &'m SignedIn,
    fields: &FormInput,
    field: &'static str,
) -> Result<Option<PasswordProof<'m>>, HttpError> {
    let Some(password) = fields.required(field, Password::parse_existing) else { return Ok(None) };
    let attempt = throttle::limit_sign_in(ctx, &me.user.email)?;
    let (user, session) = (&me.user, &me.session_hash);
    let proof = PasswordProof::prove_password(ctx.app, user, session, &password, &attempt.origin)?;
    match proof {
        Some(_) => attempt.record_success(),
        None => {
            attempt.record_failure(Some(me.user.id), SecurityEvent::ReauthenticationFailed);
            fields.add_error(field, ValidationError::WrongPassword);
        }
    }
    Ok(proof)
}

/// Whether an action accepted the password proof of `field`. False with a field error when the
/// password was changed since.
pub fn accept_proof(
    outcome: ProofOutcome,
    fields: &FormInput,
    field: &'static str,
) -> Result<bool, HttpError> {
    match outcome {
        ProofOutcome::Done => Ok(true),
        ProofOutcome::SignedOut => Err(HttpError::NotSignedIn),
        ProofOutcome::PasswordChanged => {
            fields.add_error(field, ValidationError::WrongPassword);
            Ok(false)
        }
    }
}
