//! Dispatch of a request to the handler of its route, once it is known who asks.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rouille::Response;

use crate::domain::security_event::SecurityEvent;
use crate::store::sessions::SessionKind;
use crate::web::failure::error_response;
use crate::web::pages;
use crate::web::routes::{Handler, ROUTES, Route, RouteMatch, Side};
use crate::web::{
    request::{
        context::RequestContext,
        csrf, key, recent_password, resubmission,
        signed_in::{Admin, SignedIn},
        throttle,
    },
    response::{self, HandlerResult, error::HttpError},
};

/// Value of the `Allow` header.
fn allowed_methods(path: &str) -> String {
    let same = ROUTES.iter().filter(|route| route.path == path);
    let mut allowed: Vec<&str> = same.map(|route| route.method).collect();
    if allowed.contains(&"GET") {
        allowed.push("HEAD");
    }
    allowed.join(", ")
}

/// Runs the handler. A panic costs this request a 500.
pub fn answer(ctx: &RequestContext, found: Option<&RouteMatch>) -> Response {
    let Some(found) = found else {
        return error_response(ctx, Side::from_url(ctx.target()), &HttpError::NotFound);
    };
    let Some(route) = found.row else {
        let allowed = allowed_methods(found.pattern());
        return error_response(ctx, found.side(), &HttpError::WrongMethod(allowed));
    };
    if let Some(target) = &found.redirect {
        return response::redirect_308(target);
    }
    catch_unwind(AssertUnwindSafe(|| call(ctx, route))).unwrap_or_else(|_| {
        ctx.app.metrics.panics.add();
        error_response(ctx, found.side(), &HttpError::Panicked)
    })
}

fn call(ctx: &RequestContext, route: &Route) -> Response {
    if let Handler::Foreign(handler) = route.handler {
        let side = if pages::join::asks_for_page(ctx) { Side::Page } else { Side::Api };
        return handler(ctx).unwrap_or_else(|failure| error_response(ctx, side, &failure));
    }
    let answered = match (route.side, ctx.is_safe_method()) {
        (Side::Page, false) => resubmission::once(ctx, || dispatch(ctx, route)),
        (Side::Api, false) => {
            resubmission::forget(ctx);
            dispatch(ctx, route)
        }
        (Side::Program, _) | (_, true) => dispatch(ctx, route),
    };
    answered.unwrap_or_else(|failure| error_response(ctx, route.side, &failure))
}

fn dispatch(ctx: &RequestContext, route: &Route) -> HandlerResult {
    match route.handler {
        // `call` has answered it.
        Handler::Foreign(handler) => handler(ctx),
        Handler::Public(handler) => check_origin(ctx, route.side).and_then(|()| handler(ctx)),
        Handler::Member(handler) => signed_in(ctx, route.side).and_then(|me| handler(ctx, me)),
        Handler::Program(scope, handler) => key::authenticate(ctx, scope).and_then(|key| handler(ctx, &key)),
        Handler::Admin(handler) => signed_in(ctx, route.side)
            .and_then(|me| Admin::from_session(me).ok_or_else(|| not_found_for_member(ctx)))
            .and_then(|admin| {
                // What an admin changes concerns others (OWASP ASVS 5.0 7.5.3).
                if !ctx.is_safe_method() {
                    recent_password::require(ctx, admin.me)?;
                }
                handler(ctx, &admin)
            }),
    }
}

/// Members are not told what there is for admins.
fn not_found_for_member(ctx: &RequestContext) -> HttpError {
    throttle::log_refused_request(ctx, SecurityEvent::AdminRefused, None);
    HttpError::NotFound
}

/// What a session serves for whose user must set up a second factor first.
const OF_FACTOR_SETUP: [&str; 3] = ["/profile/second-factor/app", "/logout", "/api/v1/logout"];

fn signed_in<'v>(ctx: &'v RequestContext, side: Side) -> Result<&'v SignedIn, HttpError> {
    check_origin(ctx, side)?;
    let me = ctx.session()?.ok_or(HttpError::NotSignedIn)?;
    check_script_token(ctx, side, me)?;
    if me.factor_needed && !ctx.pattern().is_some_and(|path| OF_FACTOR_SETUP.contains(&path)) {
        return Err(HttpError::FactorSetupNeeded);
    }
    Ok(me)
}

/// Refuses unsafe requests of other sites. Forms also carry a token, which `read_form` checks.
fn check_origin(ctx: &RequestContext, side: Side) -> Result<(), HttpError> {
    if ctx.is_safe_method() { Ok(()) } else { csrf::check_origin(ctx, side == Side::Page) }
}

/// A script is authenticated by the session cookie, which every request carries, so it must send
/// the CSRF token as well. A bearer token needs none.
fn check_script_token(ctx: &RequestContext, side: Side, me: &SignedIn) -> Result<(), HttpError> {
    if side == Side::Page || ctx.is_safe_method() || me.kind == SessionKind::Bearer {
        return Ok(());
    }
    csrf::check_token(ctx, ctx.header(csrf::HEADER).unwrap_or(""))
}
