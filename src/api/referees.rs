//! `GET /api/v1/users/{id}/referrals`: who came by that referrer. Oneself or an admin; for anybody else nobody is there.

use serde::Serialize;

use super::listing::Page;
use crate::domain::moment::Moment;
use crate::http::{Answer, Failure, SignedIn, Visit, answer};
use crate::store::attributions::{self, Referee};
use crate::store::users;

#[derive(Serialize)]
struct Shown {
    id: i64,
    /// Null when the person deleted their account.
    firstname: Option<String>,
    code: Option<String>,
    /// `registered`, `confirmed` or `rejected`; only the confirmed count.
    state: &'static str,
    /// `link` or `typed`: what decided.
    rule: String,
    reason: Option<String>,
    registered_at: String,
    confirmed_at: Option<String>,
}

pub fn list(visit: &Visit, me: &SignedIn) -> Answer {
    let id: i64 = visit.param().parse().map_err(|_| Failure::NotFound)?;
    if id != me.user.id && !me.user.is_admin {
        return Err(Failure::NotFound);
    }
    let page = Page::asked(visit)?;
    let rows = visit.app.db.read(|conn| -> Result<_, rusqlite::Error> {
        if users::by_id(conn, id)?.is_none() {
            return Ok(None);
        }
        attributions::of_referrer(conn, id, page.before, page.fetch()).map(Some)
    })?;
    let rows = rows.ok_or(Failure::NotFound)?;
    answer::json(200, &page.of(rows, |r| r.id, show))
}

fn show(referee: &Referee) -> Shown {
    Shown {
        id: referee.id,
        firstname: referee.firstname.clone(),
        code: referee.referral_code.clone(),
        state: match (&referee.rejected, referee.confirmed_at) {
            (Some(_), _) => "rejected",
            (None, Some(_)) => "confirmed",
            (None, None) => "registered",
        },
        rule: referee.rule.clone(),
        reason: referee.rejected.clone(),
        registered_at: referee.registered_at.rfc3339(),
        confirmed_at: referee.confirmed_at.map(Moment::rfc3339),
    }
}
