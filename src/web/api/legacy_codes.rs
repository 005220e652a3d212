//! The seed's `referral/add`, `referral/get` and `profile/referral/delete`: their paths, names and sentences as they
//! were, each for the signed-in person alone.

use rouille::Response;
use serde_json::json;

use crate::actions::codes::{self, Wish};
use crate::domain::code::{Description, Typed};
use crate::store::referrals::{self, Conflict};
use crate::web::{
    request::{context::Visit, session::SignedIn, throttle},
    response::{self, Answer, error::Failure},
};

/// What the seed says when an active code exists already.
const EXISTS: &str = "На email ссылка уже опубликована";
/// What the seed says when there is none.
const NONE: &str = "Пользователь не имеет referral-кода.";

pub fn add(visit: &Visit, me: &SignedIn) -> Answer {
    let fields = visit.json(&["descript", "userToken"])?;
    let description = fields.required("descript", Description::parse);
    fields.check()?;
    throttle::code(visit, me)?;
    let wish = Wish {
        description: description.unwrap_or_default(),
        expires_at: None,
        max_uses: None,
        chosen: None,
        send_to: None,
        lang: visit.lang(),
    };
    match codes::add(visit.app, &me.user, &wish, &visit.trace(), visit.now)? {
        Ok(referral) => say("Ok", Some((&referral.description, &referral.referral_code))),
        Err(exists @ Conflict::ActiveExists) => {
            throttle::code_not_added(visit, me, exists);
            say(EXISTS, None)
        }
        // Drawing met the same code many times in a row: the generator is broken.
        Err(Conflict::Taken) => Err(Failure::Busy(5)),
    }
}

pub fn get(visit: &Visit, me: &SignedIn) -> Answer {
    visit.json(&["userToken", "userId"])?.check()?;
    match visit.read(|conn| referrals::active_of(conn, me.user.id, visit.now))? {
        Some(referral) => say("OK", Some((&referral.description, &referral.referral_code))),
        None => say(NONE, None),
    }
}

pub fn delete(visit: &Visit, me: &SignedIn) -> Answer {
    visit.json(&["userToken", "userId"])?.check()?;
    let Some(referral) = visit.read(|conn| referrals::active_of(conn, me.user.id, visit.now))? else {
        return say(NONE, None);
    };
    if let Typed::Possible(key) = Typed::read(&referral.referral_code) {
        codes::delete(visit.app, &me.user, &key, &visit.trace(), visit.now)?;
    }
    say("Ok", Some((&referral.description, &referral.referral_code)))
}

fn say(message: &str, code: Option<(&str, &str)>) -> Result<Response, Failure> {
    let (descript, referral) = code.unzip();
    response::json(200, &json!({ "message": message, "descript": descript, "referral": referral }))
}
