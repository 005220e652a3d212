//! Referees of a referrer, and why each counts or does not; for the referrer and admins, 404 for
//! others.

use serde::Serialize;

use crate::actions::explain::{
    self, Audience, CodeVia, Explanation, History, HistoryStep, Registered, StepActor, StepKind,
};
use crate::domain::referral_status::Rejection;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::store;
use crate::store::attributions::{self, Referee};
use crate::web::api::pagination::{self, CsvTable};
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn, response};

const TABLE: CsvTable = CsvTable {
    file: "people",
    columns: &["id", "firstname", "code", "state", "rule", "reason", "registered_at", "confirmed_at", "why"],
};

#[derive(Serialize)]
struct RefereeJson {
    id: i64,
    /// Null after the account was deleted.
    firstname: Option<String>,
    #[serde(flatten)]
    came: AttributionJson,
}

/// Attribution, as referrer and referee see it.
#[derive(Serialize)]
pub(super) struct AttributionJson {
    code: Option<String>,
    /// `registered`, `confirmed`, `held`, `frozen` or `rejected`; only `confirmed` counts.
    state: &'static str,
    /// `link`, `typed` or `moved`.
    rule: &'static str,
    reason: Option<&'static str>,
    registered_at: String,
    confirmed_at: Option<String>,
    /// Explanation in the language of the request.
    why: String,
}

/// `GET /api/v1/users/{id}/referrals`
pub fn list(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let id = pagination::user_id_from_path(ctx, me)?;
    let (audience, lang) = (audience(me, Some(id)), ctx.lang());
    pagination::respond_page(ctx, TABLE, move |conn, before, limit| {
        let referees = attributions::list_by_referrer(conn, id, before, limit)?;
        let whys = explain::load_many(conn, referees, audience)?;
        Ok(whys.iter().map(|why| (why.referee.id, RefereeJson::of(why, lang))).collect())
    })
}

/// An admin sees own referees as a referrer does.
fn audience(me: &SignedIn, referrer_id: Option<i64>) -> Audience {
    if me.user.is_admin && referrer_id != Some(me.user.id) { Audience::Admin } else { Audience::Referrer }
}

impl RefereeJson {
    fn of(why: &Explanation, lang: Lang) -> RefereeJson {
        let referee = &why.referee;
        RefereeJson {
            id: referee.id,
            firstname: referee.firstname.clone(),
            came: AttributionJson::of(why, lang),
        }
    }
}

impl AttributionJson {
    pub(super) fn of(why: &Explanation, lang: Lang) -> AttributionJson {
        let referee = &why.referee;
        AttributionJson {
            code: referee.referral_code.clone(),
            state: referee.status.name(),
            rule: referee.rule.name(),
            reason: referee.rejected.map(Rejection::name),
            registered_at: referee.registered_at.rfc3339(),
            confirmed_at: referee.confirmed_at.map(Timestamp::rfc3339),
            why: why.sentence(lang),
        }
    }
}

#[derive(Serialize)]
struct RefereeDetailJson {
    #[serde(flatten)]
    shown: RefereeJson,
    trail: Vec<HistoryStepJson>,
    #[serde(flatten)]
    for_admins: Option<AdminDetailJson>,
}

#[derive(Serialize)]
struct HistoryStepJson {
    at: String,
    what: &'static str,
    text: String,
    /// Code of an opened link or of the registration; null when the referrer may not see it.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Option<String>>,
    #[serde(flatten)]
    rule: Option<RuleInForceJson>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signal: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// First name of the deciding admin.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// Attribution rule at the registration.
#[derive(Serialize)]
struct RuleInForceJson {
    /// Code in the registration form.
    field: Option<String>,
    /// `first` or `last`.
    touch: Option<&'static str>,
    window_days: Option<i64>,
}

#[derive(Serialize)]
struct AdminDetailJson {
    referee_id: Option<i64>,
    referrer_id: Option<i64>,
    doubt: i64,
    review: Option<String>,
}

/// `GET /api/v1/referrals/{id}`
pub fn explain(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let id: i64 = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    let story = ctx.db_read(|conn| -> store::Result<Option<History>> {
        let own = |r: &Referee| me.user.is_admin || r.referrer_id == Some(me.user.id);
        let Some(referee) = attributions::find_by_id(conn, id)?.filter(own) else { return Ok(None) };
        let audience = audience(me, referee.referrer_id);
        explain::load_one(conn, referee, audience).map(Some)
    })?;
    let History { explanation: why, steps: trail } = story.ok_or(HttpError::NotFound)?;
    let for_admins = (audience(me, why.referee.referrer_id) == Audience::Admin).then(|| AdminDetailJson {
        referee_id: why.referee.referee_id,
        referrer_id: why.referee.referrer_id,
        doubt: why.referee.doubt,
        review: why.referee.review.clone(),
    });
    let trail = trail.iter().map(|step| HistoryStepJson::of(step, ctx.lang())).collect();
    response::json(200, &RefereeDetailJson { shown: RefereeJson::of(&why, ctx.lang()), trail, for_admins })
}

impl HistoryStepJson {
    fn of(step: &HistoryStep, lang: Lang) -> HistoryStepJson {
        let mut entry = HistoryStepJson {
            at: step.at.rfc3339(),
            what: step.kind.name(),
            text: step.text(lang),
            code: None,
            rule: None,
            signal: None,
            weight: None,
            reason: None,
            by: match &step.by {
                Some(StepActor::Admin(name)) => Some(name.clone()),
                Some(StepActor::Erased | StepActor::Operator) | None => None,
            },
            note: step.note.clone(),
        };
        match &step.kind {
            StepKind::Opened { link, .. } => entry.code = Some(visible_code(link)),
            StepKind::Registered(registered) => {
                entry.code = Some(visible_code(&registered.link));
                entry.rule = Some(RuleInForceJson::of(registered));
                entry.reason = registered.rejected.map(Rejection::name);
            }
            StepKind::Doubted { signal, weight, .. } => {
                entry.signal = signal.map(|signal| signal.name());
                entry.weight = Some(*weight);
            }
            StepKind::Rejected(why) => entry.reason = Some(why.name()),
            StepKind::Held
            | StepKind::Confirmed
            | StepKind::Approved
            | StepKind::Moved { .. }
            | StepKind::Frozen
            | StepKind::Restored => {}
        }
        entry
    }
}

impl RuleInForceJson {
    fn of(registered: &Registered) -> RuleInForceJson {
        RuleInForceJson {
            field: registered.field.as_ref().and_then(visible_code),
            touch: registered.first_counts.map(|first| if first { "first" } else { "last" }),
            window_days: registered.window_days,
        }
    }
}

fn visible_code(link: &CodeVia) -> Option<String> {
    match link {
        CodeVia::Own(code) | CodeVia::Code(code) => Some(code.clone()),
        CodeVia::Another | CodeVia::Gone => None,
    }
}
