//! A participant as programs read one.

use serde::Serialize;
use serde_json::Value;

use crate::actions::rewards::follow;
use crate::app::App;
use crate::config::Program;
use crate::domain::participant::number;
use crate::domain::timestamp::Timestamp;
use crate::store::participants::{self, Participant};
use crate::store::{self, Connection, attributions, waitlist};

#[derive(Serialize)]
pub struct ParticipantJson {
    /// `prt_7`.
    id: String,
    external_id: Option<String>,
    email: Option<String>,
    name: Option<String>,
    group: Option<String>,
    lang: Option<String>,
    /// `active` or `disabled`.
    state: &'static str,
    notify: Option<bool>,
    stripe_customer: Option<String>,
    code: Option<String>,
    link: Option<String>,
    /// What programs call the referrer.
    referred_by: Option<String>,
    created_at: String,
    counts: CountsJson,
    balances: Vec<Value>,
    /// Null where the program has no waitlist, and for one who is not confirmed yet.
    waitlist: Option<WaitlistJson>,
}

/// Where a person is on the waitlist.
#[derive(Serialize)]
pub struct WaitlistJson {
    /// From 1; null once admitted.
    place: Option<i64>,
    /// Those who wait.
    of: i64,
    /// A review that is open can move the place.
    about: bool,
    admitted_at: Option<String>,
}

impl WaitlistJson {
    pub fn load(program: &Program, conn: &Connection, person: i64) -> store::Result<Option<WaitlistJson>> {
        if !program.is_waitlist() {
            return Ok(None);
        }
        let found = waitlist::find_place(conn, person, program.places_per_referral)?;
        Ok(found.map(|found| WaitlistJson {
            place: found.place,
            of: found.of,
            about: found.is_about,
            admitted_at: found.admitted_at.map(Timestamp::rfc3339),
        }))
    }
}

#[derive(Serialize)]
struct CountsJson {
    clicks: i64,
    registered: i64,
    confirmed: i64,
}

impl ParticipantJson {
    pub fn load(
        app: &App,
        conn: &Connection,
        participant: &Participant,
        now: Timestamp,
    ) -> store::Result<ParticipantJson> {
        let id = participant.id;
        let code = participants::find_code(conn, id, now)?.map(|own| own.code);
        let referrer = attributions::find_referrer(conn, id)?;
        Ok(ParticipantJson {
            id: number(id),
            external_id: participant.external_id.clone(),
            email: participant.email.as_ref().map(ToString::to_string),
            name: participant.firstname.clone(),
            group: participant.group_label.clone(),
            lang: participant.lang.clone(),
            state: if participant.disabled_at.is_some() { "disabled" } else { "active" },
            notify: participant.notify,
            stripe_customer: participant.stripe_customer.clone(),
            link: code.as_ref().map(|code| app.link(&format!("/{code}"))),
            code,
            referred_by: referrer.map(|id| participants::name_of(conn, id)).transpose()?,
            created_at: participant.date.rfc3339(),
            counts: CountsJson {
                clicks: participants::count_clicks(conn, id)?,
                registered: participant.registered,
                confirmed: participant.counted,
            },
            balances: follow::balances(conn, id)?,
            waitlist: WaitlistJson::load(&app.config.program, conn, id)?,
        })
    }
}
