//! What waits for a reviewer, and what they decide. For admins; for everybody else it is not there.

use serde::Serialize;
use serde_json::json;

use crate::actions::review::{self, Decision, Refused, Verdict};
use crate::domain::admin_note::Reason;
use crate::domain::timestamp::Moment;
use crate::domain::validation::{Refusal, Wrong};
use crate::store::reviews::{self, Doubt, Open};
use crate::web::api::pagination::Page;
use crate::web::{
    request::{context::Visit, session::Admin},
    response::{self, Answer, error::Failure},
};

#[derive(Serialize)]
struct Shown {
    /// What a decision names.
    id: i64,
    referee: Option<Person>,
    referrer: Option<Person>,
    code: Option<String>,
    state: &'static str,
    rule: &'static str,
    /// The weights of the signals, summed.
    doubt: i64,
    signals: Vec<Signal>,
    registered_at: String,
    confirmed_at: Option<String>,
}

/// Null when they deleted their account.
#[derive(Serialize)]
struct Person {
    id: i64,
    firstname: String,
}

#[derive(Serialize)]
struct Signal {
    signal: &'static str,
    weight: i64,
    at: String,
}

/// `GET /api/v1/reviews`, oldest first.
pub fn list(visit: &Visit, _admin: &Admin) -> Answer {
    let page = Page::asked(visit)?;
    let rows = visit.read(|conn| reviews::open(conn, page.after(), page.fetch()))?;
    response::json(200, &page.of(rows, |open| open.referee.id, show))
}

fn show(open: &Open) -> Shown {
    let Open { referee, referrer, doubts } = open;
    let person = |id: Option<i64>, name: &Option<String>| Some(Person { id: id?, firstname: name.clone()? });
    Shown {
        id: referee.id,
        referee: person(referee.referee_id, &referee.firstname),
        referrer: person(referee.referrer_id, referrer),
        code: referee.referral_code.clone(),
        state: referee.standing.name(),
        rule: referee.rule.name(),
        doubt: referee.doubt,
        signals: doubts.iter().map(signal).collect(),
        registered_at: referee.registered_at.rfc3339(),
        confirmed_at: referee.confirmed_at.map(Moment::rfc3339),
    }
}

fn signal(doubt: &Doubt) -> Signal {
    Signal { signal: doubt.signal.name(), weight: doubt.weight, at: doubt.at.rfc3339() }
}

/// `POST /api/v1/reviews/{id}`: of one, or of it and everybody below whoever came by it.
pub fn decide(visit: &Visit, admin: &Admin) -> Answer {
    let fields = visit.json(&["decision", "reason", "branch"])?;
    let id = visit.param().parse().map_err(|_| Failure::NotFound)?;
    let decision = fields.required("decision", |text| match text {
        "approve" => Ok(Decision::Approve),
        "reject" => Ok(Decision::Reject),
        _ => Err(Refusal::NotADecision),
    });
    let why = fields.required("reason", Reason::parse);
    let branch = fields.boolean("branch").unwrap_or(false);
    fields.check()?;
    let (Some(decision), Some(why)) = (decision, why) else { return Err(Failure::Malformed) };
    let db = &visit.app.db;
    let verdict = Verdict { decision, why: &why, by: &admin.trace(), now: visit.now };
    let decided = if branch {
        review::with_branch(db, id, &verdict)?
    } else {
        review::one(db, id, &verdict)?.map(|()| 1)
    };
    match decided {
        Ok(decided) => response::json(200, &json!({ "decided": decided })),
        Err(Refused::Already) => Err(Failure::Conflict(Wrong::new("decision", Refusal::AlreadySo))),
        Err(Refused::UsedUp) => Err(Failure::Conflict(Wrong::new("decision", Refusal::CodeUsedUp))),
        Err(Refused::Unknown | Refused::Powerless) => Err(Failure::NotFound),
    }
}
