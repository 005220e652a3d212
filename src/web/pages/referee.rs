//! One referee, and why they count or not, for the referrer: the path, what was checked, every step.

use maud::{Markup, html};

use crate::actions::explain::{self, Audience, Explanation, History, HistoryStep};
use crate::domain::referral_status::{AttributionRule, DecidedBy, Status};
use crate::domain::timestamp::Timestamp;
use crate::i18n::{Lang, Text};
use crate::store::{self, attributions};
use crate::web::components::icon::Icon;
use crate::web::components::node::Node;
use crate::web::components::when;
use crate::web::pages::layout::page;
use crate::web::pages::markup::FastEscape;
use crate::web::pages::referee_path::{Detail, referee_path, state};
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
    let title = match why.referee.status {
        Status::Confirmed => "why-title-counts",
        Status::Registered | Status::Held => "why-title-waits",
        Status::Frozen | Status::Rejected => "why-title-not",
    };
    let title = lang.format(title, &[("name", name.into())]);
    let body = html! {
        p { a href="/profile#people" { "‹ " (lang.text("profile-people")) } }
        div.head {
            h1 { bdi { (title) } }
            (state(why.referee.status).pill(lang))
        }
        section.card aria-label=(lang.text("why-path")) { (referee_path(lang, &why, ctx.now, Detail::Full)) }
        section.card aria-labelledby="checked" {
            h2 #checked { (lang.text("why-checked")) }
            (checks(lang, &why))
            p.soft { (FastEscape(&why.sentence(lang))) }
        }
        details.card.more {
            summary { (lang.text("why-steps")) }
            (history(lang, &steps, ctx.now))
        }
    };
    page(ctx, 200, &title, body)
}

/// A check, and whether it was passed.
struct Check {
    passed: Passed,
    what: Text,
    /// How it is known.
    how: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Passed {
    Yes,
    Open,
    No,
}

/// What was looked at before the referee counts. Fraud signals are no part of it: who knows them can
/// get around them.
fn checks(lang: Lang, why: &Explanation) -> Markup {
    let all: Vec<Check> =
        [Some(chosen(lang, why)), pace(lang, why), Some(confirmation(lang, why)), Some(review(lang, why))]
            .into_iter()
            .flatten()
            .collect();
    html! {
        ul.checks {
            @for check in all {
                li {
                    @match check.passed {
                        Passed::Yes => (Node::Open.around(Icon::Check)),
                        Passed::Open => (Node::New.around("?")),
                        Passed::No => (Node::Stop.around(Icon::Cross)),
                    }
                    span { b { (check.what) } " " span.soft { (check.how) } }
                }
            }
        }
    }
}

/// How your code was chosen.
fn chosen(lang: Lang, why: &Explanation) -> Check {
    let typed = why.referee.rule == AttributionRule::Typed;
    let (what, how) = match why.decided() {
        None => (lang.text("check-moved"), ""),
        Some(DecidedBy::Alone) if typed => (lang.text("check-typed"), lang.text("check-alone").as_str()),
        Some(DecidedBy::TypedOverLink) => (lang.text("check-typed"), lang.text("check-typed-over").as_str()),
        Some(DecidedBy::Alone) => (lang.text("check-link"), lang.text("check-alone").as_str()),
        Some(DecidedBy::First) => (lang.text("check-first"), lang.text("check-first-how").as_str()),
        Some(DecidedBy::Last) => (lang.text("check-last"), lang.text("check-last-how").as_str()),
        Some(DecidedBy::LastBecauseFirstEnded | DecidedBy::FirstBecauseLastEnded) => {
            (lang.text("check-link"), lang.text("check-other-ended").as_str())
        }
    };
    Check { passed: Passed::Yes, what, how: how.to_owned() }
}

/// How long after the click.
fn pace(lang: Lang, why: &Explanation) -> Option<Check> {
    let at = why.referee.clicked_at.filter(|_| why.referee.rule == AttributionRule::Link)?;
    let passed = lang.span(why.referee.registered_at.since(at));
    let how = lang.format("check-pace-how", &[("span", passed.as_str().into())]);
    Some(Check { passed: Passed::Yes, what: lang.text("check-pace"), how })
}

fn confirmation(lang: Lang, why: &Explanation) -> Check {
    match why.referee.confirmed_at {
        Some(at) => {
            let passed = lang.span(at.since(why.referee.registered_at));
            let how = lang.format("check-confirmed-how", &[("span", passed.as_str().into())]);
            Check { passed: Passed::Yes, what: lang.text("check-confirmed"), how }
        }
        None => {
            let how = lang.text("path-remind").to_owned();
            Check { passed: Passed::Open, what: lang.text("path-unconfirmed"), how }
        }
    }
}

fn review(lang: Lang, why: &Explanation) -> Check {
    let dated = |name: &str, at: Option<Timestamp>| {
        let date = lang.date(at.unwrap_or(why.referee.registered_at));
        lang.format(name, &[("date", date.as_str().into())])
    };
    let (passed, what, how) = match why.referee.status {
        Status::Held => (Passed::Open, "path-review", lang.text("path-review-lead").to_owned()),
        Status::Frozen => (Passed::No, "check-frozen", dated("check-frozen-how", why.frozen_at())),
        Status::Rejected if why.rejected_at().is_some() => {
            (Passed::No, "check-rejected", dated("check-rejected-how", why.rejected_at()))
        }
        Status::Rejected => (Passed::No, "check-code", lang.text("check-code-how").to_owned()),
        Status::Confirmed | Status::Registered => match why.approved_at() {
            Some(at) => (Passed::Yes, "check-approved", dated("check-approved-how", Some(at))),
            None => (Passed::Yes, "check-no-doubt", lang.text("check-no-doubt-how").to_owned()),
        },
    };
    Check { passed, what: lang.text(what), how }
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
pub fn history(lang: Lang, steps: &[HistoryStep], now: Timestamp) -> Markup {
    html! {
        ol.events {
            @for step in steps {
                li {
                    span {
                        (step.text(lang))
                        @if let Some(note) = &step.note { " " span.soft { (lang.text("why-note")) " " (note) } }
                    }
                    (when::moment(lang, step.at, now))
                }
            }
        }
    }
}
