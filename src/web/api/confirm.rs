//! `POST /api/v1/activate`: by the link's token, or by address and six digits.

use serde_json::json;

use crate::actions::confirm::{self, Outcome};
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::otp;
use crate::web::{
    request::{context::Visit, throttle},
    response::{self, Answer, error::Failure},
};

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.json(&["token", "email", "code"])?;
    let outcome = if fields.has("token") {
        let token = fields.required("token", |t| Ok(Token::read(t)));
        fields.check()?;
        match token.flatten() {
            Some(token) => confirm::by_token(visit.app, &token, &visit.trace(), visit.now)?,
            None => Outcome::Unknown,
        }
    } else {
        let email = fields.required("email", Email::parse);
        let code = fields.required("code", otp::parse);
        fields.check()?;
        match (email, code) {
            (Some(email), Some(code)) => {
                throttle::digits(visit, &email)?;
                let outcome = confirm::by_digits(visit.app, &email, &code, &visit.trace(), visit.now)?;
                if outcome == Outcome::Unknown {
                    throttle::failure(visit, "wrong digits");
                }
                outcome
            }
            _ => Outcome::Unknown,
        }
    };
    let message = |name| response::json(200, &json!({ "message": visit.lang().t(name) }));
    match outcome {
        Outcome::Confirmed => message("notice-confirmed"),
        Outcome::ConfirmedTooLate => message("notice-confirmed-too-late"),
        Outcome::AlreadyConfirmed | Outcome::Expired => Err(Failure::Gone),
        Outcome::Unknown => Err(Failure::NotFound),
    }
}
