//! `/join`: a form on a static page of another site, without any script. The address is confirmed by
//! email, and the answer is the same for every address, as at the registration.

use maud::html;

use crate::actions::attribution_claim::{self, ResolvedReferrer};
use crate::actions::register::{self, Registration};
use crate::domain::email::Email;
use crate::domain::person::Firstname;
use crate::web::pages::{
    form::{EMAIL, Field, Form, TEXT},
    layout::message_page,
    site,
};
use crate::web::request::{code_field, throttle};
use crate::web::{FormInput, HandlerResult, HttpError, RequestContext, response};

pub const PATH: &str = "/join";

/// `POST /join`
pub fn submit(ctx: &RequestContext) -> HandlerResult {
    check_origin(ctx)?;
    let fields = ctx.read_foreign_form()?;
    let email = fields.required("email", Email::parse);
    let firstname = fields.optional("name", Firstname::parse);
    let (Some(email), true) = (email, fields.errors().is_empty()) else {
        return if asks_for_page(ctx) {
            form(ctx, &fields)
        } else {
            Err(HttpError::Unprocessable(fields.errors()))
        };
    };
    // A page carries any code that its address had, so a wrong one is no mistake of the visitor.
    let code = code_field::from_link(ctx, fields.submitted(code_field::REF_PARAM));
    let claim = match attribution_claim::resolve(ctx.app, Some(&code), None, ctx.now)? {
        ResolvedReferrer::Claim(claim) => Some(claim),
        ResolvedReferrer::None | ResolvedReferrer::InvalidCode(_) => None,
    };
    throttle::limit_registration(ctx, &email)?;
    let newcomer = Registration {
        firstname,
        email,
        password: None,
        lang: ctx.chosen_lang(),
        claim,
        browser: None,
        signals: throttle::request_signals(ctx)?,
        origin: throttle::hash_origin(ctx, false),
    };
    register::register(ctx.app, &newcomer, &ctx.audit_source(), ctx.now)?;
    match next_page(ctx, &fields) {
        Some(next) => Ok(response::see_other(&next)),
        None if asks_for_json(ctx) => response::json(202, &serde_json::json!({ "message": "Ok" })),
        None => message_page(ctx, 200, ["join-sent-title", "join-sent-lead"], ("/", "menu-home")),
    }
}

/// The form again on this site, with what is wrong.
fn form(ctx: &RequestContext, fields: &FormInput) -> HandlerResult {
    let form = Form::new(ctx, fields);
    let name = Field {
        name: "name",
        label: "field-firstname",
        autocomplete: "given-name",
        max_chars: Firstname::MAX_CHARS,
        required: false,
        ..TEXT
    };
    let inside = html! {
        (form.field(EMAIL))
        (form.field(name))
        @for carried in [code_field::REF_PARAM, "next"] {
            input type="hidden" name=(carried) value=(fields.submitted(carried));
        }
        (form.wide_submit("join-submit"))
    };
    let title = ctx.lang().format("join-title", &[("site", site::site_name(ctx).as_ref().into())]);
    form.narrow_page(&title, form.render(PATH, inside)?)
}

/// Where the form leads afterwards, if that is on a site of `[embed] origins`.
fn next_page(ctx: &RequestContext, fields: &FormInput) -> Option<String> {
    let next = url::Url::parse(fields.submitted("next")).ok()?;
    let origin = next.origin().ascii_serialization();
    ctx.app.config.embed.origins.contains(&origin).then(|| next.into())
}

/// `OPTIONS /join`: a script of an allowed site asks before it sends (Fetch 4.8).
pub fn preflight(ctx: &RequestContext) -> HandlerResult {
    check_origin(ctx)?;
    let mut answer = response::empty(204);
    for (name, value) in [
        ("Access-Control-Allow-Methods", "POST"),
        ("Access-Control-Allow-Headers", "Content-Type"),
        ("Access-Control-Max-Age", "600"),
    ] {
        response::add_header(&mut answer, name, value);
    }
    Ok(answer)
}

/// Refuses a site that is neither this one nor one of `[embed] origins`. A program sends no `Origin`.
fn check_origin(ctx: &RequestContext) -> Result<(), HttpError> {
    let Some(origin) = ctx.header("Origin") else { return Ok(()) };
    let is_own = origin == ctx.app.config.server.public_url.trim_end_matches('/');
    if is_own || allowed_origin(ctx).is_some() { Ok(()) } else { Err(HttpError::OriginNotAllowed) }
}

fn allowed_origin<'c>(ctx: &'c RequestContext) -> Option<&'c str> {
    let origin = ctx.header("Origin")?;
    ctx.app.config.embed.origins.iter().any(|allowed| allowed == origin).then_some(origin)
}

/// The headers that let a script of an allowed site read the answer (Fetch 3.3), on this path alone.
pub fn cors_headers(ctx: &RequestContext) -> Vec<(&'static str, String)> {
    if ctx.pattern() != Some(PATH) {
        return Vec::new();
    }
    let vary = ("Vary", "Origin, Accept, Accept-Language, Cookie".to_owned());
    let allow = allowed_origin(ctx).map(|origin| ("Access-Control-Allow-Origin", origin.to_owned()));
    [vary].into_iter().chain(allow).collect()
}

/// Whether a browser sent the form itself: a script gets JSON.
pub fn asks_for_page(ctx: &RequestContext) -> bool {
    ctx.header("Accept").is_some_and(|accepted| accepted.contains("text/html"))
}

fn asks_for_json(ctx: &RequestContext) -> bool {
    ctx.header("Accept").is_some_and(|accepted| accepted.contains("application/json"))
}
