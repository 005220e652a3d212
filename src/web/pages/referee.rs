//! One referee, and why they count or not, for the referrer.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation, History, HistoryStep};
use crate::domain::referral_status::Status;
use crate::i18n::Lang;
use crate::store::{self, attributions};
use crate::web::pages::{layout::page, markup::FastEscape};
use crate::web::{HandlerResult, HttpError, RequestContext, SignedIn};

pub fn show(ctx: &RequestContext, me: &SignedIn) -> HandlerResult {
    let lang = ctx.lang();
    let id: i64 = ctx.path_param(0).parse().map_err(|_| HttpError::NotFound)?;
    let story = ctx.db_read(|conn| -> store::Result<Option<History>> {
        let found = attributions::find_by_id(conn, id)?;
        match found.filter(|referee| referee.referrer_id == Some(me.user.id)) {
            Some(referee) => explain::load_one(conn, referee, Audience::Referrer).map(Some),
            None => Ok(None),
        }
    })?;
    let History { explanation: why, steps } = story.ok_or(HttpError::NotFound)?;
    let name = why.referee.firstname.as_deref().unwrap_or(lang.text("person-gone").as_str());
    let body = html! {
        h1 { (name) }
        p.lead { (status_sentence(lang, &why)) }
        section aria-labelledby="trail" {
            h2 #trail { (lang.text("why-history")) }
            (history(lang, &steps))
        }
        p.actions { a href="/profile#people" { (lang.text("profile-people")) } }
    };
    page(ctx, 200, name, body)
}

/// Explanation with a coloured status.
pub fn status_sentence(lang: Lang, why: &Explanation) -> Markup {
    let class = match why.referee.status {
        Status::Confirmed => "on",
        Status::Registered | Status::Held => "waiting",
        Status::Frozen | Status::Rejected => "off",
    };
    html! { span.state.(class) { (FastEscape(&why.sentence(lang))) } }
}

/// Timeline of the attribution.
pub fn history(lang: Lang, steps: &[HistoryStep]) -> Markup {
    html! {
        ol.trail {
            @for step in steps {
                li {
                    time.muted datetime=(step.at.rfc3339()) { (lang.date(step.at)) ", " (lang.time(step.at)) }
                    p { (step.text(lang)) }
                    @if let Some(note) = &step.note { p.muted { (lang.text("why-note")) " " (note) } }
                }
            }
        }
    }
}
