//! `/api/v1/me`: the signed-in person.

use serde::Serialize;

use crate::actions::leaderboard;
use crate::domain::person::Listed;
use crate::domain::refusal::Refusal;
use crate::http::{Answer, SignedIn, Visit, answer};
use crate::store::leaders;
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
    /// How the leaderboard shows them: `initial` or `name`; null: not at all.
    listed: Option<&'static str>,
}

pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    let listed = visit.app.db.read(|conn| leaders::choice(conn, me.user.id))?;
    answer::json(200, &Me::of(&me.user, listed))
}

pub fn change(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.json(&["listed"])?;
    if fields.has("listed") {
        let listed = fields.optional("listed", |text| Listed::named(text).ok_or(Refusal::NotAChoice));
        fields.check()?;
        leaderboard::choose(visit.app, me.user.id, listed)?;
    }
    show(visit, me)
}

impl Me<'_> {
    fn of(user: &User, listed: Option<Listed>) -> Me<'_> {
        Me {
            id: user.id,
            firstname: &user.firstname,
            email: user.email.as_str(),
            is_activated: user.is_activated,
            is_active: user.is_active,
            date: user.date.rfc3339(),
            listed: listed.map(Listed::name),
        }
    }
}
