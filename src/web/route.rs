//! A route: method, path, audience, permission and handler of one row of the table.

use crate::domain::key::Scope;
use crate::web::{
    request::{
        context::RequestContext,
        key::Key,
        signed_in::{Admin, SignedIn},
    },
    response::HandlerResult,
};

/// One method of one path.
pub struct Route {
    pub method: &'static str,
    /// Segments in braces are placeholders.
    pub path: &'static str,
    pub side: Side,
    /// Runs on the blocking pool: the handler may hash, write, wait, draw, walk a branch or scan.
    pub blocks: bool,
    pub body: Body,
    pub handler: Handler,
}

/// Audience of a path: it decides the format of errors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Page,
    Api,
    /// The API for other programs, by their keys.
    Program,
}

impl Side {
    /// Audience of a path without a route.
    pub fn from_url(raw_url: &str) -> Side {
        if raw_url.starts_with("/api/") { Side::Api } else { Side::Page }
    }
}

/// Where the bytes of a response body come from. Embedded bytes are sent without a copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    Rendered,
    PartlyEmbedded,
    Embedded,
}

/// Who may use a route. Handlers of members and admins take the proof of who is signed in, so none
/// can forget the check. To a member who is no admin, admin routes answer 404.
#[derive(Clone, Copy)]
pub enum Handler {
    Public(fn(&RequestContext) -> HandlerResult),
    /// Anyone, also by a form of another site: the handler checks the origin.
    Foreign(fn(&RequestContext) -> HandlerResult),
    Member(fn(&RequestContext, &SignedIn) -> HandlerResult),
    Admin(fn(&RequestContext, &Admin) -> HandlerResult),
    /// A program whose key has the scope, if one is asked for.
    Program(Option<Scope>, fn(&RequestContext, &Key) -> HandlerResult),
}

/// An unsafe method blocks, because it writes; a GET does not.
pub(super) const fn page(method: &'static str, path: &'static str, handler: Handler) -> Route {
    let blocks = !matches!(method.as_bytes(), b"GET");
    Route { method, path, side: Side::Page, blocks, body: Body::Rendered, handler }
}

pub(super) const fn json(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route { side: Side::Api, ..page(method, path, handler) }
}

/// A GET on the blocking pool.
pub(super) const fn slow_page(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route { blocks: true, ..page(method, path, handler) }
}

/// A GET that blocks.
pub(super) const fn slow_json(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route { blocks: true, ..json(method, path, handler) }
}

/// A route of programs. Each may write or wait: keys are few, and their requests are not pages.
pub(super) const fn program(
    method: &'static str,
    path: &'static str,
    scope: Scope,
    handler: fn(&RequestContext, &Key) -> HandlerResult,
) -> Route {
    Route {
        method,
        path,
        side: Side::Program,
        blocks: true,
        body: Body::Rendered,
        handler: Handler::Program(Some(scope), handler),
    }
}

/// A route of test databases.
pub(super) const fn test(
    method: &'static str,
    path: &'static str,
    handler: fn(&RequestContext, &Key) -> HandlerResult,
) -> Route {
    Route { handler: Handler::Program(None, handler), ..program(method, path, Scope::EventsWrite, handler) }
}

/// A static file.
pub(super) const fn file(method: &'static str, path: &'static str, handler: Handler) -> Route {
    Route { body: Body::Embedded, ..page(method, path, handler) }
}
