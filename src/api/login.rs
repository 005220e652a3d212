//! `POST /api/v1/login`: a bearer token for an address and a password (the answer's shape is RFC 6749 5.1).

use serde_json::json;

use crate::actions::sign_in::{self, Outcome};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::http::{Answer, Failure, Visit, answer, session};
use crate::store::sessions::Kind;

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.json(&["email", "password"])?;
    let email = fields.required("email", Email::parse);
    let password = fields.required("password", Password::given);
    fields.check()?;
    let (Some(email), Some(password)) = (email, password) else { return Err(Failure::Malformed) };
    match sign_in::sign_in(visit.app, &email, &password)? {
        Outcome::Welcome(user) => {
            let token = session::open(visit, user.id, Kind::Bearer)?;
            let expires_in = session::seconds(visit);
            answer::json(
                200,
                &json!({ "access_token": token.as_str(), "token_type": "bearer", "expires_in": expires_in }),
            )
        }
        Outcome::Unconfirmed => Err(Failure::Unconfirmed),
        Outcome::Wrong => Err(Failure::WrongCredentials),
    }
}
