//! What can keep a visit from its answer: one type, one table from it to a status.

use crate::actions::ActionError;
use crate::domain::validation::FieldError;
use crate::store;

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum HttpError {
    /// The body cannot be read as what it says it is.
    Malformed,
    /// The body is of a kind that this address does not take.
    UnsupportedMedia,
    /// Nobody is signed in.
    NotSignedIn,
    /// The address and the password do not belong together, or the address is not confirmed.
    WrongCredentials,
    /// The request cannot have come from a page of this site.
    Forged,
    /// Somebody is signed in and may not do this.
    Forbidden,
    NotFound,
    /// The methods that the path does know.
    WrongMethod(String),
    /// It was there and has ended.
    Gone,
    /// It cannot be done beside what is there already.
    Conflict(FieldError),
    TooLarge,
    HeaderTooLarge,
    TargetTooLong,
    TimedOut,
    /// Fields that are not what they should be.
    Unprocessable(Vec<FieldError>),
    /// Come back in so many seconds.
    TooMany(i64),
    /// The server has too much to do; come back in so many seconds.
    Busy(i64),
    /// The database cannot be used now and may be later: a full or read-only disk, a file that somebody holds.
    Unavailable(store::Error),
    /// Something broke inside; the visitor learns nothing of it, the log everything.
    Internal(Box<dyn std::error::Error + Send + Sync>),
    /// A handler panicked; the panic itself was logged where it happened.
    Panicked,
}

impl HttpError {
    pub fn status(&self) -> u16 {
        match self {
            HttpError::Malformed => 400,
            HttpError::NotSignedIn | HttpError::WrongCredentials => 401,
            HttpError::Forged | HttpError::Forbidden => 403,
            HttpError::NotFound => 404,
            HttpError::WrongMethod(_) => 405,
            HttpError::TimedOut => 408,
            HttpError::Conflict(_) => 409,
            HttpError::Gone => 410,
            HttpError::TooLarge => 413,
            HttpError::TargetTooLong => 414,
            HttpError::UnsupportedMedia => 415,
            HttpError::Unprocessable(_) => 422,
            HttpError::TooMany(_) => 429,
            HttpError::HeaderTooLarge => 431,
            HttpError::Internal(_) | HttpError::Panicked => 500,
            HttpError::Unavailable(_) | HttpError::Busy(_) => 503,
        }
    }

    /// What a status stands for when the wire refuses a request before it becomes one.
    pub fn from_status(status: u16) -> HttpError {
        match status {
            405 => HttpError::WrongMethod("GET, HEAD, POST".into()),
            408 => HttpError::TimedOut,
            413 => HttpError::TooLarge,
            414 => HttpError::TargetTooLong,
            431 => HttpError::HeaderTooLarge,
            500 => HttpError::Panicked,
            503 => HttpError::Busy(5),
            _ => HttpError::Malformed,
        }
    }

    /// Whether it is the server that failed and not the request.
    pub fn is_server_error(&self) -> bool {
        self.status() >= 500
    }

    /// The name of the sentence that says what happened, and of the one that says what to do now.
    pub fn messages(&self) -> (&'static str, &'static str) {
        match self {
            HttpError::Malformed => ("failure-malformed", "failure-malformed-do"),
            HttpError::UnsupportedMedia => ("failure-unsupported-media", "failure-unsupported-media-do"),
            HttpError::NotSignedIn => ("failure-not-signed-in", "failure-not-signed-in-do"),
            HttpError::WrongCredentials => ("failure-wrong-credentials", "failure-wrong-credentials-do"),
            HttpError::Forged => ("failure-forged", "failure-forged-do"),
            HttpError::Forbidden => ("failure-forbidden", "failure-forbidden-do"),
            HttpError::NotFound => ("failure-not-found", "failure-not-found-do"),
            HttpError::WrongMethod(_) => ("failure-wrong-method", "failure-wrong-method-do"),
            HttpError::TimedOut => ("failure-timed-out", "failure-timed-out-do"),
            HttpError::Conflict(_) => ("failure-conflict", "failure-conflict-do"),
            HttpError::Gone => ("failure-gone", "failure-gone-do"),
            HttpError::TooLarge => ("failure-too-large", "failure-too-large-do"),
            HttpError::TargetTooLong => ("failure-target-too-long", "failure-target-too-long-do"),
            HttpError::Unprocessable(_) => ("failure-unprocessable", "failure-unprocessable-do"),
            HttpError::TooMany(_) => ("failure-too-many", "failure-too-many-do"),
            HttpError::HeaderTooLarge => ("failure-header-too-large", "failure-header-too-large-do"),
            HttpError::Internal(_) | HttpError::Panicked => ("failure-internal", "failure-internal-do"),
            HttpError::Unavailable(_) => ("failure-unavailable", "failure-unavailable-do"),
            HttpError::Busy(_) => ("failure-busy", "failure-busy-do"),
        }
    }

    /// Headers that go with it.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        match self {
            HttpError::TooMany(seconds) | HttpError::Busy(seconds) => {
                vec![("Retry-After", seconds.to_string())]
            }
            HttpError::Unavailable(_) => vec![("Retry-After", "10".into())],
            HttpError::WrongMethod(allowed) => vec![("Allow", allowed.clone())],
            HttpError::NotSignedIn | HttpError::WrongCredentials => {
                vec![("WWW-Authenticate", "Bearer realm=\"referral\"".into())]
            }
            _ => Vec::new(),
        }
    }
}

impl From<store::Error> for HttpError {
    fn from(e: store::Error) -> Self {
        use store::ErrorCode::*;
        match e.sqlite_error_code() {
            Some(DiskFull | ReadOnly | DatabaseBusy | DatabaseLocked | SystemIoFailure | CannotOpen) => {
                HttpError::Unavailable(e)
            }
            _ => HttpError::Internal(Box::new(e)),
        }
    }
}

impl From<ActionError> for HttpError {
    fn from(trouble: ActionError) -> Self {
        match trouble {
            ActionError::Busy => HttpError::Busy(5),
            ActionError::Store(e) => e.into(),
        }
    }
}
