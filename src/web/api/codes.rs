//! `/api/v1/codes`: a person's own codes, and the active code of somebody whose address one knows.

use serde::Serialize;

use crate::actions::codes::{self, Change, Changed, Wish};
use crate::domain::code::{self, Code, Description, MaxUses, State, Typed};
use crate::domain::email::Email;
use crate::domain::timestamp::Moment;
use crate::domain::validation::{Refusal, Wrong};
use crate::store::referrals::{self, Counted, Referral};
use crate::web::api::pagination::{self, Table};
use crate::web::request::input::Fields;
use crate::web::{
    request::{context::Visit, session::SignedIn, throttle},
    response::{self, Answer, error::Failure},
};

#[derive(Serialize)]
struct Shown {
    code: String,
    link: String,
    description: String,
    /// Works now: switched on and not expired.
    active: bool,
    is_send: bool,
    created_at: String,
    expires_at: String,
    /// How many may take a place by it; null: no limit.
    max_uses: Option<i64>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    counts: Option<Counts>,
}

#[derive(Serialize)]
struct Counts {
    clicks: i64,
    /// People who clicked, each counted once a day.
    people: i64,
    registered: i64,
    confirmed: i64,
}

impl Shown {
    /// `site` is where the links begin.
    fn of(site: &str, now: Moment, referral: &Referral, counts: Option<Counts>) -> Shown {
        Shown {
            code: referral.referral_code.clone(),
            link: format!("{site}{}", referral.referral_code),
            description: referral.description.clone(),
            active: referral.state(now) == State::Active,
            is_send: referral.is_send,
            created_at: referral.date.rfc3339(),
            expires_at: referral.expires_at.rfc3339(),
            max_uses: referral.max_uses,
            counts,
        }
    }

    /// What was just made or changed.
    fn without_counts(visit: &Visit, referral: &Referral) -> Shown {
        Shown::of(&visit.app.link("/"), visit.now, referral, None)
    }
}

/// The columns of own codes as a table.
const TABLE: Table = Table {
    file: "codes",
    columns: &[
        "code",
        "link",
        "description",
        "active",
        "is_send",
        "created_at",
        "expires_at",
        "max_uses",
        "clicks",
        "people",
        "registered",
        "confirmed",
    ],
};

/// Own codes, newest first; with `email`, the active code of the referrer who has that address.
pub fn list(visit: &Visit, me: &SignedIn) -> Answer {
    if let Some(email) = visit.query("email") {
        throttle::lookup(visit, me)?;
        return by_address(visit, &email);
    }
    let (id, site, now) = (me.user.id, visit.app.link("/"), visit.now);
    pagination::paged(visit, TABLE, move |conn, before, limit| {
        let show = |c: &Counted| {
            let (registered, confirmed) = (c.referral.registered, c.referral.confirmed);
            let counts = Counts { clicks: c.clicks, people: c.people, registered, confirmed };
            (c.referral.id, Shown::of(&site, now, &c.referral, Some(counts)))
        };
        Ok(referrals::of_user(conn, id, before, limit)?.iter().map(show).collect())
    })
}

/// «No such user», «no active code», «disabled» and «unconfirmed» are one answer.
fn by_address(visit: &Visit, email: &str) -> Answer {
    let email = Email::parse(email).map_err(|why| Failure::Unprocessable(vec![Wrong::new("email", why)]))?;
    let found = visit.read(|conn| referrals::active_at(conn, &email, visit.now))?;
    match found {
        Some(referral) => response::json(200, &Found::of(visit, &referral)),
        None => Err(Failure::NotFound),
    }
}

/// What a stranger learns of a code: no more than its link shows.
#[derive(Serialize)]
struct Found {
    code: String,
    link: String,
    expires_at: String,
}

impl Found {
    fn of(visit: &Visit, referral: &Referral) -> Found {
        Found {
            code: referral.referral_code.clone(),
            link: visit.app.link(&format!("/{}", referral.referral_code)),
            expires_at: referral.expires_at.rfc3339(),
        }
    }
}

pub fn add(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.json(&["description", "expires_at", "code", "email", "max_uses"])?;
    let description = fields.optional("description", Description::parse).unwrap_or_default();
    let expires_at = fields.optional("expires_at", |t| expiry(t, visit.now));
    let chosen = fields.optional("code", Code::chosen);
    let send_to = fields.optional("email", Email::parse);
    let max_uses = max_uses(&fields);
    fields.check()?;
    let wish = Wish { description, expires_at, max_uses, chosen, send_to, lang: visit.lang() };
    throttle::code(visit, me)?;
    if let Some(recipient) = &wish.send_to {
        throttle::invitation(visit, me, recipient)?;
    }
    match codes::add(visit.app, &me.user, &wish, &visit.trace(), visit.now)? {
        Ok(referral) => {
            let mut answer = response::json(201, &Shown::without_counts(visit, &referral))?;
            response::add(&mut answer, "Location", format!("/api/v1/codes/{}", referral.referral_code));
            Ok(answer)
        }
        Err(conflict) => {
            throttle::code_not_added(visit, me, conflict);
            Err(Failure::Conflict(Wrong::new("code", conflict.refusal())))
        }
    }
}

pub fn change(visit: &Visit, me: &SignedIn) -> Answer {
    let Typed::Possible(key) = Typed::read(visit.param()) else { return Err(Failure::NotFound) };
    let fields = visit.json(&["description", "expires_at", "active", "max_uses"])?;
    let change = Change {
        description: fields
            .has("description")
            .then(|| fields.required("description", Description::parse))
            .flatten(),
        expires_at: fields
            .has("expires_at")
            .then(|| fields.required("expires_at", |t| expiry(t, visit.now)))
            .flatten(),
        active: fields.boolean("active"),
        max_uses: fields.has("max_uses").then(|| max_uses(&fields)),
    };
    fields.check()?;
    throttle::code_change(visit, me)?;
    match codes::change(visit.app, &me.user, &key, &change, &visit.trace(), visit.now)? {
        Changed::Done(referral) => response::json(200, &Shown::without_counts(visit, &referral)),
        Changed::Unknown => Err(Failure::NotFound),
        Changed::Refused { field, why: why @ Refusal::ActiveCodeExists } => {
            Err(Failure::Conflict(Wrong::new(field, why)))
        }
        Changed::Refused { field, why } => Err(Failure::Unprocessable(vec![Wrong::new(field, why)])),
    }
}

pub fn delete(visit: &Visit, me: &SignedIn) -> Answer {
    let Typed::Possible(key) = Typed::read(visit.param()) else { return Err(Failure::NotFound) };
    if codes::delete(visit.app, &me.user, &key, &visit.trace(), visit.now)? {
        Ok(response::empty(204))
    } else {
        Err(Failure::NotFound)
    }
}

/// Null and nothing are no limit.
fn max_uses(fields: &Fields) -> Option<MaxUses> {
    match MaxUses::of(fields.integer("max_uses")?) {
        Ok(limit) => Some(limit),
        Err(why) => {
            fields.refuse("max_uses", why);
            None
        }
    }
}

fn expiry(text: &str, now: Moment) -> Result<Moment, Refusal> {
    code::expiry(Moment::from_rfc3339(text.trim()).ok_or(Refusal::NotADate)?, now)
}
