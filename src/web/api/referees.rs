//! Who came by a referrer, and why each of them counts or does not. Oneself or an admin; for anybody else nobody is
//! there.

use serde::Serialize;

use crate::actions::explain::{self, Audience, By, Link, Registered, Step, Story, What, Why};
use crate::domain::referral_status::Rejection;
use crate::domain::timestamp::Moment;
use crate::i18n::Lang;
use crate::store::attributions::{self, Referee};
use crate::web::api::pagination::{self, Table};
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::{self, Answer, error::Failure},
};

const TABLE: Table = Table {
    file: "people",
    columns: &["id", "firstname", "code", "state", "rule", "reason", "registered_at", "confirmed_at", "why"],
};

#[derive(Serialize)]
struct Shown {
    id: i64,
    /// Null when the person deleted their account.
    firstname: Option<String>,
    #[serde(flatten)]
    came: Came,
}

/// How somebody came, for whoever they came by and for themselves.
#[derive(Serialize)]
pub(super) struct Came {
    code: Option<String>,
    /// `registered`, `confirmed`, `held`, `frozen` or `rejected`; only the confirmed count.
    state: &'static str,
    /// `link`, `typed` or `moved`: what decided.
    rule: &'static str,
    reason: Option<&'static str>,
    registered_at: String,
    confirmed_at: Option<String>,
    /// One sentence in the language of the asker.
    why: String,
}

/// `GET /api/v1/users/{id}/referrals`
pub fn list(visit: &Visit, me: &SignedIn) -> Answer {
    let id = pagination::of_person(visit, me)?;
    let (audience, lang) = (audience(me, Some(id)), visit.lang());
    pagination::paged(visit, TABLE, move |conn, before, limit| {
        let referees = attributions::of_referrer(conn, id, before, limit)?;
        let whys = explain::of_many(conn, referees, audience)?;
        Ok(whys.iter().map(|why| (why.referee.id, Shown::of(why, lang))).collect())
    })
}

/// One's own people one hears of as their referrer, an admin too.
fn audience(me: &SignedIn, referrer_id: Option<i64>) -> Audience {
    if me.user.is_admin && referrer_id != Some(me.user.id) { Audience::Admin } else { Audience::Referrer }
}

impl Shown {
    fn of(why: &Why, lang: Lang) -> Shown {
        let referee = &why.referee;
        Shown { id: referee.id, firstname: referee.firstname.clone(), came: Came::of(why, lang) }
    }
}

impl Came {
    pub(super) fn of(why: &Why, lang: Lang) -> Came {
        let referee = &why.referee;
        Came {
            code: referee.referral_code.clone(),
            state: referee.standing.name(),
            rule: referee.rule.name(),
            reason: referee.rejected.map(Rejection::name),
            registered_at: referee.registered_at.rfc3339(),
            confirmed_at: referee.confirmed_at.map(Moment::rfc3339),
            why: why.sentence(lang),
        }
    }
}

#[derive(Serialize)]
struct Explained {
    #[serde(flatten)]
    shown: Shown,
    trail: Vec<Entry>,
    #[serde(flatten)]
    for_admins: Option<ForAdmins>,
}

#[derive(Serialize)]
struct Entry {
    at: String,
    what: &'static str,
    text: String,
    /// The code of an opened link, or the one that decided a registration. Another's is null for a referrer.
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<Option<String>>,
    #[serde(flatten)]
    rule: Option<InForce>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signal: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weight: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    /// The name of the admin who decided.
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<String>,
}

/// The rule that was in force at a registration.
#[derive(Serialize)]
struct InForce {
    /// What the field for the code held.
    field: Option<String>,
    /// `first` or `last`.
    touch: Option<&'static str>,
    window_days: Option<i64>,
}

#[derive(Serialize)]
struct ForAdmins {
    referee_id: Option<i64>,
    referrer_id: Option<i64>,
    doubt: i64,
    review: Option<String>,
}

/// `GET /api/v1/referrals/{id}`
pub fn explain(visit: &Visit, me: &SignedIn) -> Answer {
    let id: i64 = visit.param().parse().map_err(|_| Failure::NotFound)?;
    let story = visit.read(|conn| -> rusqlite::Result<Option<Story>> {
        let own = |r: &Referee| me.user.is_admin || r.referrer_id == Some(me.user.id);
        let Some(referee) = attributions::by_id(conn, id)?.filter(own) else { return Ok(None) };
        let audience = audience(me, referee.referrer_id);
        explain::of_one(conn, referee, audience).map(Some)
    })?;
    let Story { why, trail } = story.ok_or(Failure::NotFound)?;
    let for_admins = (audience(me, why.referee.referrer_id) == Audience::Admin).then(|| ForAdmins {
        referee_id: why.referee.referee_id,
        referrer_id: why.referee.referrer_id,
        doubt: why.referee.doubt,
        review: why.referee.review.clone(),
    });
    let trail = trail.iter().map(|step| Entry::of(step, visit.lang())).collect();
    response::json(200, &Explained { shown: Shown::of(&why, visit.lang()), trail, for_admins })
}

impl Entry {
    fn of(step: &Step, lang: Lang) -> Entry {
        let mut entry = Entry {
            at: step.at.rfc3339(),
            what: step.what.name(),
            text: step.text(lang),
            code: None,
            rule: None,
            signal: None,
            weight: None,
            reason: None,
            by: match &step.by {
                Some(By::Admin(name)) => Some(name.clone()),
                Some(By::Erased | By::Operator) | None => None,
            },
            note: step.note.clone(),
        };
        match &step.what {
            What::Opened { link, .. } => entry.code = Some(code(link)),
            What::Registered(registered) => {
                entry.code = Some(code(&registered.link));
                entry.rule = Some(InForce::of(registered));
                entry.reason = registered.rejected.map(Rejection::name);
            }
            What::Doubted { signal, weight, .. } => {
                entry.signal = signal.map(|signal| signal.name());
                entry.weight = Some(*weight);
            }
            What::Rejected(why) => entry.reason = Some(why.name()),
            What::Held
            | What::Confirmed
            | What::Approved
            | What::Moved { .. }
            | What::Frozen
            | What::Restored => {}
        }
        entry
    }
}

impl InForce {
    fn of(registered: &Registered) -> InForce {
        InForce {
            field: registered.field.as_ref().and_then(code),
            touch: registered.first_counts.map(|first| if first { "first" } else { "last" }),
            window_days: registered.window_days,
        }
    }
}

fn code(link: &Link) -> Option<String> {
    match link {
        Link::Own(code) | Link::Code(code) => Some(code.clone()),
        Link::Another | Link::Gone => None,
    }
}
