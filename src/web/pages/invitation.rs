//! The referral link: the registration page with who invites, or the operator's own landing page.

use std::sync::Arc;

use maud::html;

use crate::actions::referrer::{Touch, Touches};
use crate::cache::Shows;
use crate::domain::code::{State, Typed};
use crate::domain::timestamp::DAY;
use crate::store::referrals::Invitation;
use crate::web::pages::layout::page;
use crate::web::pages::{public_cache, register};
use crate::web::request::input::Fields;
use crate::web::response::cookies::Name;
use crate::web::{
    request::{click_source, context::Visit},
    response::{self, Answer, error::Failure},
};

/// The working invitation of the code in the address, for what belongs to it.
pub fn active(visit: &Visit) -> Result<Arc<Invitation>, Failure> {
    let Typed::Possible(key) = Typed::read(visit.param()) else { return Err(Failure::NotFound) };
    let found = visit.app.invitations.by_key(&visit.app.db, &key)?;
    let invitation = found.ok_or(Failure::NotFound)?;
    if invitation.state(visit.now) == State::Active { Ok(invitation) } else { Err(Failure::Gone) }
}

pub fn show(visit: &Visit) -> Answer {
    let key = match Typed::read(visit.param()) {
        Typed::Possible(key) => key,
        Typed::Mistyped => return dead(visit, 404, "invitation-mistyped-title", "invitation-mistyped-lead"),
        Typed::Impossible => return Err(Failure::NotFound),
    };
    let Some(invitation) = visit.app.invitations.by_key(&visit.app.db, &key)? else {
        return dead(visit, 404, "invitation-unknown-title", "invitation-unknown-lead");
    };
    match invitation.state(visit.now) {
        State::Active => {}
        State::Expired => return dead(visit, 410, "invitation-expired-title", "invitation-expired-lead"),
        State::Off => return dead(visit, 410, "invitation-off-title", "invitation-off-lead"),
        State::UsedUp => return dead(visit, 410, "invitation-used-up-title", "invitation-used-up-lead"),
    }
    let referral = &invitation.referral;
    if click_source::is_person(visit) {
        let touch = Touch { referral_id: referral.id, at: visit.now };
        let touches = Touches::after(visit.touches(), touch);
        let window = visit.app.config.referrals.window_days * DAY;
        visit.set_cookie(Name::Referral, touches.seal(visit.app), Some(window));
        visit.app.backlog.click(referral.id, click_source::of(visit), click_source::origin(visit), visit.now);
    }
    let landing = &visit.app.config.referrals.landing_url;
    if !landing.is_empty() {
        return Ok(response::found(&with_ref(landing, &referral.referral_code)));
    }
    let draw =
        || register::invited(visit, &Fields::preset(&[("code", &referral.referral_code)]), Some(&invitation));
    // What is read anew each time would never be the same again.
    if key.is_ambiguous() {
        return draw();
    }
    public_cache::shown(visit, Shows::Invitation(Arc::clone(&invitation)), draw)
}

/// Adds `ref={code}` to the query of an address, before its fragment.
fn with_ref(landing: &str, code: &str) -> String {
    let (address, fragment) = match landing.split_once('#') {
        Some((address, fragment)) => (address, format!("#{fragment}")),
        None => (landing, String::new()),
    };
    let joint = if address.contains('?') { '&' } else { '?' };
    format!("{address}{joint}ref={code}{fragment}")
}

fn dead(visit: &Visit, status: u16, title: &'static str, lead: &'static str) -> Answer {
    let lang = visit.lang();
    let body = html! {
        h1 { (lang.t(title)) }
        p.lead { (lang.t(lead)) }
        p { a.button href="/register" { (lang.t("invitation-register-anyway")) } }
    };
    page(visit, status, &lang.t(title), body)
}
