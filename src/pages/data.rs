//! All that the site keeps about a person, as one JSON file (GDPR article 20).

use serde::Serialize;

use crate::http::{Answer, SignedIn, Visit, answer, session};
use crate::store::audit::{self, What};
use crate::store::{attributions, referrals, sessions};

#[derive(Serialize)]
struct Data {
    person: Person,
    came_by: Option<String>,
    codes: Vec<Code>,
    people_who_came: Vec<Referee>,
    sessions: Vec<Session>,
    history: Vec<Happened>,
}

#[derive(Serialize)]
struct Person {
    id: i64,
    firstname: String,
    email: String,
    language: String,
    registered_at: String,
    is_activated: bool,
    is_active: bool,
}

#[derive(Serialize)]
struct Code {
    code: String,
    description: String,
    created_at: String,
    expires_at: String,
    switched_on: bool,
    clicks: i64,
    registered: i64,
    confirmed: i64,
}

#[derive(Serialize)]
struct Referee {
    firstname: Option<String>,
    code: Option<String>,
    registered_at: String,
    confirmed_at: Option<String>,
    rejected: Option<String>,
}

#[derive(Serialize)]
struct Session {
    kind: String,
    device: String,
    created_at: String,
    used_at: String,
}

#[derive(Serialize)]
struct Happened {
    at: String,
    what: String,
    by: String,
    device: String,
}

pub fn download(visit: &Visit, me: &SignedIn) -> Answer {
    let user = &me.user;
    let data = visit.app.db.read(|conn| -> Result<Data, rusqlite::Error> {
        let all = usize::try_from(i64::MAX).unwrap_or(usize::MAX);
        Ok(Data {
            person: Person {
                id: user.id,
                firstname: user.firstname.clone(),
                email: user.email.to_string(),
                language: user.lang.clone(),
                registered_at: user.date.rfc3339(),
                is_activated: user.is_activated,
                is_active: user.is_active,
            },
            came_by: attributions::referrer_of(conn, user.id)?,
            codes: referrals::of_user(conn, user.id, i64::MAX, all)?
                .into_iter()
                .map(|c| Code {
                    code: c.referral.referral_code,
                    description: c.referral.description,
                    created_at: c.referral.date.rfc3339(),
                    expires_at: c.referral.expires_at.rfc3339(),
                    switched_on: c.referral.is_activated,
                    clicks: c.clicks,
                    registered: c.registered,
                    confirmed: c.confirmed,
                })
                .collect(),
            people_who_came: attributions::of_referrer(conn, user.id, i64::MAX, all)?
                .into_iter()
                .map(|r| Referee {
                    firstname: r.firstname,
                    code: r.referral_code,
                    registered_at: r.registered_at.rfc3339(),
                    confirmed_at: r.confirmed_at.map(|at| at.rfc3339()),
                    rejected: r.rejected,
                })
                .collect(),
            sessions: sessions::of_user(conn, user.id, session::IDLE, visit.now)?
                .into_iter()
                .map(|s| Session {
                    kind: s.kind,
                    device: s.device,
                    created_at: s.created_at.rfc3339(),
                    used_at: s.used_at.rfc3339(),
                })
                .collect(),
            history: audit::of_user(conn, user.id, all)?
                .into_iter()
                .map(|e| Happened { at: e.at.rfc3339(), what: e.what, by: e.actor, device: e.device })
                .collect(),
        })
    })?;
    visit.app.backlog.happened(user.id, What::DataDownloaded, visit.trace(), visit.now);
    let mut answer = answer::json(200, &data)?;
    answer::add(&mut answer, "Content-Disposition", "attachment; filename=\"referral-data.json\"");
    Ok(answer)
}
