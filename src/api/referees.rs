//! `GET /api/v1/users/{id}/referrals`: who came by that referrer. Oneself or an admin; for anybody else nobody is there.

use serde::Serialize;

use super::listing::{self, Page};
use crate::domain::moment::Moment;
use crate::domain::standing::Rejection;
use crate::http::{Answer, SignedIn, Visit, answer};
use crate::store::attributions::{self, Referee};

#[derive(Serialize)]
struct Shown {
    id: i64,
    /// Null when the person deleted their account.
    firstname: Option<String>,
    code: Option<String>,
    /// `registered`, `confirmed`, `held`, `frozen` or `rejected`; only the confirmed count.
    state: &'static str,
    /// `link`, `typed` or `moved`: what decided.
    rule: &'static str,
    reason: Option<&'static str>,
    registered_at: String,
    confirmed_at: Option<String>,
}

pub fn list(visit: &Visit, me: &SignedIn) -> Answer {
    let id = listing::of_person(visit, me)?;
    let page = Page::asked(visit)?;
    let rows = visit.app.db.read(|conn| attributions::of_referrer(conn, id, page.before, page.fetch()))?;
    answer::json(200, &page.of(rows, |r| r.id, show))
}

fn show(referee: &Referee) -> Shown {
    Shown {
        id: referee.id,
        firstname: referee.firstname.clone(),
        code: referee.referral_code.clone(),
        state: referee.standing.name(),
        rule: referee.rule.name(),
        reason: referee.rejected.map(Rejection::name),
        registered_at: referee.registered_at.rfc3339(),
        confirmed_at: referee.confirmed_at.map(Moment::rfc3339),
    }
}
