//! HTTP errors: one type, and one table from it to a status.

use crate::actions::ActionError;
use crate::actions::program::ProgramError;
use crate::domain::event;
use crate::domain::key::KeyRefusal;
use crate::domain::reward;
use crate::domain::validation::FieldError;
use crate::store;

#[derive(Debug)]
pub enum HttpError {
    /// The body or a part of the request does not parse.
    Malformed,
    /// Media type that the route does not take.
    UnsupportedMedia,
    /// Authentication required.
    NotSignedIn,
    /// Wrong email address or password, or an unconfirmed address.
    WrongCredentials,
    /// A check against other sites failed; its name, for the log.
    Forged(&'static str),
    /// A form without any cookie: the browser keeps none.
    NoCookies,
    /// The same over http, where the cookies of a site on https are not kept; the address on https.
    NeedsHttps(String),
    /// Signed in, but not allowed.
    Forbidden,
    /// Signed in, but the password was not given for a while; what was wrong with one that was.
    PasswordNeeded(Vec<FieldError>),
    /// Signed in, but the settings demand a second factor that is not set up yet.
    FactorSetupNeeded,
    /// The right password of an account with a second factor, without its code.
    OtpRequired,
    OtpWrong,
    NotFound,
    /// Value of `Allow`.
    WrongMethod(String),
    /// It existed and has ended.
    Gone,
    /// A route of programs without a key that works.
    KeyRefused(KeyRefusal),
    /// The key lacks this scope.
    ScopeMissing(&'static str),
    /// The token of a widget that was used before, or has ended.
    TokenUsed,
    TokenExpired,
    /// A message of Stripe's that is not signed rightly.
    SignatureInvalid,
    /// A form of a site that `[embed] origins` lacks.
    OriginNotAllowed,
    /// The event is known with other values in these fields; its path.
    EventConflict {
        fields: Vec<&'static str>,
        known: String,
    },
    /// The first request with this `Idempotency-Key` still runs.
    InProgress,
    /// The current state does not allow it.
    Conflict(FieldError),
    TooLarge,
    HeaderTooLarge,
    TargetTooLong,
    TimedOut,
    /// Validation errors.
    Unprocessable(Vec<FieldError>),
    /// Rate limit; seconds until a retry.
    TooMany(i64),
    /// Overload; seconds until a retry.
    Busy(i64),
    /// Database unavailable for now: full or read-only disk, locked file.
    Unavailable(store::Error),
    /// Unexpected error: the chain is logged, the visitor sees a constant text.
    Internal(Box<dyn std::error::Error + Send + Sync>),
    Panicked,
}

impl HttpError {
    pub fn status(&self) -> u16 {
        match self {
            HttpError::Malformed => 400,
            HttpError::NotSignedIn
            | HttpError::WrongCredentials
            | HttpError::KeyRefused(_)
            | HttpError::OtpRequired
            | HttpError::OtpWrong
            | HttpError::TokenUsed
            | HttpError::TokenExpired
            | HttpError::SignatureInvalid => 401,
            HttpError::Forged(_)
            | HttpError::FactorSetupNeeded
            | HttpError::PasswordNeeded(_)
            | HttpError::NoCookies
            | HttpError::NeedsHttps(_)
            | HttpError::Forbidden
            | HttpError::OriginNotAllowed
            | HttpError::ScopeMissing(_) => 403,
            HttpError::NotFound => 404,
            HttpError::WrongMethod(_) => 405,
            HttpError::TimedOut => 408,
            HttpError::Conflict(_) | HttpError::EventConflict { .. } | HttpError::InProgress => 409,
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

    /// Error of a status that the wire sets.
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

    pub fn is_server_error(&self) -> bool {
        self.status() >= 500
    }

    /// Text keys: what happened, and what to do.
    pub fn messages(&self) -> (&'static str, &'static str) {
        match self {
            HttpError::Malformed => ("failure-malformed", "failure-malformed-do"),
            HttpError::UnsupportedMedia => ("failure-unsupported-media", "failure-unsupported-media-do"),
            HttpError::NotSignedIn => ("failure-not-signed-in", "failure-not-signed-in-do"),
            HttpError::SignatureInvalid => ("failure-signature-invalid", "failure-signature-invalid-do"),
            HttpError::WrongCredentials => ("failure-wrong-credentials", "failure-wrong-credentials-do"),
            HttpError::Forged(_) => ("failure-forged", "failure-forged-do"),
            HttpError::NoCookies => ("failure-no-cookies", "failure-no-cookies-do"),
            HttpError::NeedsHttps(_) => ("failure-needs-https", "failure-needs-https-do"),
            HttpError::Forbidden => ("failure-forbidden", "failure-forbidden-do"),
            HttpError::PasswordNeeded(_) => ("failure-password-needed", "failure-password-needed-do"),
            HttpError::FactorSetupNeeded => ("failure-factor-needed", "failure-factor-needed-do"),
            HttpError::OtpRequired => ("failure-otp-required", "failure-otp-required-do"),
            HttpError::OtpWrong => ("failure-otp-wrong", "failure-otp-wrong-do"),
            HttpError::NotFound => ("failure-not-found", "failure-not-found-do"),
            HttpError::WrongMethod(_) => ("failure-wrong-method", "failure-wrong-method-do"),
            HttpError::TimedOut => ("failure-timed-out", "failure-timed-out-do"),
            HttpError::Conflict(_) => ("failure-conflict", "failure-conflict-do"),
            HttpError::KeyRefused(KeyRefusal::Missing) => ("failure-key-missing", "failure-key-missing-do"),
            HttpError::KeyRefused(KeyRefusal::Malformed) => {
                ("failure-key-malformed", "failure-key-malformed-do")
            }
            HttpError::KeyRefused(KeyRefusal::Unknown) => ("failure-key-unknown", "failure-key-unknown-do"),
            HttpError::KeyRefused(KeyRefusal::Revoked) => ("failure-key-revoked", "failure-key-revoked-do"),
            HttpError::KeyRefused(KeyRefusal::Expired) => ("failure-key-expired", "failure-key-expired-do"),
            // Its sentence has the scope in it.
            HttpError::ScopeMissing(_) => ("failure-scope-missing", "failure-forbidden-do"),
            HttpError::TokenUsed => ("failure-token-used", "failure-token-do"),
            HttpError::TokenExpired => ("failure-token-expired", "failure-token-do"),
            HttpError::OriginNotAllowed => ("failure-origin-not-allowed", "failure-origin-not-allowed-do"),
            HttpError::EventConflict { .. } => ("failure-event-conflict", "failure-event-conflict-do"),
            HttpError::InProgress => ("failure-in-progress", "failure-in-progress-do"),
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

    /// The problem's stable code.
    pub fn code(&self) -> String {
        let code = match self {
            HttpError::Malformed => "malformed",
            HttpError::UnsupportedMedia => "unsupported_media",
            HttpError::NotSignedIn => "not_signed_in",
            HttpError::WrongCredentials => "wrong_credentials",
            HttpError::Forged(_) => "forged",
            HttpError::PasswordNeeded(_) => "reauthentication_required",
            HttpError::NoCookies => "no_cookies",
            HttpError::NeedsHttps(_) => "needs_https",
            HttpError::Forbidden => "forbidden",
            HttpError::FactorSetupNeeded => "second_factor_setup_required",
            HttpError::OtpRequired => "otp_required",
            HttpError::OtpWrong => "otp_wrong",
            HttpError::NotFound => "not_found",
            HttpError::WrongMethod(_) => "wrong_method",
            HttpError::Gone => "gone",
            HttpError::KeyRefused(why) => why.name(),
            HttpError::ScopeMissing(_) => "scope_missing",
            HttpError::TokenUsed => "token_used",
            HttpError::TokenExpired => "token_expired",
            HttpError::SignatureInvalid => "signature_invalid",
            HttpError::OriginNotAllowed => "origin_not_allowed",
            HttpError::EventConflict { .. } => "event_conflict",
            HttpError::InProgress => "idempotency_key_in_progress",
            HttpError::Conflict(wrong) => return wrong.why.program_code(),
            HttpError::TooLarge => "too_large",
            HttpError::HeaderTooLarge => "header_too_large",
            HttpError::TargetTooLong => "target_too_long",
            HttpError::TimedOut => "timed_out",
            HttpError::Unprocessable(wrong) => {
                return wrong.first().map_or("unprocessable".into(), |first| first.why.program_code());
            }
            HttpError::TooMany(_) => "too_many",
            HttpError::Busy(_) => "busy",
            HttpError::Unavailable(_) => "unavailable",
            HttpError::Internal(_) | HttpError::Panicked => "internal",
        };
        code.to_owned()
    }

    pub fn headers(&self) -> Vec<(&'static str, String)> {
        match self {
            HttpError::TooMany(seconds) | HttpError::Busy(seconds) => {
                vec![("Retry-After", seconds.to_string())]
            }
            HttpError::Unavailable(_) => vec![("Retry-After", "10".into())],
            HttpError::WrongMethod(allowed) => vec![("Allow", allowed.clone())],
            HttpError::InProgress => vec![("Retry-After", "1".into())],
            HttpError::NotSignedIn
            | HttpError::WrongCredentials
            | HttpError::KeyRefused(_)
            | HttpError::OtpRequired
            | HttpError::OtpWrong
            | HttpError::TokenUsed
            | HttpError::TokenExpired => {
                vec![("WWW-Authenticate", "Bearer realm=\"referral\"".into())]
            }
            _ => Vec::new(),
        }
    }
}

/// A failure above a form that keeps what was typed.
#[derive(Clone, Debug)]
pub struct StoredFailure {
    pub status: u16,
    /// Text keys: what happened, and what to do.
    pub messages: (&'static str, &'static str),
    pub headers: Vec<(&'static str, String)>,
    /// Seconds until a retry, where a rate limit or an overload tells them.
    pub retry_seconds: Option<i64>,
}

impl HttpError {
    /// The failure, if the same form may succeed later or with a new token; `None` for any other.
    pub fn stored(&self) -> Option<StoredFailure> {
        let retry_seconds = match self {
            HttpError::TooMany(seconds) | HttpError::Busy(seconds) => Some(*seconds),
            HttpError::Forged(_)
            | HttpError::Unavailable(_)
            | HttpError::Internal(_)
            | HttpError::Panicked => None,
            _ => return None,
        };
        Some(StoredFailure {
            status: self.status(),
            messages: self.messages(),
            headers: self.headers(),
            retry_seconds,
        })
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
    fn from(error: ActionError) -> Self {
        match error {
            ActionError::Busy => HttpError::Busy(5),
            ActionError::Store(e) => e.into(),
        }
    }
}

impl From<ProgramError> for HttpError {
    fn from(error: ProgramError) -> Self {
        match error {
            ProgramError::Store(e) => e.into(),
            ProgramError::KeyRefused(why) => HttpError::KeyRefused(why),
            ProgramError::NotFound => HttpError::NotFound,
            ProgramError::Unprocessable(wrong) => HttpError::Unprocessable(wrong),
            ProgramError::Conflict(wrong) => HttpError::Conflict(wrong),
            ProgramError::EventConflict { fields, known } => {
                let known = format!("/api/v1/events/{}", event::number(known));
                HttpError::EventConflict { fields, known }
            }
            ProgramError::RewardConflict { fields, known } => {
                let known = format!("/api/v1/rewards/{}", reward::number(known));
                HttpError::EventConflict { fields, known }
            }
        }
    }
}
