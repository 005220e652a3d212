//! `/api/v1/me`: the signed-in person.

use serde::Serialize;

use crate::actions::explain::{self, Audience};
use crate::actions::leaderboard;
use crate::domain::person::Listed;
use crate::domain::validation::Refusal;
use crate::store::attributions;
use crate::store::users::{self, User};
use crate::web::api::referees::Came;
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::{self, Answer},
};

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
    /// By whom they came, and whether they count there; null when nobody invited them.
    came_by: Option<CameBy>,
}

#[derive(Serialize)]
struct CameBy {
    /// The first name; null when that one is gone.
    referrer: Option<String>,
    #[serde(flatten)]
    came: Came,
}

pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    about(visit, &me.user)
}

fn about(visit: &Visit, me: &User) -> Answer {
    let (came, referrer) = visit.read(|conn| -> rusqlite::Result<_> {
        let came = attributions::by_referee(conn, me.id)?;
        let referrer = came.as_ref().and_then(|came| came.referrer_id);
        let name = match referrer {
            Some(id) => users::names(conn, &[id])?.into_values().next(),
            None => None,
        };
        let came = explain::of_many(conn, came.into_iter().collect(), Audience::Referee)?.pop();
        Ok((came, name))
    })?;
    let came_by = came.map(|why| CameBy { referrer, came: Came::of(&why, visit.lang()) });
    response::json(200, &Me::of(me, came_by))
}

pub fn change(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.json(&["listed"])?;
    let mut user = me.user.clone();
    if fields.has("listed") {
        user.listed = fields.optional("listed", |text| Listed::named(text).ok_or(Refusal::NotAChoice));
        fields.check()?;
        leaderboard::choose(visit.app, user.id, user.listed, &visit.trace(), visit.now)?;
    }
    about(visit, &user)
}

impl Me<'_> {
    fn of(user: &User, came_by: Option<CameBy>) -> Me<'_> {
        Me {
            id: user.id,
            firstname: &user.firstname,
            email: user.email.as_str(),
            is_activated: user.is_activated,
            is_active: user.is_active,
            date: user.date.rfc3339(),
            listed: user.listed.map(Listed::name),
            came_by,
        }
    }
}
