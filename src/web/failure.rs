//! Failure of a request: what the log says, and the response for its audience.

use rouille::Response;

use crate::domain::security_event::SecurityEvent;
use crate::web::request::throttle;
use crate::web::route::Side;
use crate::web::{HttpError, RequestContext, api, pages};

/// Logs a server error and renders any error for its audience.
pub fn error_response(ctx: &RequestContext, side: Side, failure: &HttpError) -> Response {
    match failure {
        HttpError::Internal(error) => {
            log::error!(id = ctx.request_id(), error:% = error_chain(error.as_ref()); "request: internal error; answered 500");
        }
        HttpError::Unavailable(error) => {
            log::error!(id = ctx.request_id(), error:% = error_chain(error); "request: database unavailable; answered 503");
        }
        // The panic hook logged the message.
        HttpError::Panicked => {
            log::error!(id = ctx.request_id(); "request: a handler panicked; answered 500")
        }
        HttpError::Forged(check) => {
            throttle::log_refused_request(ctx, SecurityEvent::RequestForged, Some(check));
        }
        HttpError::KeyRefused(why) => {
            throttle::log_refused_request(ctx, SecurityEvent::KeyRefused, Some(why.name()));
        }
        HttpError::ScopeMissing(_) | HttpError::Forbidden => {
            throttle::log_refused_request(ctx, SecurityEvent::AccessRefused, None)
        }
        _ => {}
    }
    match side {
        Side::Page => pages::error_response(ctx, failure),
        Side::Api => api::error_response(ctx, failure),
        Side::Program => api::program_error_response(ctx, failure),
    }
}

/// Error with all its sources.
fn error_chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        text.push_str(&format!(": {inner}"));
        cause = inner.source();
    }
    text
}
