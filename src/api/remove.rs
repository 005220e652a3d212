//! The seed's `POST /api/v1/remove`: the account and what names it are gone.

use serde_json::json;

use crate::actions::{account, passwords};
use crate::domain::person::Password;
use crate::domain::refusal::Refusal;
use crate::http::cookies::Name;
use crate::http::{Answer, SignedIn, Visit, answer};
use crate::store::sessions::Kind;

pub fn submit(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.json(&["password", "userToken", "userId"])?;
    let password = fields.required("password", Password::given);
    fields.check()?;
    if let Some(password) = password
        && !passwords::confirms(visit.app, &me.user, &password)?
    {
        fields.refuse("password", Refusal::WrongPassword);
    }
    fields.check()?;
    account::delete(visit.app, &me.user)?;
    if me.kind == Kind::Cookie {
        visit.clear_cookie(Name::UserToken);
    }
    answer::json(200, &json!({ "message": "Ok" }))
}
