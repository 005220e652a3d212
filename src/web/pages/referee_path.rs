//! The way of a referee as a path: opened, signed up, confirmed, counts; or where it stopped.

use maud::{Markup, html};

use crate::actions::explain::Explanation;
use crate::domain::referral_status::{AttributionRule, Rejection, Status};
use crate::domain::timestamp::Timestamp;
use crate::i18n::{Lang, Text};
use crate::web::components::icon::Icon;
use crate::web::components::path::{Progress, Step, path};
use crate::web::components::pill::State;
use crate::web::components::sources::site_name;
use crate::web::components::when;

/// How much a path tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// In a row of the list.
    Short,
    /// On the referee's own page: with the code, and the confirmation as a step.
    Full,
}

/// State of a referee for pills and rows.
pub fn state(status: Status) -> State {
    match status {
        Status::Confirmed => State::Counts,
        Status::Registered | Status::Held => State::Waiting,
        Status::Rejected => State::Rejected,
        Status::Frozen => State::Frozen,
    }
}

pub fn referee_path(lang: Lang, why: &Explanation, now: Timestamp, detail: Detail) -> Markup {
    path(&steps(lang, why, now, detail))
}

fn steps(lang: Lang, why: &Explanation, now: Timestamp, detail: Detail) -> Vec<Step> {
    let mut steps: Vec<Step> = opened(lang, why, now).into_iter().collect();
    steps.push(signed_up(lang, why, now, detail));
    if let Some(at) = why.referee.confirmed_at.filter(|_| detail == Detail::Full) {
        steps.push(done(lang, Icon::Envelope, "path-confirmed", when::moment(lang, at, now)));
    }
    let end = end(lang, why, now);
    if let Some(before) = steps.last_mut() {
        before.progress = match end.progress {
            Progress::Next => Progress::Now,
            Progress::Stop => Progress::Halt,
            _ => Progress::Done,
        };
    }
    steps.push(end);
    steps
}

fn done(lang: Lang, icon: Icon, title: &'static str, detail: Markup) -> Step {
    let step = Step::new(Progress::Done, html! { (icon) }, html! { (lang.text(title)) });
    Step { detail: Some(detail), ..step }
}

/// The click that decided, or the admin's decision; `None` for a typed code.
fn opened(lang: Lang, why: &Explanation, now: Timestamp) -> Option<Step> {
    let referee = &why.referee;
    if referee.rule == AttributionRule::Moved {
        let at = why.moved_at().unwrap_or(referee.registered_at);
        return Some(done(lang, Icon::Send, "path-moved", when::moment(lang, at, now)));
    }
    let at = referee.clicked_at.filter(|_| referee.rule == AttributionRule::Link)?;
    let source = source(lang, why);
    let detail = html! { (when::moment(lang, at, now)) @if let Some(source) = source { br; (source) } };
    let passed = referee.registered_at.since(at);
    let step = done(lang, Icon::Link, "path-opened", detail);
    Some(Step { lasts: (passed >= 0).then(|| lang.span(passed)), ..step })
}

/// `Telegram · Phone`.
fn source(lang: Lang, why: &Explanation) -> Option<String> {
    let known = |text: &Option<String>| text.as_deref().filter(|text| !text.is_empty()).map(str::to_owned);
    let site = known(&why.referee.utm_source).or_else(|| known(&why.referee.host));
    let device = match why.referee.device.as_deref() {
        Some("phone") => Some(lang.text("device-phone").to_owned()),
        Some("tablet") => Some(lang.text("device-tablet").to_owned()),
        Some("computer") => Some(lang.text("device-computer").to_owned()),
        _ => None,
    };
    let parts: Vec<String> = site.map(|site| site_name(lang, &site)).into_iter().chain(device).collect();
    (!parts.is_empty()).then(|| parts.join(" · "))
}

fn signed_up(lang: Lang, why: &Explanation, now: Timestamp, detail: Detail) -> Step {
    let referee = &why.referee;
    let typed = referee.rule == AttributionRule::Typed;
    let code = referee.referral_code.as_ref().filter(|_| typed || detail == Detail::Full);
    let shown = html! {
        (when::moment(lang, referee.registered_at, now))
        @if let Some(code) = code {
            br;
            (lang.text(if typed { "path-typed-code" } else { "path-with-code" })) " " code { (code) }
        }
    };
    let confirmed = referee.confirmed_at.filter(|at| *at >= referee.registered_at);
    let lasts = confirmed.map(|at| lang.span(at.since(referee.registered_at)));
    Step { lasts, ..done(lang, Icon::Person, "path-signed-up", shown) }
}

/// Whether it counts, what it waits for, or why it does not count.
fn end(lang: Lang, why: &Explanation, now: Timestamp) -> Step {
    let referee = &why.referee;
    let step = |progress, icon: Icon, title: Text, detail: Option<Markup>| Step {
        detail,
        ..Step::new(progress, html! { (icon) }, html! { (title) })
    };
    let dated = |at: Option<Timestamp>| at.map(|at| when::moment(lang, at, now));
    match referee.status {
        Status::Confirmed => {
            let since = why.approved_at().or(referee.confirmed_at).unwrap_or(referee.registered_at);
            let date = when::day(lang, since, now);
            let detail = html! { (lang.text("path-since")) " " (date) };
            step(Progress::Done, Icon::Check, lang.text("state-counts"), Some(detail))
        }
        Status::Registered => {
            let detail = html! { (lang.text("path-remind")) };
            step(Progress::Next, Icon::Envelope, lang.text("path-unconfirmed"), Some(detail))
        }
        Status::Held => {
            let detail = html! { (lang.text("path-review-lead")) };
            step(Progress::Next, Icon::Shield, lang.text("path-review"), Some(detail))
        }
        Status::Frozen => {
            step(Progress::Stop, Icon::Clock, lang.text("state-frozen"), dated(why.frozen_at()))
        }
        Status::Rejected => {
            let reason = match referee.rejected {
                Some(Rejection::CodeExpired) => lang.text("path-code-expired"),
                Some(Rejection::CodeUsedUp) => lang.text("path-code-used-up"),
                Some(Rejection::Review) => lang.text("path-reviewed"),
                Some(Rejection::CodeOff) | None => lang.text("path-code-off"),
            };
            let detail = html! { @if let Some(at) = dated(why.rejected_at()) { (at) br; } (reason) };
            step(Progress::Stop, Icon::Cross, lang.text("state-rejected"), Some(detail))
        }
    }
}
