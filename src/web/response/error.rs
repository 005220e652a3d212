//! What can keep a visit from its answer: one type, one table from it to a status.

use crate::actions::Trouble;
use crate::domain::validation::Wrong;

/// Why there is no ordinary answer.
#[derive(Debug)]
pub enum Failure {
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
    Conflict(Wrong),
    TooLarge,
    HeaderTooLarge,
    TargetTooLong,
    TimedOut,
    /// Fields that are not what they should be.
    Unprocessable(Vec<Wrong>),
    /// Come back in so many seconds.
    TooMany(i64),
    /// The server has too much to do; come back in so many seconds.
    Busy(i64),
    /// The database cannot be used now and may be later: a full or read-only disk, a file that somebody holds.
    Unavailable(rusqlite::Error),
    /// Something broke inside; the visitor learns nothing of it, the log everything.
    Internal(Box<dyn std::error::Error + Send + Sync>),
    /// A handler panicked; the panic itself was logged where it happened.
    Panicked,
}

impl Failure {
    pub fn status(&self) -> u16 {
        match self {
            Failure::Malformed => 400,
            Failure::NotSignedIn | Failure::WrongCredentials => 401,
            Failure::Forged | Failure::Forbidden => 403,
            Failure::NotFound => 404,
            Failure::WrongMethod(_) => 405,
            Failure::TimedOut => 408,
            Failure::Conflict(_) => 409,
            Failure::Gone => 410,
            Failure::TooLarge => 413,
            Failure::TargetTooLong => 414,
            Failure::UnsupportedMedia => 415,
            Failure::Unprocessable(_) => 422,
            Failure::TooMany(_) => 429,
            Failure::HeaderTooLarge => 431,
            Failure::Internal(_) | Failure::Panicked => 500,
            Failure::Unavailable(_) | Failure::Busy(_) => 503,
        }
    }

    /// What a status stands for when the wire refuses a request before it becomes one.
    pub fn of_status(status: u16) -> Failure {
        match status {
            405 => Failure::WrongMethod("GET, HEAD, POST".into()),
            408 => Failure::TimedOut,
            413 => Failure::TooLarge,
            414 => Failure::TargetTooLong,
            431 => Failure::HeaderTooLarge,
            500 => Failure::Panicked,
            503 => Failure::Busy(5),
            _ => Failure::Malformed,
        }
    }

    /// Whether it is the server that failed and not the request.
    pub fn is_ours(&self) -> bool {
        self.status() >= 500
    }

    /// The name of the sentence that says what happened, and of the one that says what to do now.
    pub fn sentences(&self) -> (&'static str, &'static str) {
        match self {
            Failure::Malformed => ("failure-malformed", "failure-malformed-do"),
            Failure::UnsupportedMedia => ("failure-unsupported-media", "failure-unsupported-media-do"),
            Failure::NotSignedIn => ("failure-not-signed-in", "failure-not-signed-in-do"),
            Failure::WrongCredentials => ("failure-wrong-credentials", "failure-wrong-credentials-do"),
            Failure::Forged => ("failure-forged", "failure-forged-do"),
            Failure::Forbidden => ("failure-forbidden", "failure-forbidden-do"),
            Failure::NotFound => ("failure-not-found", "failure-not-found-do"),
            Failure::WrongMethod(_) => ("failure-wrong-method", "failure-wrong-method-do"),
            Failure::TimedOut => ("failure-timed-out", "failure-timed-out-do"),
            Failure::Conflict(_) => ("failure-conflict", "failure-conflict-do"),
            Failure::Gone => ("failure-gone", "failure-gone-do"),
            Failure::TooLarge => ("failure-too-large", "failure-too-large-do"),
            Failure::TargetTooLong => ("failure-target-too-long", "failure-target-too-long-do"),
            Failure::Unprocessable(_) => ("failure-unprocessable", "failure-unprocessable-do"),
            Failure::TooMany(_) => ("failure-too-many", "failure-too-many-do"),
            Failure::HeaderTooLarge => ("failure-header-too-large", "failure-header-too-large-do"),
            Failure::Internal(_) | Failure::Panicked => ("failure-internal", "failure-internal-do"),
            Failure::Unavailable(_) => ("failure-unavailable", "failure-unavailable-do"),
            Failure::Busy(_) => ("failure-busy", "failure-busy-do"),
        }
    }

    /// Headers that go with it.
    pub fn headers(&self) -> Vec<(&'static str, String)> {
        match self {
            Failure::TooMany(seconds) | Failure::Busy(seconds) => vec![("Retry-After", seconds.to_string())],
            Failure::Unavailable(_) => vec![("Retry-After", "10".into())],
            Failure::WrongMethod(allowed) => vec![("Allow", allowed.clone())],
            Failure::NotSignedIn | Failure::WrongCredentials => {
                vec![("WWW-Authenticate", "Bearer realm=\"referral\"".into())]
            }
            _ => Vec::new(),
        }
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(e: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::*;
        match e.sqlite_error_code() {
            Some(DiskFull | ReadOnly | DatabaseBusy | DatabaseLocked | SystemIoFailure | CannotOpen) => {
                Failure::Unavailable(e)
            }
            _ => Failure::Internal(Box::new(e)),
        }
    }
}

impl From<Trouble> for Failure {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Busy => Failure::Busy(5),
            Trouble::Store(e) => e.into(),
        }
    }
}
