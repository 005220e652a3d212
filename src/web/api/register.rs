//! `POST /api/v1/register`: 202, always the same for a new and a known address. What became of the code is told, for it
//! depends on the code alone.

use serde_json::json;

use crate::actions::register::{self, Newcomer};
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::web::{
    request::{code_field, context::Visit, password_fields, throttle},
    response::{self, Answer, error::Failure},
};

pub fn submit(visit: &Visit) -> Answer {
    let fields = visit.json(&["firstname", "email", "password", "code"])?;
    let firstname = fields.required("firstname", Firstname::parse);
    let email = fields.required("email", Email::parse);
    let password = password_fields::new(visit, &fields, email.as_ref());
    let claim = code_field::claim(visit, &fields)?;
    fields.check()?;
    let (Some(firstname), Some(email), Some(password)) = (firstname, email, password) else {
        return Err(Failure::Malformed);
    };
    throttle::registration(visit, &email)?;
    let signs = throttle::signs(visit)?;
    let newcomer = Newcomer { firstname, email, password, lang: visit.lang(), claim, browser: None, signs };
    let given = newcomer.claim.is_some();
    let rejected = register::register(visit.app, &newcomer, &visit.trace(), visit.now)?;
    let code = match rejected {
        Some(why) => Some(why.name()),
        None => given.then_some("accepted"),
    };
    response::json(202, &json!({ "message": visit.lang().t("notice-letter-sent"), "code": code }))
}
