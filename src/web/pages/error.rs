//! What a failure shows: the form that was sent, with what was typed, or a page that says what to do.

use maud::{Markup, PreEscaped, html};
use rouille::Response;

use crate::web::components::{icon::Icon, node::Node, thread::cut_thread};
use crate::web::pages::{
    confirm_by_code, confirm_by_link, layout::page, login, markup::csrf_field, not_me, password_forgot,
    password_reset, reauthenticate, register, resend_confirmation, second_factor, setup,
};
use crate::web::request::{csrf, next_page};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

/// Draws the form of a route again, with what was typed.
type DrawForm = fn(&RequestContext, &FormInput) -> HandlerResult;

/// Forms of visitors, which a failure keeps.
const FORMS: [(&str, DrawForm); 10] = [
    ("/register", register::form),
    ("/login", login::form),
    ("/login/second-factor", second_factor::challenge::form),
    ("/activate", confirm_by_code::form),
    ("/activate/{token}", confirm_by_link::form),
    ("/repeat_token", resend_confirmation::form),
    ("/password/forgot", password_forgot::form),
    ("/password/reset/{token}", password_reset::form),
    ("/not-me/{token}", not_me::form),
    ("/setup/{token}", setup::form_again),
];

/// The form with the failure above it, or an error page; a visitor who must sign in is redirected to
/// the login page, and from there to where they wanted.
pub fn error_response(ctx: &RequestContext, failure: &HttpError) -> Response {
    if matches!(failure, HttpError::NotSignedIn) && ctx.is_safe_method() {
        next_page::keep(ctx);
        return response::see_other("/login");
    }
    if matches!(failure, HttpError::FactorSetupNeeded) {
        if ctx.is_safe_method() {
            next_page::keep(ctx);
        }
        return response::see_other(second_factor::app::PATH);
    }
    if let HttpError::PasswordNeeded(wrong) = failure {
        return reauthenticate::ask(ctx, wrong).unwrap_or_else(|failure| error_response(ctx, &failure));
    }
    let sent = ctx.take_form();
    if let Some(page) = sent.as_ref().and_then(|sent| form_again(ctx, failure, sent)) {
        return page;
    }
    let (what, todo) = failure.messages();
    let lang = ctx.lang();
    // Without the database there is no menu, so a plain page is used.
    let body = body(ctx, failure, sent.as_ref());
    let mut answer =
        body.and_then(|body| page(ctx, failure.status(), &lang.text(what), body)).unwrap_or_else(|_| {
            response::html(
                failure.status(),
                plain_page(&lang.text(what), &lang.text(todo), &request_number(ctx)),
            )
        });
    for (name, value) in failure.headers() {
        response::add_header(&mut answer, name, value);
    }
    answer
}

fn form_again(ctx: &RequestContext, failure: &HttpError, sent: &FormInput) -> Option<Response> {
    let (_, draw) = FORMS.iter().find(|(path, _)| ctx.pattern() == Some(path))?;
    draw(ctx, &sent.copy().with_failure(failure.stored()?)).ok()
}

fn body(ctx: &RequestContext, failure: &HttpError, sent: Option<&FormInput>) -> Result<Markup, HttpError> {
    let lang = ctx.lang();
    let (what, todo) = failure.messages();
    let (there, label) = next_link(failure);
    let again = match sent.filter(|sent| failure.is_server_error() && !has_password(sent)) {
        Some(sent) => Some(csrf::token(ctx).map(|token| repeat_form(ctx, sent, &token))?),
        None => None,
    };
    Ok(html! {
        div.narrow {
            @if failure.is_server_error() || matches!(failure, HttpError::NotFound | HttpError::Gone) {
                (cut_thread(Node::Full.around(Icon::Link), Some(Node::New.around(lang.text("invitation-you")))))
            }
            h1 { (lang.text(what)) }
            @match failure {
                HttpError::TooMany(seconds) | HttpError::Busy(seconds) => {
                    p.deadline data-left=(seconds) data-over=(lang.text("failure-again-now")) {
                        span.left { (lang.rounded(*seconds, "failure-again-minutes", "failure-again-seconds")) }
                    }
                }
                _ => p { (lang.text(todo)) }
            }
            div.actions {
                @if let Some(again) = &again { (again) }
                a.button.quiet[again.is_some()] href=(there) { (lang.text(label)) }
            }
            @if failure.is_server_error() { p.soft { (request_number(ctx)) } }
        }
    })
}

/// What a password was typed into is not sent back, so such a form is typed again.
fn has_password(sent: &FormInput) -> bool {
    sent.texts().any(|(name, _)| name.contains("password"))
}

/// The same form once more, with a token of now.
fn repeat_form(ctx: &RequestContext, sent: &FormInput, token: &str) -> Markup {
    html! {
        form method="post" action=(ctx.target()) {
            (csrf_field(token))
            @for (name, value) in sent.texts().filter(|(name, _)| *name != csrf::FIELD) {
                input type="hidden" name=(name) value=(value);
            }
            button type="submit" { (ctx.lang().text("failure-try-again")) }
        }
    }
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
