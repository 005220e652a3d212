//! The page that says what did not work, and what to do now.

use maud::{Markup, PreEscaped, html};
use rouille::Response;

use crate::web::pages::layout::page;
use crate::web::{
    request::context::RequestContext,
    response::{self, error::HttpError},
};

/// Answers a failure with a page; whoever is not signed in is sent to where they can.
pub fn error_response(ctx: &RequestContext, failure: &HttpError) -> Response {
    if matches!(failure, HttpError::NotSignedIn) && ctx.is_safe_method() {
        return response::see_other("/login");
    }
    let (what, now) = failure.messages();
    let lang = ctx.lang();
    let (there, label) = next_link(failure);
    let body = html! {
        h1 { (lang.text(what)) }
        p.lead { (lang.text(now)) }
        @if failure.is_server_error() { p.muted { (request_number(ctx)) } }
        @if let HttpError::TooMany(seconds) = failure {
            p { (lang.rounded(*seconds, "failure-again-minutes", "failure-again-seconds")) }
        }
        p { a.button href=(there) { (lang.text(label)) } }
    };
    // Without the database there is no menu to draw; a plain page still says what happened.
    let mut answer = page(ctx, failure.status(), &lang.text(what), body).unwrap_or_else(|_| {
        response::html(failure.status(), plain_page(&lang.text(what), &lang.text(now), &request_number(ctx)))
    });
    for (name, value) in failure.headers() {
        response::add_header(&mut answer, name, value);
    }
    answer
}

/// What a visitor can quote, so that the line of the log is found that says what happened to them.
fn request_number(ctx: &RequestContext) -> String {
    ctx.lang().format("failure-number", &[("id", ctx.request_id().into())])
}

/// Where a visitor gets on from here, and what the button says.
fn next_link(failure: &HttpError) -> (&'static str, &'static str) {
    match failure {
        HttpError::NotSignedIn => ("/login", "login-submit"),
        _ => ("/", "failure-home"),
    }
}

fn plain_page(what: &str, now: &str, number: &str) -> Markup {
    html! {
        (PreEscaped("<!DOCTYPE html>")) meta charset="utf-8"; title { (what) }
        h1 { (what) } p { (now) } p { (number) }
    }
}
