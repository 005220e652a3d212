//! The passwords of forms and JSON bodies: a new one, a new one typed twice, and one's own again.

use crate::actions::reauthentication::{PasswordProof, ProofExpired};
use crate::domain::common_passwords;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::domain::validation::ValidationError;
use crate::web::request::input::FormInput;
use crate::web::{
    request::{context::RequestContext, session::SignedIn, throttle},
    response::error::HttpError,
};

/// A new password for an address in the field `password`: long enough, and not guessed first.
pub fn parse_new(ctx: &RequestContext, fields: &FormInput, email: Option<&Email>) -> Option<Password> {
    fields.required("password", |text| {
        let password = Password::parse(text)?;
        match email {
            Some(email) => {
                common_passwords::check_password(&password, email, &ctx.app.site_names()).map(|()| password)
            }
            None => Ok(password),
        }
    })
}

/// The same, typed again alike in the field `password2`.
pub fn parse_new_twice(ctx: &RequestContext, fields: &FormInput, email: Option<&Email>) -> Option<Password> {
    let password = parse_new(ctx, fields, email);
    let again = fields.required("password2", |text| match text {
        "" => Err(ValidationError::Empty),
        text => Ok(text.to_owned()),
    });
    match (password, again) {
        (Some(password), Some(again)) if password.as_str() == again => Some(password),
        (Some(_), Some(_)) => {
            fields.add_error("password2", ValidationError::PasswordsDiffer);
            None
        }
        _ => None,
    }
}

/// The proof that a field holds the signed-in person's own password; the field is marked when it does not. Guessing is
/// counted here as it is at sign-in: a stolen session must not become a stolen password.
pub fn verify_own<'m>(
    ctx: &RequestContext,
    me: &'m SignedIn,
    fields: &FormInput,
    field: &'static str,
) -> Result<Option<PasswordProof<'m>>, HttpError> {
    let Some(password) = fields.required(field, Password::parse_existing) else { return Ok(None) };
    let attempt = throttle::limit_sign_in(ctx, &me.user.email)?;
    let proof = PasswordProof::prove_password(ctx.app, &me.user, &me.session_hash, &password)?;
    match proof {
        Some(_) => attempt.record_success(),
        None => {
            attempt.record_failure(Some(me.user.id));
            fields.add_error(field, ValidationError::WrongPassword);
        }
    }
    Ok(proof)
}

/// Whether a deed was done for which `field` held the proof; it is marked when it is the password no more.
pub fn accept_proof(
    done: Result<(), ProofExpired>,
    fields: &FormInput,
    field: &'static str,
) -> Result<bool, HttpError> {
    match done {
        Ok(()) => Ok(true),
        Err(ProofExpired::SignedOut) => Err(HttpError::NotSignedIn),
        Err(ProofExpired::PasswordChanged) => {
            fields.add_error(field, ValidationError::WrongPassword);
            Ok(false)
        }
    }
}
