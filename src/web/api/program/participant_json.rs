//! A participant as programs read one.

use serde::Serialize;
use serde_json::Value;

use crate::actions::rewards::follow;
use crate::app::App;
use crate::domain::participant::number;
use crate::domain::timestamp::Timestamp;
use crate::store::participants::{self, Participant};
use crate::store::{self, Connection, attributions};

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
        })
    }
}
