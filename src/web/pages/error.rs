//! Error page: what failed, and what to do.

use maud::{Markup, PreEscaped, html};
use rouille::Response;

use crate::web::pages::layout::page;
use crate::web::{HttpError, RequestContext, response};

/// Error page; a visitor who must sign in is redirected to the login page.
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
    // Without the database there is no menu, so a plain page is used.
    let mut answer = page(ctx, failure.status(), &lang.text(what), body).unwrap_or_else(|_| {
        response::html(failure.status(), plain_page(&lang.text(what), &lang.text(now), &request_number(ctx)))
    });
    for (name, value) in failure.headers() {
        response::add_header(&mut answer, name, value);
    }
    answer
}

/// Text with the request id, to find the log line.
fn request_number(ctx: &RequestContext) -> String {
    ctx.lang().format("failure-number", &[("id", ctx.request_id().into())])
}

/// Link and label of the button.
fn next_link(failure: &HttpError) -> (&str, &'static str) {
    match failure {
        HttpError::NotSignedIn => ("/login", "login-submit"),
        HttpError::NeedsHttps(address) => (address, "failure-needs-https-open"),
        _ => ("/", "failure-home"),
    }
}

fn plain_page(what: &str, now: &str, number: &str) -> Markup {
    html! {
        (PreEscaped("<!DOCTYPE html>")) meta charset="utf-8"; title { (what) }
        h1 { (what) } p { (now) } p { (number) }
    }
}
