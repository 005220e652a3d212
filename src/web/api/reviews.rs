//! Open reviews and decisions; for admins, 404 for others.

use serde::Serialize;
use serde_json::json;

use crate::actions::review::{self, Decision, ReviewResult, Verdict};
use crate::domain::admin_note::AdminNote;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::{FieldError, ValidationError};
use crate::store::reviews::{self, FraudSignal, OpenReview};
use crate::web::api::pagination::PageRequest;
use crate::web::{Admin, HandlerResult, HttpError, RequestContext, response};

#[derive(Serialize)]
struct ReviewJson {
    /// Id of the referral.
    id: i64,
    referee: Option<UserJson>,
    referrer: Option<UserJson>,
    code: Option<String>,
    state: &'static str,
    rule: &'static str,
    /// Sum of the signals' weights.
    doubt: i64,
    signals: Vec<SignalJson>,
    registered_at: String,
    confirmed_at: Option<String>,
}

/// Null after the account was deleted.
#[derive(Serialize)]
struct UserJson {
    id: i64,
    firstname: String,
}

#[derive(Serialize)]
struct SignalJson {
    signal: &'static str,
    weight: i64,
    at: String,
}

/// `GET /api/v1/reviews`, oldest first.
pub fn list(ctx: &RequestContext, _admin: &Admin) -> HandlerResult {
    let page = PageRequest::from_query(ctx)?;
    let rows = ctx.db_read(|conn| reviews::list_open(conn, page.after_id(), page.fetch_rows()))?;
    response::json(200, &page.build(rows, |open| open.referee.id, review_json))
}

fn review_json(open: &OpenReview) -> ReviewJson {
    let OpenReview { referee, referrer_name: referrer, signals: doubts } = open;
    let person =
        |id: Option<i64>, name: &Option<String>| Some(UserJson { id: id?, firstname: name.clone()? });
    ReviewJson {
        id: referee.id,
        referee: person(referee.referee_id, &referee.firstname),
        referrer: person(referee.referrer_id, referrer),
        code: referee.referral_code.clone(),
        state: referee.status.name(),
        rule: referee.rule.name(),
        doubt: referee.doubt,
        signals: doubts.iter().map(signal_json).collect(),
        registered_at: referee.registered_at.rfc3339(),
        confirmed_at: referee.confirmed_at.map(Timestamp::rfc3339),
    }
}

fn signal_json(doubt: &FraudSignal) -> SignalJson {
    SignalJson { signal: doubt.signal.name(), weight: doubt.weight, at: doubt.at.rfc3339() }
}

/// `POST /api/v1/reviews/{id}`: decides one referral, with `branch` also those below the referee.
pub fn decide(ctx: &RequestContext, admin: &Admin) -> HandlerResult {
    let fields = ctx.read_json(&["decision", "reason", "branch"])?;
    let id = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    let decision = fields.required("decision", |text| match text {
        "approve" => Ok(Decision::Approve),
        "reject" => Ok(Decision::Reject),
        _ => Err(ValidationError::NotADecision),
    });
    let why = fields.required("reason", AdminNote::parse);
    let branch = fields.boolean("branch").unwrap_or(false);
    fields.finish()?;
    let (Some(decision), Some(why)) = (decision, why) else { return Err(HttpError::Malformed) };
    let db = &ctx.app.db;
    let verdict = Verdict { decision, why: &why, by: &admin.audit_source(), now: ctx.now };
    let decided = if branch {
        review::decide_with_branch(db, id, &verdict)?
    } else {
        review::decide_one(db, id, &verdict)?
    };
    match decided {
        ReviewResult::Decided(decided) => response::json(200, &json!({ "decided": decided })),
        ReviewResult::Already => {
            Err(HttpError::Conflict(FieldError::new("decision", ValidationError::AlreadySo)))
        }
        ReviewResult::UsedUp => {
            Err(HttpError::Conflict(FieldError::new("decision", ValidationError::CodeUsedUp)))
        }
        ReviewResult::Unknown | ReviewResult::AdminRevoked => Err(HttpError::NotFound),
    }
}
