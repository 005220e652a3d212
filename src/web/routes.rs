//! Every address of the site on one screen, who may use it, and how a request finds its handler.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use rouille::Response;

use crate::metrics::{Group, MAX_ROUTES};
use crate::store::sessions::SessionKind;
use crate::web::api;
use crate::web::pages;
use crate::web::request::path::{self, RouteIndex};
use crate::web::{
    request::{
        context::RequestContext,
        csrf,
        signed_in::{Admin, SignedIn},
    },
    response::{HandlerResult, error::HttpError},
};

/// One method of one address.
pub struct Route {
    pub method: &'static str,
    /// Segments in braces stand for any text.
    pub path: &'static str,
    pub side: Side,
    pub handler: Handler,
}

/// Whom an address talks to: it decides how failures look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Page,
    Api,
}

impl Side {
    /// Whom a target talks to that no route answers.
    pub fn from_url(raw_url: &str) -> Side {
        if raw_url.starts_with("/api/") { Side::Api } else { Side::Page }
    }
}

/// Who may use an address. The handler of a member or an admin is given who they are, so that none can forget to ask.
/// For a member who is no admin, an admin's address is not there.
#[derive(Clone, Copy)]
pub enum Handler {
    Public(fn(&RequestContext) -> HandlerResult),
    Member(fn(&RequestContext, &SignedIn) -> HandlerResult),
    Admin(fn(&RequestContext, &Admin) -> HandlerResult),
}

use Handler::{Member, Public};
use pages::admin;

const fn page(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route { method, path, side: Side::Page, handler }
}

const fn json(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route { method, path, side: Side::Api, handler }
}

#[rustfmt::skip]
pub static ROUTES: &[Route] = &[
    page("GET",    "/",                              Public(pages::home::show)),
    page("GET",    "/register",                      Public(pages::register::show)),
    page("POST",   "/register",                      Public(pages::register::submit)),
    page("GET",    "/activate",                      Public(pages::confirm_by_code::show)),
    page("POST",   "/activate",                      Public(pages::confirm_by_code::submit)),
    page("GET",    "/activate/{token}",              Public(pages::confirm_by_link::show)),
    page("POST",   "/activate/{token}",              Public(pages::confirm_by_link::submit)),
    page("GET",    "/repeat_token",                  Public(pages::resend_confirmation::show)),
    page("POST",   "/repeat_token",                  Public(pages::resend_confirmation::submit)),
    page("GET",    "/login",                         Public(pages::login::show)),
    page("POST",   "/login",                         Public(pages::login::submit)),
    page("POST",   "/logout",                        Member(pages::logout::submit)),
    page("GET",    "/password/forgot",               Public(pages::password_forgot::show)),
    page("POST",   "/password/forgot",               Public(pages::password_forgot::submit)),
    page("GET",    "/password/reset/{token}",        Public(pages::password_reset::show)),
    page("POST",   "/password/reset/{token}",        Public(pages::password_reset::submit)),
    page("GET",    "/profile",                       Member(pages::profile::show)),
    page("GET",    "/profile/referral",              Member(pages::code_add::show)),
    page("POST",   "/profile/referral",              Member(pages::code_add::submit)),
    page("GET",    "/profile/referral/change",       Member(pages::code_change::show)),
    page("POST",   "/profile/referral/change",       Member(pages::code_change::submit)),
    page("POST",   "/profile/referral/delete",       Member(pages::code_delete::submit)),
    page("GET",    "/profile/codes/{code}",          Member(pages::code_stats::show)),
    page("GET",    "/profile/people/{id}",           Member(pages::referee::show)),
    page("POST",   "/profile/leaderboard",           Member(pages::leaderboard::choose)),
    page("GET",    "/profile/password",              Member(pages::password_change::show)),
    page("POST",   "/profile/password",              Member(pages::password_change::submit)),
    page("GET",    "/profile/email",                 Member(pages::email_change::show)),
    page("POST",   "/profile/email",                 Member(pages::email_change::submit)),
    page("GET",    "/email/{token}",                 Public(pages::email_change_confirm::show)),
    page("POST",   "/email/{token}",                 Public(pages::email_change_confirm::submit)),
    page("GET",    "/profile/sessions",              Member(pages::sessions::show)),
    page("POST",   "/profile/sessions",              Member(pages::sessions::submit)),
    page("GET",    "/leaderboard",                   Public(pages::leaderboard::show)),
    page("GET",    "/profile/data",                  Member(pages::data_export::download)),
    page("GET",    "/profile/delete",                Member(pages::profile_delete::show)),
    page("POST",   "/profile/delete",                Member(pages::profile_delete::submit)),

    page("GET",    "/setup/{token}",                 Public(pages::setup::show)),
    page("POST",   "/setup/{token}",                 Public(pages::setup::submit)),
    page("GET",    "/admin",                         Handler::Admin(admin::overview::show)),
    page("GET",    "/admin/people",                  Handler::Admin(admin::people::show)),
    page("GET",    "/admin/people/{id}",             Handler::Admin(admin::person::show)),
    page("GET",    "/admin/people/{id}/branch",      Handler::Admin(admin::branch::show)),
    page("GET",    "/admin/people/{id}/branch/{deed}", Handler::Admin(admin::branch_action::show)),
    page("POST",   "/admin/people/{id}/branch/{deed}", Handler::Admin(admin::branch_action::submit)),
    page("GET",    "/admin/reviews",                 Handler::Admin(admin::reviews::show)),
    page("GET",    "/admin/reviews/{id}",            Handler::Admin(admin::review::show)),
    page("POST",   "/admin/reviews/{id}",            Handler::Admin(admin::review::submit)),
    page("GET",    "/admin/people/{id}/{deed}",      Handler::Admin(admin::account_action::show)),
    page("POST",   "/admin/people/{id}/{deed}",      Handler::Admin(admin::account_action::submit)),
    page("GET",    "/admin/codes",                   Handler::Admin(admin::codes::show)),
    page("GET",    "/admin/codes/{id}/off",          Handler::Admin(admin::codes::ask)),
    page("POST",   "/admin/codes/{id}/off",          Handler::Admin(admin::codes::submit)),
    page("GET",    "/admin/letters",                 Handler::Admin(admin::emails::show)),
    page("GET",    "/admin/letters/{id}/{deed}",     Handler::Admin(admin::emails::ask)),
    page("POST",   "/admin/letters/{id}/{deed}",     Handler::Admin(admin::emails::submit)),
    page("GET",    "/admin/audit",                   Handler::Admin(admin::audit::show)),
    page("GET",    "/admin/settings",                Handler::Admin(admin::settings::show)),
    page("GET",    "/admin/health",                  Handler::Admin(admin::health::show)),
    page("POST",   "/admin/health",                  Handler::Admin(admin::health::submit)),
    page("GET",    "/admin/backups",                 Handler::Admin(admin::backups::show)),
    page("POST",   "/admin/backups",                 Handler::Admin(admin::backups::submit)),

    json("GET",    "/csrf_token",                    Public(api::csrf_token::show)),
    json("POST",   "/api/v1/register",               Public(api::register::submit)),
    json("POST",   "/api/v1/activate",               Public(api::confirm::submit)),
    json("POST",   "/api/v1/login",                  Public(api::login::submit)),
    json("POST",   "/api/v1/logout",                 Member(api::logout::submit)),
    json("GET",    "/api/v1/me",                     Member(api::me::show)),
    json("PATCH",  "/api/v1/me",                     Member(api::me::change)),
    json("GET",    "/api/v1/codes",                  Member(api::codes::list)),
    json("POST",   "/api/v1/codes",                  Member(api::codes::add)),
    json("PATCH",  "/api/v1/codes/{code}",           Member(api::codes::change)),
    json("DELETE", "/api/v1/codes/{code}",           Member(api::codes::delete)),
    json("GET",    "/api/v1/codes/{code}/days",      Member(api::code_stats::days)),
    json("GET",    "/api/v1/codes/{code}/origins",   Member(api::code_stats::origins)),
    json("GET",    "/api/v1/referrals/{id}",         Member(api::referees::explain)),
    json("GET",    "/api/v1/leaderboard",            Public(api::leaderboard::list)),
    json("GET",    "/api/v1/users/{id}/referrals",   Member(api::referees::list)),
    json("GET",    "/api/v1/users/{id}/audit",       Member(api::audit::list)),
    json("GET",    "/api/v1/users/{id}/branch",      Member(api::branch::show)),
    json("POST",   "/api/v1/users/{id}/referrer",    Handler::Admin(api::branch::change_referrer)),
    json("POST",   "/api/v1/users/{id}/freeze",      Handler::Admin(api::branch::freeze)),
    json("POST",   "/api/v1/users/{id}/restore",     Handler::Admin(api::branch::restore)),
    json("GET",    "/api/v1/reviews",                Handler::Admin(api::reviews::list)),
    json("POST",   "/api/v1/reviews/{id}",           Handler::Admin(api::reviews::decide)),
    json("GET",    "/api/v1/overview",               Handler::Admin(api::overview::show)),
    // The seed's own.
    json("POST",   "/api/v1/token/get",              Member(api::legacy_token::submit)),
    json("POST",   "/api/v1/referral/add",           Member(api::legacy_codes::add)),
    json("POST",   "/api/v1/referral/get",           Member(api::legacy_codes::get)),
    json("POST",   "/api/v1/profile/referral/delete", Member(api::legacy_codes::delete)),
    json("POST",   "/api/v1/remove",                 Member(api::legacy_account_delete::submit)),

    page("GET",    pages::api_docs::PATH,            Public(pages::api_docs::show)),
    json("GET",    api::openapi::PATH,               Public(api::openapi::show)),

    page("GET",    "/letters",                       Public(pages::recent_emails::show)),
    page("GET",    "/healthz",                       Public(api::health::alive)),
    page("GET",    "/readyz",                        Public(api::health::ready)),
    page("GET",    "/assets/{file}",                 Public(api::static_files::show)),
    page("GET",    "/favicon.ico",                   Public(api::static_files::favicon)),
    page("GET",    "/robots.txt",                    Public(api::static_files::robots)),

    // Last, because they would take any first segment.
    page("GET",    "/{code}/qr.svg",                 Public(pages::share_images::qr)),
    page("GET",    "/{code}/card.png",               Public(pages::share_images::card)),
    page("GET",    "/{code}",                        Public(pages::invitation::show)),
];

/// Whether a request may hash, draw, write or wait, and so must not run on the threads that carry the bytes.
pub fn blocks(method: &str, raw_url: &str) -> bool {
    let path = raw_url.split('?').next().unwrap_or("");
    // The days of a code are summed over everybody who came by it; of one person all are asked for who stand above.
    let slow = [
        "/activate/",
        "/admin",
        "/profile/codes/",
        "/profile/people/",
        "/api/v1/codes/",
        "/api/v1/referrals/",
    ];
    let slow = slow.iter().any(|first| path.starts_with(first))
        || ["/card.png", "/branch"].iter().any(|last| path.ends_with(last));
    // Whoever writes an address with escapes may mean any of these.
    slow || path.contains('%') || !matches!(method, "GET" | "HEAD")
}

/// What stands at a visit's address.
pub struct RouteMatch {
    /// The first row of `ROUTES` with this address.
    pub number: usize,
    /// The row that answers, or the methods that could have been asked for instead.
    row: Result<&'static Route, String>,
}

impl RouteMatch {
    /// Its address as the table has it: it names nobody and carries no token.
    pub fn pattern(&self) -> &'static str {
        ROUTES[self.number].path
    }

    /// The group it belongs to where it is counted how long answers take.
    pub fn group(&self) -> Group {
        let first = &ROUTES[self.number];
        match (first.path, first.side) {
            ("/{code}", _) => Group::Link,
            ("/assets/{file}" | "/favicon.ico" | "/robots.txt", _) => Group::Asset,
            (_, Side::Page) => Group::Page,
            (_, Side::Api) => Group::Api,
        }
    }

    fn side(&self) -> Side {
        ROUTES[self.number].side
    }
}

// What is counted by route has a place for each.
const _: () = assert!(ROUTES.len() <= MAX_ROUTES);

static INDEX: LazyLock<RouteIndex> =
    LazyLock::new(|| RouteIndex::new(&ROUTES.iter().map(|route| route.path).collect::<Vec<_>>()));

/// Finds what stands at a visit's address; `None` for nothing.
pub fn find(ctx: &RequestContext) -> Option<RouteMatch> {
    let segments = ctx.segments()?;
    let mut first = None;
    for &number in INDEX.candidates(segments) {
        let route = &ROUTES[number];
        if !path::matches_pattern(route.path, segments) {
            continue;
        }
        let first = *first.get_or_insert(number);
        ctx.set_pattern(ROUTES[first].path);
        if ROUTES[first].path != route.path {
            // A general pattern must not take over the methods that a particular one lacks.
            break;
        }
        if route.method == ctx.method() || (route.method == "GET" && ctx.method() == "HEAD") {
            return Some(RouteMatch { number: first, row: Ok(route) });
        }
    }
    let number = first?;
    let same = ROUTES.iter().filter(|route| route.path == ROUTES[number].path);
    let mut allowed: Vec<&str> = same.map(|route| route.method).collect();
    if allowed.contains(&"GET") {
        allowed.push("HEAD");
    }
    Some(RouteMatch { number, row: Err(allowed.join(", ")) })
}

/// Answers a visit by what was found at its address. A panic of a handler is one visitor's 500.
pub fn answer(ctx: &RequestContext, found: Option<&RouteMatch>) -> Response {
    let Some(found) = found else {
        return error_response(ctx, Side::from_url(ctx.target()), &HttpError::NotFound);
    };
    match &found.row {
        Ok(route) => catch_unwind(AssertUnwindSafe(|| call(ctx, route))).unwrap_or_else(|_| {
            ctx.app.metrics.panics.add();
            error_response(ctx, found.side(), &HttpError::Panicked)
        }),
        Err(allowed) => error_response(ctx, found.side(), &HttpError::WrongMethod(allowed.clone())),
    }
}

fn call(ctx: &RequestContext, route: &Route) -> Response {
    let answered = match route.handler {
        Public(handler) => check_origin(ctx, route.side).and_then(|()| handler(ctx)),
        Member(handler) => signed_in(ctx, route.side).and_then(|me| handler(ctx, me)),
        Handler::Admin(handler) => signed_in(ctx, route.side)
            .and_then(|me| Admin::from_session(me).ok_or(HttpError::NotFound))
            .and_then(|admin| handler(ctx, &admin)),
    };
    answered.unwrap_or_else(|failure| error_response(ctx, route.side, &failure))
}

fn signed_in<'v>(ctx: &'v RequestContext, side: Side) -> Result<&'v SignedIn, HttpError> {
    check_origin(ctx, side)?;
    let me = ctx.session()?.ok_or(HttpError::NotSignedIn)?;
    check_script_token(ctx, side, me)?;
    Ok(me)
}

/// No other site may have something done here. Every form of a page carries a token, which `Visit::form` demands.
fn check_origin(ctx: &RequestContext, side: Side) -> Result<(), HttpError> {
    if ctx.is_safe_method() { Ok(()) } else { csrf::check_origin(ctx, side == Side::Page) }
}

/// A script of a page is signed in by a cookie that every request carries, so it must show the page's token. Forms
/// are checked where their fields are read; a bearer token is proof by itself.
fn check_script_token(ctx: &RequestContext, side: Side, me: &SignedIn) -> Result<(), HttpError> {
    if side == Side::Page || ctx.is_safe_method() || me.kind == SessionKind::Bearer {
        return Ok(());
    }
    csrf::check_token(ctx, ctx.header(csrf::HEADER).unwrap_or(""))
}

/// Answers a failure in the form that its side reads.
pub fn error_response(ctx: &RequestContext, side: Side, failure: &HttpError) -> Response {
    match failure {
        HttpError::Internal(error) => {
            log::error!(id = ctx.request_id(), error:% = error_chain(error.as_ref()); "a request failed inside");
        }
        HttpError::Unavailable(error) => {
            log::error!(id = ctx.request_id(), error:% = error_chain(error); "the database cannot be used now");
        }
        // What it panicked about was said where it did.
        HttpError::Panicked => {
            log::error!(id = ctx.request_id(); "a handler panicked, and its visitor got a 500")
        }
        _ => {}
    }
    match side {
        Side::Page => pages::error_response(ctx, failure),
        Side::Api => api::error_response(ctx, failure),
    }
}

/// An error with all its causes.
fn error_chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    text
}
