//! `GET /api/v1/me`: the signed-in person.

use serde::Serialize;

use crate::http::{Answer, SignedIn, Visit, answer};
use crate::store::users::User;

#[derive(Serialize)]
struct Me<'a> {
    id: i64,
    firstname: &'a str,
    email: &'a str,
    is_activated: bool,
    is_active: bool,
    /// RFC 3339.
    date: String,
}

pub fn show(_visit: &Visit, me: &SignedIn) -> Answer {
    answer::json(200, &Me::of(&me.user))
}

impl Me<'_> {
    fn of(user: &User) -> Me<'_> {
        Me {
            id: user.id,
            firstname: &user.firstname,
            email: user.email.as_str(),
            is_activated: user.is_activated,
            is_active: user.is_active,
            date: user.date.rfc3339(),
        }
    }
}
