//! The seed's `POST /api/v1/remove`: the account and what names it are gone.

use serde_json::json;

use crate::actions::account;
use crate::store::sessions::Kind;
use crate::web::response::cookies::Name;
use crate::web::{
    request::{context::Visit, password_fields, session::SignedIn},
    response::{self, Answer, error::Failure},
};

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.json(&["password", "userToken", "userId"])?;
    let done = match password_fields::own(visit, me, &fields, "password")? {
        Some(proof) => {
            let deleted = account::delete(visit.app, &proof, visit.now)?;
            password_fields::held(deleted, &fields, "password")?
        }
        None => false,
    };
    if !done {
        return Err(Failure::Unprocessable(fields.wrong()));
    }
    if me.kind == Kind::Cookie {
        visit.clear_cookie(Name::UserToken);
    }
    response::json(200, &json!({ "message": "Ok" }))
}
