//! Recent re-authentication: some requests need a password that was given in the session a short while
//! ago (OWASP ASVS 5.0 7.5.1), so a thief of the session, or of an open browser, cannot make them.

use crate::actions::reauthentication;
use crate::actions::second_factor::CodeOutcome;
use crate::domain::security_event::SecurityEvent;
use crate::domain::timestamp::MINUTE;
use crate::domain::validation::{FieldError, ValidationError};
use crate::metrics::security_log::SecurityLine;
use crate::web::{
    request::{context::RequestContext, factor, input::FormInput, password_fields, signed_in::SignedIn},
    response::error::HttpError,
};

/// How long a given password counts. Signing in gives it.
pub const RECENT_SECONDS: i64 = 15 * MINUTE;

/// Field of the password in the page that asks for it; the other fields are those of the form that was
/// sent.
pub const FIELD: &str = "own_password";

/// The same for a code of the second factor, which proves as much.
pub const CODE_FIELD: &str = "own_otp";

/// Whether the password was given a short while ago. A form may bring it along in `FIELD`.
///
/// # Errors
/// `PasswordNeeded` with what is wrong with the password, if one came along. Its page asks for it and
/// sends the same form again.
pub fn require(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    let is_recent = |at| (0..RECENT_SECONDS).contains(&ctx.now.since(at));
    if me.password_at.is_some_and(is_recent) {
        return Ok(());
    }
    if ctx.is_safe_method() || !ctx.is_form() {
        return Err(HttpError::PasswordNeeded(vec![]));
    }
    let fields = ctx.read_form()?;
    if !fields.has_field(FIELD) {
        return Err(HttpError::PasswordNeeded(vec![]));
    }
    if fields.submitted(FIELD).is_empty() && !fields.submitted(CODE_FIELD).trim().is_empty() {
        return require_code(ctx, me, &fields);
    }
    let Some(proof) = password_fields::verify_own(ctx, me, &fields, FIELD)? else {
        return Err(HttpError::PasswordNeeded(fields.errors()));
    };
    let outcome = reauthentication::record(&ctx.app.db, &proof, ctx.now)?;
    if !password_fields::accept_proof(outcome, &fields, FIELD)? {
        return Err(HttpError::PasswordNeeded(fields.errors()));
    }
    SecurityLine::member(SecurityEvent::Reauthenticated, me.user.id).write();
    Ok(())
}

/// A code of the second factor in `CODE_FIELD`.
fn require_code(ctx: &RequestContext, me: &SignedIn, fields: &FormInput) -> Result<(), HttpError> {
    if factor::accept(ctx, &me.user, fields.submitted(CODE_FIELD))? == CodeOutcome::Wrong {
        let wrong = FieldError::new(CODE_FIELD, ValidationError::WrongOtp);
        return Err(HttpError::PasswordNeeded(vec![wrong]));
    }
    if !reauthentication::record_factor(&ctx.app.db, me.user.id, &me.session_hash, ctx.now)? {
        return Err(HttpError::NotSignedIn);
    }
    SecurityLine::member(SecurityEvent::Reauthenticated, me.user.id).write();
    Ok(())
}
