//! The page that says what did not work, and what to do now.

use maud::{Markup, PreEscaped, html};
use rouille::Response;

use super::layout::page;
use crate::http::{Failure, Visit, answer};

/// Answers a failure with a page; whoever is not signed in is sent to where they can.
pub fn failed(visit: &Visit, failure: &Failure) -> Response {
    if matches!(failure, Failure::NotSignedIn) && visit.is_safe() {
        return answer::see_other("/login");
    }
    let (what, now) = failure.sentences();
    let lang = visit.lang;
    let body = html! {
        h1 { (lang.t(what)) }
        p.lead { (lang.t(now)) }
        p { a.button href="/" { (lang.t("menu-home")) } }
    };
    // Without the database there is no menu to draw; a plain page still says what happened.
    let mut answer = page(visit, failure.status(), lang.t(what), body)
        .unwrap_or_else(|_| answer::html(failure.status(), plain(lang.t(what), lang.t(now))));
    for (name, value) in failure.headers() {
        answer::add(&mut answer, name, value);
    }
    answer
}

fn plain(what: &str, now: &str) -> Markup {
    html! { (PreEscaped("<!DOCTYPE html>")) meta charset="utf-8"; title { (what) } h1 { (what) } p { (now) } }
}
