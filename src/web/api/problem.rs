//! Errors as `application/problem+json` (RFC 9457).

use rouille::Response;
use serde::Serialize;

use crate::domain::validation::{FieldError, ValidationError};
use crate::i18n::Lang;
use crate::web::{HttpError, RequestContext, response};

#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    status: u16,
    title: &'static str,
    /// Stable, independent of the language.
    code: String,
    detail: String,
    /// Path of the event that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    known: Option<&'a str>,
    /// The scope that the key lacks.
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'static str>,
    /// Request id, for server errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemError>,
}

#[derive(Serialize)]
pub struct ProblemError {
    field: String,
    /// Stable, independent of the language.
    code: String,
    message: String,
}

/// Whose words the codes of fields are in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Words {
    /// With hyphens, as since 0.1.0.
    Site,
    /// With underscores, as the API for programs has them.
    Program,
}

/// A problem for members' programs.
pub fn error_response(ctx: &RequestContext, failure: &HttpError) -> Response {
    respond(ctx, failure, Words::Site)
}

/// A problem for other programs.
pub fn program_error_response(ctx: &RequestContext, failure: &HttpError) -> Response {
    respond(ctx, failure, Words::Program)
}

/// A problem of one event of a batch, as the body of its result.
pub fn problem_value(ctx: &RequestContext, failure: &HttpError) -> serde_json::Value {
    serde_json::to_value(problem(ctx, failure, Words::Program)).expect("a problem serializes")
}

fn respond(ctx: &RequestContext, failure: &HttpError, words: Words) -> Response {
    let mut answer = response::problem(failure.status(), &problem(ctx, failure, words));
    for (name, value) in failure.headers() {
        response::add_header(&mut answer, name, value);
    }
    answer
}

fn problem<'a>(ctx: &'a RequestContext, failure: &'a HttpError, words: Words) -> Problem<'a> {
    let lang = ctx.lang();
    let (mut what, mut now) = failure.messages();
    if words == Words::Program && matches!(failure, HttpError::NotFound) {
        (what, now) = ("failure-no-resource", "failure-no-resource-do");
    }
    let errors: Vec<ProblemError> = match failure {
        HttpError::Unprocessable(wrong) => wrong.iter().map(|w| problem_error(lang, w, words)).collect(),
        HttpError::Conflict(wrong) => vec![problem_error(lang, wrong, words)],
        HttpError::EventConflict { fields, .. } => fields
            .iter()
            .map(|field| problem_error(lang, &FieldError::new(*field, ValidationError::EventConflict), words))
            .collect(),
        _ => Vec::new(),
    };
    let (mut known, mut scope) = (None, None);
    match failure {
        HttpError::EventConflict { known: path, .. } => known = Some(path.as_str()),
        HttpError::ScopeMissing(name) => scope = Some(*name),
        _ => {}
    }
    let detail = match (errors.first(), scope) {
        (Some(error), _) => format!("{}: {}", error.field, error.message),
        (None, Some(scope)) => lang.format("failure-scope-missing-do", &[("scope", scope.into())]),
        (None, None) => lang.text(now).to_owned(),
    };
    Problem {
        r#type: "about:blank",
        status: failure.status(),
        title: lang.text(what).as_str(),
        code: failure.code(),
        detail,
        known,
        scope,
        request_id: failure.is_server_error().then(|| ctx.request_id()),
        errors,
    }
}

fn problem_error(lang: Lang, wrong: &FieldError, words: Words) -> ProblemError {
    let code = match words {
        Words::Program => wrong.why.program_code(),
        Words::Site => wrong.why.name().0.trim_start_matches("refusal-").to_owned(),
    };
    ProblemError { field: wrong.field.clone().into_owned(), code, message: lang.refusal(wrong.why) }
}
