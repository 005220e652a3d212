//! `POST /api/v1/login`: a bearer token for an address and a password (the answer's shape is RFC 6749 5.1).

use serde_json::json;

use crate::actions::sign_in::{self, Outcome};
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::store::audit::What;
use crate::store::sessions::Kind;
use crate::web::{
    request::{context::Visit, session, throttle},
    response::{self, Answer, error::Failure},
};

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.json(&["email", "password"])?;
    let email = fields.required("email", Email::parse);
    let password = fields.required("password", Password::given);
    fields.check()?;
    let (Some(email), Some(password)) = (email, password) else { return Err(Failure::Malformed) };
    let attempt = throttle::password(visit, &email)?;
    match sign_in::sign_in(visit.app, &email, &password)? {
        Outcome::Welcome(user) => {
            attempt.succeeded();
            let token = session::open(visit, &user, Kind::Bearer, What::SignedIn)?;
            let expires_in = session::seconds(visit);
            response::json(
                200,
                &json!({ "access_token": token.as_str(), "token_type": "bearer", "expires_in": expires_in }),
            )
        }
        Outcome::Wrong(user_id) => {
            attempt.failed(user_id);
            Err(Failure::WrongCredentials)
        }
    }
}
