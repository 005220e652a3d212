//! Every address of the site on one screen, who may use it, and how a request finds its handler.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use rouille::Response;

use crate::metrics::{Group, ROOM};
use crate::store::sessions::Kind;
use crate::web::api;
use crate::web::pages;
use crate::web::request::path::{self, Index};
use crate::web::{
    request::{
        context::Visit,
        csrf,
        session::{Admin, SignedIn},
    },
    response::{self, Answer, error::Failure},
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
    pub fn of(raw_url: &str) -> Side {
        if raw_url.starts_with("/api/") { Side::Api } else { Side::Page }
    }
}

/// Who may use an address. The handler of a member or an admin is given who they are, so that none can forget to ask.
/// For a member who is no admin, an admin's address is not there.
#[derive(Clone, Copy)]
pub enum Handler {
    Anyone(fn(&Visit) -> Answer),
    Member(fn(&Visit, &SignedIn) -> Answer),
    Admin(fn(&Visit, &Admin) -> Answer),
}

use Handler::{Anyone, Member};
use pages::admin;

const fn page(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route { method, path, side: Side::Page, handler }
}

const fn json(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route { method, path, side: Side::Api, handler }
}

#[rustfmt::skip]
pub static ROUTES: &[Route] = &[
    page("GET",    "/",                              Anyone(pages::home::show)),
    page("GET",    "/register",                      Anyone(pages::register::show)),
    page("POST",   "/register",                      Anyone(pages::register::submit)),
    page("GET",    "/activate",                      Anyone(pages::confirm_by_code::show)),
    page("POST",   "/activate",                      Anyone(pages::confirm_by_code::submit)),
    page("GET",    "/activate/{token}",              Anyone(pages::confirm_by_link::show)),
    page("POST",   "/activate/{token}",              Anyone(pages::confirm_by_link::submit)),
    page("GET",    "/repeat_token",                  Anyone(pages::resend_confirmation::show)),
    page("POST",   "/repeat_token",                  Anyone(pages::resend_confirmation::submit)),
    page("GET",    "/login",                         Anyone(pages::login::show)),
    page("POST",   "/login",                         Anyone(pages::login::submit)),
    page("POST",   "/logout",                        Member(pages::logout::submit)),
    page("GET",    "/password/forgot",               Anyone(pages::password_forgot::show)),
    page("POST",   "/password/forgot",               Anyone(pages::password_forgot::submit)),
    page("GET",    "/password/reset/{token}",        Anyone(pages::password_reset::show)),
    page("POST",   "/password/reset/{token}",        Anyone(pages::password_reset::submit)),
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
    page("GET",    "/email/{token}",                 Anyone(pages::email_change_confirm::show)),
    page("POST",   "/email/{token}",                 Anyone(pages::email_change_confirm::submit)),
    page("GET",    "/profile/sessions",              Member(pages::sessions::show)),
    page("POST",   "/profile/sessions",              Member(pages::sessions::submit)),
    page("GET",    "/leaderboard",                   Anyone(pages::leaderboard::show)),
    page("GET",    "/profile/data",                  Member(pages::data_export::download)),
    page("GET",    "/profile/delete",                Member(pages::profile_delete::show)),
    page("POST",   "/profile/delete",                Member(pages::profile_delete::submit)),

    page("GET",    "/setup/{token}",                 Anyone(pages::setup::show)),
    page("POST",   "/setup/{token}",                 Anyone(pages::setup::submit)),
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

    json("GET",    "/csrf_token",                    Anyone(api::csrf_token::show)),
    json("POST",   "/api/v1/register",               Anyone(api::register::submit)),
    json("POST",   "/api/v1/activate",               Anyone(api::confirm::submit)),
    json("POST",   "/api/v1/login",                  Anyone(api::login::submit)),
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
    json("GET",    "/api/v1/leaderboard",            Anyone(api::leaderboard::list)),
    json("GET",    "/api/v1/users/{id}/referrals",   Member(api::referees::list)),
    json("GET",    "/api/v1/users/{id}/audit",       Member(api::audit::list)),
    json("GET",    "/api/v1/users/{id}/branch",      Member(api::branch::show)),
    json("POST",   "/api/v1/users/{id}/referrer",    Handler::Admin(api::branch::move_to)),
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

    page("GET",    pages::api_docs::PATH,            Anyone(pages::api_docs::show)),
    json("GET",    api::openapi::PATH,               Anyone(api::openapi::show)),

    page("GET",    "/letters",                       Anyone(pages::recent_emails::show)),
    page("GET",    "/healthz",                       Anyone(api::health::alive)),
    page("GET",    "/readyz",                        Anyone(api::health::ready)),
    page("GET",    "/assets/{file}",                 Anyone(api::static_files::show)),
    page("GET",    "/favicon.ico",                   Anyone(api::static_files::favicon)),
    page("GET",    "/robots.txt",                    Anyone(api::static_files::robots)),

    // Last, because they would take any first segment.
    page("GET",    "/{code}/qr.svg",                 Anyone(pages::share_images::qr)),
    page("GET",    "/{code}/card.png",               Anyone(pages::share_images::card)),
    page("GET",    "/{code}",                        Anyone(pages::invitation::show)),
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
pub struct Found {
    /// The first row of `ROUTES` with this address.
    pub number: usize,
    /// The row that answers, or the methods that could have been asked for instead.
    row: Result<&'static Route, String>,
}

impl Found {
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
const _: () = assert!(ROUTES.len() <= ROOM);

static INDEX: LazyLock<Index> =
    LazyLock::new(|| Index::of(&ROUTES.iter().map(|route| route.path).collect::<Vec<_>>()));

/// Finds what stands at a visit's address; `None` for nothing.
pub fn find(visit: &Visit) -> Option<Found> {
    let segments = visit.segments()?;
    let mut first = None;
    for &number in INDEX.candidates(segments) {
        let route = &ROUTES[number];
        if !path::matches(route.path, segments) {
            continue;
        }
        let first = *first.get_or_insert(number);
        visit.set_pattern(ROUTES[first].path);
        if ROUTES[first].path != route.path {
            // A general pattern must not take over the methods that a particular one lacks.
            break;
        }
        if route.method == visit.method() || (route.method == "GET" && visit.method() == "HEAD") {
            return Some(Found { number: first, row: Ok(route) });
        }
    }
    let number = first?;
    let same = ROUTES.iter().filter(|route| route.path == ROUTES[number].path);
    let mut allowed: Vec<&str> = same.map(|route| route.method).collect();
    if allowed.contains(&"GET") {
        allowed.push("HEAD");
    }
    Some(Found { number, row: Err(allowed.join(", ")) })
}

/// Answers a visit by what was found at its address. A panic of a handler is one visitor's 500.
pub fn answer(visit: &Visit, found: Option<&Found>) -> Response {
    let Some(found) = found else { return failed(visit, Side::of(visit.raw_url()), &Failure::NotFound) };
    match &found.row {
        Ok(route) => catch_unwind(AssertUnwindSafe(|| call(visit, route))).unwrap_or_else(|_| {
            visit.app.metrics.panics.add();
            failed(visit, found.side(), &Failure::Panicked)
        }),
        Err(allowed) => failed(visit, found.side(), &Failure::WrongMethod(allowed.clone())),
    }
}

fn call(visit: &Visit, route: &Route) -> Response {
    let answered = match route.handler {
        Anyone(handler) => check_origin(visit, route.side).and_then(|()| handler(visit)),
        Member(handler) => signed_in(visit, route.side).and_then(|me| handler(visit, me)),
        Handler::Admin(handler) => signed_in(visit, route.side)
            .and_then(|me| Admin::of(me).ok_or(Failure::NotFound))
            .and_then(|admin| handler(visit, &admin)),
    };
    answered.unwrap_or_else(|failure| failed(visit, route.side, &failure))
}

fn signed_in<'v>(visit: &'v Visit, side: Side) -> Result<&'v SignedIn, Failure> {
    check_origin(visit, side)?;
    let me = visit.session()?.ok_or(Failure::NotSignedIn)?;
    check_script(visit, side, me)?;
    Ok(me)
}

/// No other site may have something done here. Every form of a page carries a token, which `Visit::form` demands.
fn check_origin(visit: &Visit, side: Side) -> Result<(), Failure> {
    if visit.is_safe() { Ok(()) } else { csrf::check_origin(visit, side == Side::Page) }
}

/// A script of a page is signed in by a cookie that every request carries, so it must show the page's token. Forms
/// are checked where their fields are read; a bearer token is proof by itself.
fn check_script(visit: &Visit, side: Side, me: &SignedIn) -> Result<(), Failure> {
    if side == Side::Page || visit.is_safe() || me.kind == Kind::Bearer {
        return Ok(());
    }
    csrf::check(visit, visit.header(csrf::HEADER).unwrap_or(""))
}

/// Answers a failure in the form that its side reads.
pub fn failed(visit: &Visit, side: Side, failure: &Failure) -> Response {
    match failure {
        Failure::Internal(error) => {
            log::error!(id = visit.id(), error:% = chain(error.as_ref()); "a request failed inside");
        }
        Failure::Unavailable(error) => {
            log::error!(id = visit.id(), error:% = chain(error); "the database cannot be used now");
        }
        // What it panicked about was said where it did.
        Failure::Panicked => log::error!(id = visit.id(); "a handler panicked, and its visitor got a 500"),
        _ => {}
    }
    match side {
        Side::Page => pages::failed(visit, failure),
        Side::Api => api::failed(visit, failure),
    }
}

/// An error with all its causes.
fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    text
}

/// The answer to what the wire refused before it became a request.
pub fn refused(visit: &Visit, status: u16) -> Response {
    // What stands at its address says whether that is a secret.
    find(visit);
    let failure = Failure::of_status(status);
    let mut answer = match Side::of(visit.raw_url()) {
        Side::Api => api::failed(visit, &failure),
        Side::Page => pages::failed(visit, &failure),
    };
    answer.status_code = status;
    response::finish(visit, answer)
}
