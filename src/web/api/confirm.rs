//! `POST /api/v1/activate`: confirms an email address by token, or by email address and one-time
//! code.

use serde_json::json;

use crate::actions::confirm::{self, ConfirmOutcome, Ownership};
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::otp;
use crate::web::request::throttle;
use crate::web::{HandlerResult, HttpError, RequestContext, response};

pub fn submit(ctx: &RequestContext) -> HandlerResult {
    let fields = ctx.read_json(&["token", "email", "code"])?;
    let by = ctx.audit_source();
    let outcome = if fields.has_field("token") {
        let token = fields.required("token", |t| Ok(Token::parse(t)));
        fields.finish()?;
        match token.flatten() {
            Some(token) => confirm::confirm_by_link(ctx.app, &token, &Ownership::Program, &by, ctx.now)?,
            None => ConfirmOutcome::Unknown,
        }
    } else {
        let email = fields.required("email", Email::parse);
        let code = fields.required("code", otp::parse);
        fields.finish()?;
        match (email, code) {
            (Some(email), Some(code)) => {
                throttle::limit_otp(ctx, &email)?;
                let program = Ownership::Program;
                let outcome = confirm::confirm_by_otp(ctx.app, &email, &code, &program, &by, ctx.now)?;
                if outcome == ConfirmOutcome::Unknown {
                    throttle::log_wrong_digits(ctx);
                }
                outcome
            }
            _ => ConfirmOutcome::Unknown,
        }
    };
    let message = |name| response::json(200, &json!({ "message": ctx.lang().text(name) }));
    match outcome {
        ConfirmOutcome::Confirmed => message("notice-confirmed"),
        ConfirmOutcome::ConfirmedTooLate => message("notice-confirmed-too-late"),
        ConfirmOutcome::AlreadyConfirmed | ConfirmOutcome::Expired => Err(HttpError::Gone),
        ConfirmOutcome::Unknown | ConfirmOutcome::PasswordNeeded | ConfirmOutcome::PressNeeded => {
            Err(HttpError::NotFound)
        }
    }
}
