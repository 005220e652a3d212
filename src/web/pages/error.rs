//! The page that says what did not work, and what to do now.

use maud::{Markup, PreEscaped, html};
use rouille::Response;

use crate::web::pages::layout::page;
use crate::web::{
    request::context::Visit,
    response::{self, error::Failure},
};

/// Answers a failure with a page; whoever is not signed in is sent to where they can.
pub fn failed(visit: &Visit, failure: &Failure) -> Response {
    if matches!(failure, Failure::NotSignedIn) && visit.is_safe() {
        return response::see_other("/login");
    }
    let (what, now) = failure.sentences();
    let lang = visit.lang();
    let (there, label) = way_on(failure);
    let body = html! {
        h1 { (lang.t(what)) }
        p.lead { (lang.t(now)) }
        @if failure.is_ours() { p.muted { (number(visit)) } }
        @if let Failure::TooMany(seconds) = failure {
            p { (lang.rounded(*seconds, "failure-again-minutes", "failure-again-seconds")) }
        }
        p { a.button href=(there) { (lang.t(label)) } }
    };
    // Without the database there is no menu to draw; a plain page still says what happened.
    let mut answer = page(visit, failure.status(), &lang.t(what), body).unwrap_or_else(|_| {
        response::html(failure.status(), plain(&lang.t(what), &lang.t(now), &number(visit)))
    });
    for (name, value) in failure.headers() {
        response::add(&mut answer, name, value);
    }
    answer
}

/// What a visitor can quote, so that the line of the log is found that says what happened to them.
fn number(visit: &Visit) -> String {
    visit.lang().with("failure-number", &[("id", visit.id().into())])
}

/// Where a visitor gets on from here, and what the button says.
fn way_on(failure: &Failure) -> (&'static str, &'static str) {
    match failure {
        Failure::NotSignedIn => ("/login", "login-submit"),
        _ => ("/", "failure-home"),
    }
}

fn plain(what: &str, now: &str, number: &str) -> Markup {
    html! {
        (PreEscaped("<!DOCTYPE html>")) meta charset="utf-8"; title { (what) }
        h1 { (what) } p { (now) } p { (number) }
    }
}
