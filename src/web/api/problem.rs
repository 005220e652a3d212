//! Failures as `application/problem+json` (RFC 9457).

use rouille::Response;
use serde::Serialize;

use crate::domain::validation::Wrong;
use crate::i18n::Lang;
use crate::web::{
    request::context::Visit,
    response::{self, error::Failure},
};

#[derive(Serialize)]
struct Problem<'a> {
    r#type: &'static str,
    status: u16,
    title: &'static str,
    detail: String,
    /// What this request is called in the log, where the mistake is the server's.
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldError>,
}

/// What is wrong with one field.
#[derive(Serialize)]
struct FieldError {
    field: String,
    /// For programs; stays the same in every language.
    code: &'static str,
    message: String,
}

/// Answers a failure to a program.
pub fn failed(visit: &Visit, failure: &Failure) -> Response {
    let lang = visit.lang();
    let (what, now) = failure.sentences();
    let errors: Vec<FieldError> = match failure {
        Failure::Unprocessable(wrong) => wrong.iter().map(|w| field_error(lang, w)).collect(),
        Failure::Conflict(wrong) => vec![field_error(lang, wrong)],
        _ => Vec::new(),
    };
    let detail = match errors.first() {
        Some(error) => format!("{}: {}", error.field, error.message),
        None => lang.t(now).to_owned(),
    };
    let problem = Problem {
        r#type: "about:blank",
        status: failure.status(),
        title: lang.t(what).as_str(),
        detail,
        request_id: failure.is_ours().then(|| visit.id()),
        errors,
    };
    let mut answer = response::problem(failure.status(), &problem);
    for (name, value) in failure.headers() {
        response::add(&mut answer, name, value);
    }
    answer
}

fn field_error(lang: Lang, wrong: &Wrong) -> FieldError {
    let code = wrong.why.name().0;
    FieldError {
        field: wrong.field.clone().into_owned(),
        code: code.strip_prefix("refusal-").unwrap_or(code),
        message: lang.refusal(wrong.why),
    }
}
