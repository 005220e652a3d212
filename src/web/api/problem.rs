//! Errors as `application/problem+json` (RFC 9457).

use rouille::Response;
use serde::Serialize;

use crate::domain::validation::FieldError;
use crate::i18n::Lang;
use crate::web::{HttpError, RequestContext, response};

#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    status: u16,
    title: &'static str,
    detail: String,
    /// Request id, for server errors.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<ProblemError>,
}

#[derive(Serialize)]
struct ProblemError {
    field: String,
    /// Stable, independent of the language.
    code: &'static str,
    message: String,
}

pub fn error_response(ctx: &RequestContext, failure: &HttpError) -> Response {
    let lang = ctx.lang();
    let (what, now) = failure.messages();
    let errors: Vec<ProblemError> = match failure {
        HttpError::Unprocessable(wrong) => wrong.iter().map(|w| problem_error(lang, w)).collect(),
        HttpError::Conflict(wrong) => vec![problem_error(lang, wrong)],
        _ => Vec::new(),
    };
    let detail = match errors.first() {
        Some(error) => format!("{}: {}", error.field, error.message),
        None => lang.text(now).to_owned(),
    };
    let problem = Problem {
        r#type: "about:blank",
        status: failure.status(),
        title: lang.text(what).as_str(),
        detail,
        request_id: failure.is_server_error().then(|| ctx.request_id()),
        errors,
    };
    let mut answer = response::problem(failure.status(), &problem);
    for (name, value) in failure.headers() {
        response::add_header(&mut answer, name, value);
    }
    answer
}

fn problem_error(lang: Lang, wrong: &FieldError) -> ProblemError {
    let code = wrong.why.name().0;
    ProblemError {
        field: wrong.field.clone().into_owned(),
        code: code.strip_prefix("refusal-").unwrap_or(code),
        message: lang.refusal(wrong.why),
    }
}
