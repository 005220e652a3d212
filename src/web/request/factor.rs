//! The second factor of a request: whether it is asked for, and its code.

use crate::actions::second_factor::{self, CodeOutcome};
use crate::domain::security_event::SecurityEvent;
use crate::domain::validation::ValidationError;
use crate::store::second_factors::{self, StoredFactor};
use crate::store::users::User;
use crate::web::request::input::FormInput;
use crate::web::{
    request::{context::RequestContext, device_cookie, throttle},
    response::error::HttpError,
};

/// What a right password still needs.
pub enum FactorCheck {
    /// The user has none.
    None,
    /// The browser is remembered: it proved the factor lately.
    Remembered,
    Asked(StoredFactor),
}

/// What the sign-in of a user in this browser needs after the password.
pub fn check(ctx: &RequestContext, user: &User) -> Result<FactorCheck, HttpError> {
    let Some(factor) = ctx.app.db.read(|conn| second_factors::find(conn, user.id))? else {
        return Ok(FactorCheck::None);
    };
    match device_cookie::remembered_since(ctx, user, &factor) {
        Some(since) => {
            device_cookie::set_remembered(ctx, user, &factor, since);
            Ok(FactorCheck::Remembered)
        }
        None => Ok(FactorCheck::Asked(factor)),
    }
}

/// The field that holds a code of the app, and the one that holds a recovery code.
pub const CODE_FIELD: &str = "otp";
pub const RECOVERY_FIELD: &str = "recovery_code";

/// Accepts the code of a form: of the app, or a recovery code where that field is filled in. `None`
/// with a field error for a wrong one.
pub fn accept_form(
    ctx: &RequestContext,
    user: &User,
    fields: &FormInput,
) -> Result<Option<CodeOutcome>, HttpError> {
    let field = match fields.submitted(RECOVERY_FIELD).trim() {
        "" => CODE_FIELD,
        _ => RECOVERY_FIELD,
    };
    let text = fields.submitted(field).trim().to_owned();
    if text.is_empty() {
        fields.add_error(field, ValidationError::Empty);
        return Ok(None);
    }
    let outcome = accept(ctx, user, &text)?;
    if outcome == CodeOutcome::Wrong {
        fields.add_error(field, ValidationError::WrongOtp);
        return Ok(None);
    }
    Ok(Some(outcome))
}

/// Accepts a code of the app, or a recovery code. Wrong ones are limited by account.
pub fn accept(ctx: &RequestContext, user: &User, text: &str) -> Result<CodeOutcome, HttpError> {
    let attempt = throttle::limit_factor(ctx, user)?;
    let outcome = second_factor::accept_code(ctx.app, user.id, text, &ctx.audit_source(), ctx.now)?;
    match outcome {
        CodeOutcome::Wrong => attempt.record_failure(Some(user.id), SecurityEvent::SecondFactorFailed),
        CodeOutcome::FromApp | CodeOutcome::Recovery { .. } => attempt.record_success(),
    }
    Ok(outcome)
}
