//! The seed's `POST /api/v1/token/get`: a bearer token for whoever is signed in. The seed gave one for any `userId`.

use serde_json::json;

use crate::store::audit::What;
use crate::store::sessions::Kind;
use crate::web::{
    request::{
        context::Visit,
        session::{self, SignedIn},
    },
    response::{self, Answer, error::Failure},
};

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.json(&["userId"])?;
    let user_id = fields.integer("userId");
    fields.check()?;
    if user_id.is_some_and(|id| id != me.user.id) {
        return Err(Failure::Forbidden);
    }
    let token = session::open_another(visit, me, Kind::Bearer, What::TokenIssued)?;
    response::json(201, &json!({ "user_token": token.as_str() }))
}
