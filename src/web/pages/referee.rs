//! One person who came, and why they count or do not: for whoever invited them.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Step, Story, Why};
use crate::domain::referral_status::Standing;
use crate::i18n::Lang;
use crate::store::attributions;
use crate::web::pages::fast_escape::Plain;
use crate::web::pages::layout::page;
use crate::web::{
    request::{context::Visit, session::SignedIn},
    response::{Answer, error::Failure},
};

pub fn show(visit: &Visit, me: &SignedIn) -> Answer {
    let lang = visit.lang();
    let id: i64 = visit.param().parse().map_err(|_| Failure::NotFound)?;
    let story = visit.read(|conn| -> rusqlite::Result<Option<Story>> {
        let found = attributions::by_id(conn, id)?;
        match found.filter(|referee| referee.referrer_id == Some(me.user.id)) {
            Some(referee) => explain::of_one(conn, referee, Audience::Referrer).map(Some),
            None => Ok(None),
        }
    })?;
    let Story { why, trail: steps } = story.ok_or(Failure::NotFound)?;
    let name = why.referee.firstname.as_deref().unwrap_or(lang.t("person-gone").as_str());
    let body = html! {
        h1 { (name) }
        p.lead { (sentence(lang, &why)) }
        section aria-labelledby="trail" {
            h2 #trail { (lang.t("why-trail")) }
            (trail(lang, &steps))
        }
        p.actions { a href="/profile#people" { (lang.t("profile-people")) } }
    };
    page(visit, 200, name, body)
}

/// Why somebody counts or does not, with a dot that says it at a glance.
pub fn sentence(lang: Lang, why: &Why) -> Markup {
    let class = match why.referee.standing {
        Standing::Confirmed => "on",
        Standing::Registered | Standing::Held => "waiting",
        Standing::Frozen | Standing::Rejected => "off",
    };
    html! { span.state.(class) { (Plain(&why.sentence(lang))) } }
}

/// What happened, step by step.
pub fn trail(lang: Lang, steps: &[Step]) -> Markup {
    html! {
        ol.trail {
            @for step in steps {
                li {
                    time.muted datetime=(step.at.rfc3339()) { (lang.date(step.at)) ", " (lang.time(step.at)) }
                    p { (step.text(lang)) }
                    @if let Some(note) = &step.note { p.muted { (lang.t("why-note")) " " (note) } }
                }
            }
        }
    }
}
