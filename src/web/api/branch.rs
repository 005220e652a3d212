//! The branch below a person: how large it is, for themselves and for admins; frozen, restored and moved by admins.

use serde::Serialize;

use crate::actions::accounts_admin::Whom;
use crate::actions::branch::{self, Outcome, Referrer};
use crate::domain::admin_note::Reason;
use crate::domain::code::Typed;
use crate::domain::email::Email;
use crate::domain::validation::{Refusal, Wrong};
use crate::store::branch_freeze;
use crate::store::branches::{self, Counts};
use crate::web::api::pagination;
use crate::web::{
    request::{
        context::Visit,
        session::{Admin, SignedIn},
    },
    response::{self, Answer, error::Failure},
};

/// How many people there are below somebody, and nothing of who they are.
#[derive(Serialize)]
struct Branch {
    id: i64,
    people: i64,
    counted: i64,
    depth: i64,
    /// By whose branch it is frozen: one's own number, or that of somebody above.
    frozen_by: Option<i64>,
}

/// When to come back, in seconds, while one's other walk is under way: a branch of a hundred thousand takes a part of one.
const WALK_SECONDS: i64 = 1;

/// `GET /api/v1/users/{id}/branch`.
pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    let id = pagination::of_person(visit, me)?;
    let _walk = visit.app.walks.begin(me.user.id).ok_or(Failure::TooMany(WALK_SECONDS))?;
    of(visit, id)
}

fn of(visit: &Visit, id: i64) -> Answer {
    let (Counts { people, counted, depth }, frozen_by) = visit.read(|conn| {
        Ok::<_, rusqlite::Error>((branches::counts(conn, id)?, branch_freeze::frozen_by(conn, id)?))
    })?;
    response::json(200, &Branch { id, people, counted, depth, frozen_by })
}

/// `POST /api/v1/users/{id}/freeze`.
pub fn freeze(visit: &Visit, admin: &Admin) -> Answer {
    let id = person(visit)?;
    let why = reason(visit)?;
    done(visit, id, branch::freeze(&visit.app.db, id, &why, &admin.trace(), visit.now)?)
}

/// `POST /api/v1/users/{id}/restore`.
pub fn restore(visit: &Visit, admin: &Admin) -> Answer {
    let id = person(visit)?;
    let why = reason(visit)?;
    done(visit, id, branch::restore(&visit.app.db, id, &why, &admin.trace(), visit.now)?)
}

/// `POST /api/v1/users/{id}/referrer`: by number, code or address.
pub fn move_to(visit: &Visit, admin: &Admin) -> Answer {
    let fields = visit.json(&["referrer_id", "code", "email", "reason"])?;
    let id = person(visit)?;
    let number = fields.integer("referrer_id");
    let email = fields.optional("email", Email::parse);
    let code = fields.optional("code", |text| match Typed::read(text) {
        Typed::Possible(key) => Ok(key),
        Typed::Mistyped => Err(Refusal::CodeMistyped),
        Typed::Impossible => Err(Refusal::NotACode),
    });
    let why = fields.required("reason", Reason::parse);
    let (field, referrer) = match (number, &email, &code) {
        (Some(number), None, None) => ("referrer_id", Some(Referrer::Whom(Whom::Id(number)))),
        (None, Some(email), None) => ("email", Some(Referrer::Whom(Whom::Email(email)))),
        (None, None, Some(key)) => ("code", Some(Referrer::Code(key))),
        (None, None, None) => ("referrer_id", None),
        _ => {
            fields.refuse("referrer_id", Refusal::Twice);
            ("referrer_id", None)
        }
    };
    if referrer.is_none() && fields.wrong().iter().all(|wrong| wrong.field == "reason") {
        fields.refuse("referrer_id", Refusal::Missing);
    }
    fields.check()?;
    let (Some(referrer), Some(why)) = (referrer, why) else { return Err(Failure::Malformed) };
    let outcome = branch::move_to(&visit.app.db, id, referrer, &why, &admin.trace(), visit.now)?;
    match outcome {
        Outcome::UnknownReferrer => Err(Failure::Unprocessable(vec![Wrong::new(field, Refusal::Nobody)])),
        Outcome::Cycle => Err(Failure::Conflict(Wrong::new(field, Refusal::OwnBranch))),
        other => done(visit, id, other),
    }
}

fn person(visit: &Visit) -> Result<i64, Failure> {
    visit.param().parse().map_err(|_| Failure::NotFound)
}

fn reason(visit: &Visit) -> Result<Reason, Failure> {
    let fields = visit.json(&["reason"])?;
    let why = fields.required("reason", Reason::parse);
    fields.check()?;
    why.ok_or(Failure::Malformed)
}

fn done(visit: &Visit, id: i64, outcome: Outcome) -> Answer {
    match outcome {
        Outcome::Done => of(visit, id),
        Outcome::Already => Err(Failure::Conflict(Wrong::new("id", Refusal::AlreadySo))),
        Outcome::Cycle => Err(Failure::Conflict(Wrong::new("id", Refusal::OwnBranch))),
        Outcome::Unknown | Outcome::UnknownReferrer | Outcome::Powerless => Err(Failure::NotFound),
    }
}
