//! Validation errors of input, without the text of any language.

use std::borrow::Cow;

use crate::domain::logo_error::LogoError;

/// What is wrong with an input. The language files have a sentence for each, by `name`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValidationError {
    Empty,
    Missing,
    Duplicate,
    NotText,
    TooShort(usize),
    TooLong(usize),
    ControlCharacter,
    /// More combining marks on one letter than any script needs.
    TooManyMarks,
    NotAnAddress,
    /// An address in a query with a space where its `+` was.
    PlusNotEscaped,
    PasswordsDiffer,
    PasswordCommon,
    PasswordPersonal,
    NotADate,
    NotInFuture,
    TooFar(i64),
    NotACode,
    CodeTaken,
    CodeReserved,
    CodeProfane,
    CodeMistyped,
    CodeUnknown,
    ActiveCodeExists,
    /// The user sent this address an invitation before.
    AlreadyInvited,
    WrongPassword,
    /// Not six digits; does not count as an attempt.
    NotSixDigits,
    WrongDigits,
    /// A wrong or used code of a second factor.
    WrongOtp,
    WrongCredentials,
    NotABoolean,
    NotANumber,
    UnknownField,
    NotAChoice,
    AddressTaken,
    /// Neither `approve` nor `reject`.
    NotADecision,
    /// No change.
    AlreadySo,
    CodeUsedUp,
    /// No user has this name.
    UnknownUser,
    /// The referrer is the user, or in the branch below.
    OwnBranch,
    /// Not from 1 to this number.
    NotInRange(i64),
    NotAColor,
    NotAWebAddress,
    /// An endpoint over HTTP.
    HttpsRequired,
    /// An address to which no webhook may be sent.
    AddressRefused,
    /// The file is no logo.
    Logo(LogoError),
    /// A limit below the uses so far, which are this number.
    FewerThanUsed(i64),
    // What programs tell of participants and events.
    NotMinorUnits,
    OutOfRange,
    CurrencyUnknown,
    CurrencyDiffers,
    RefundExceeds,
    SelfReferral,
    Cycle,
    TimeInFuture,
    NotATime,
    /// Not a duration by ISO 8601.
    NotADuration,
    NotAnObject,
    /// Not a list of at most this many.
    NotAList(i64),
    NotAnExternalId,
    NotAStripeCustomer,
    EventConflict,
    AlreadyReferred,
    EmailTaken,
    ExternalIdTaken,
    MoneyOpen,
    StateForbids,
    IdempotencyKeyReused,
    NotAnIdempotencyKey,
    UnknownParticipant,
    /// Not a rule's name: `[a-z][a-z0-9-]{0,39}`.
    NotARuleName,
    /// The field does not go with another one.
    NotAllowed,
}

impl ValidationError {
    /// The key of its sentence in the language files, and the number in it.
    pub fn name(self) -> (&'static str, Option<i64>) {
        use ValidationError::*;
        match self {
            Empty => ("refusal-empty", None),
            Missing => ("refusal-missing", None),
            Duplicate => ("refusal-twice", None),
            NotText => ("refusal-not-text", None),
            TooShort(least) => ("refusal-too-short", Some(least as i64)),
            TooLong(most) => ("refusal-too-long", Some(most as i64)),
            ControlCharacter => ("refusal-control-character", None),
            TooManyMarks => ("refusal-too-many-marks", None),
            NotAnAddress => ("refusal-not-an-address", None),
            PlusNotEscaped => ("refusal-plus-not-escaped", None),
            PasswordsDiffer => ("refusal-passwords-differ", None),
            PasswordCommon => ("refusal-password-common", None),
            PasswordPersonal => ("refusal-password-personal", None),
            NotADate => ("refusal-not-a-date", None),
            NotInFuture => ("refusal-not-in-future", None),
            TooFar(days) => ("refusal-too-far", Some(days)),
            NotACode => ("refusal-not-a-code", None),
            CodeTaken => ("refusal-code-taken", None),
            CodeReserved => ("refusal-code-reserved", None),
            CodeProfane => ("refusal-code-rude", None),
            CodeMistyped => ("refusal-code-mistyped", None),
            CodeUnknown => ("refusal-code-unknown", None),
            ActiveCodeExists => ("refusal-active-code-exists", None),
            AlreadyInvited => ("refusal-already-invited", None),
            WrongPassword => ("refusal-wrong-password", None),
            NotSixDigits => ("refusal-not-six-digits", None),
            WrongDigits => ("refusal-wrong-digits", None),
            WrongOtp => ("refusal-wrong-otp", None),
            WrongCredentials => ("refusal-wrong-credentials", None),
            NotABoolean => ("refusal-not-a-boolean", None),
            NotANumber => ("refusal-not-a-number", None),
            NotADecision => ("refusal-not-a-decision", None),
            AlreadySo => ("refusal-already-so", None),
            CodeUsedUp => ("refusal-code-used-up", None),
            UnknownUser => ("refusal-unknown-user", None),
            OwnBranch => ("refusal-own-branch", None),
            UnknownField => ("refusal-unknown-field", None),
            NotAChoice => ("refusal-not-a-choice", None),
            AddressTaken => ("setup-address-taken", None),
            NotAColor => ("refusal-not-a-color", None),
            NotAWebAddress => ("refusal-not-a-web-address", None),
            HttpsRequired => ("refusal-https-required", None),
            AddressRefused => ("refusal-address-refused", None),
            Logo(LogoError::TooLarge) => ("refusal-logo-too-large", None),
            Logo(LogoError::NotAPicture) => ("refusal-logo-not-a-picture", None),
            Logo(LogoError::Broken) => ("refusal-logo-broken", None),
            Logo(LogoError::WrongSize) => ("refusal-logo-wrong-size", None),
            Logo(LogoError::Unsafe) => ("refusal-logo-unsafe", None),
            NotInRange(most) => ("refusal-not-in-range", Some(most)),
            FewerThanUsed(used) => ("refusal-fewer-than-used", Some(used)),
            NotMinorUnits => ("refusal-not-minor-units", None),
            OutOfRange => ("refusal-out-of-range", None),
            CurrencyUnknown => ("refusal-currency-unknown", None),
            CurrencyDiffers => ("refusal-currency-differs", None),
            RefundExceeds => ("refusal-refund-exceeds", None),
            SelfReferral => ("refusal-self-referral", None),
            Cycle => ("refusal-cycle", None),
            TimeInFuture => ("refusal-time-in-future", None),
            NotATime => ("refusal-not-a-time", None),
            NotADuration => ("refusal-not-a-duration", None),
            NotAnObject => ("refusal-not-an-object", None),
            NotAList(most) => ("refusal-not-a-list", Some(most)),
            NotAnExternalId => ("refusal-not-an-external-id", None),
            NotAStripeCustomer => ("refusal-not-a-stripe-customer", None),
            EventConflict => ("refusal-event-conflict", None),
            AlreadyReferred => ("refusal-already-referred", None),
            EmailTaken => ("refusal-email-taken", None),
            ExternalIdTaken => ("refusal-external-id-taken", None),
            MoneyOpen => ("refusal-money-open", None),
            StateForbids => ("refusal-state-forbids", None),
            IdempotencyKeyReused => ("refusal-idempotency-key-reused", None),
            NotAnIdempotencyKey => ("refusal-not-an-idempotency-key", None),
            UnknownParticipant => ("refusal-unknown-participant", None),
            NotARuleName => ("refusal-not-a-name", None),
            NotAllowed => ("refusal-not-allowed", None),
        }
    }
}

impl ValidationError {
    /// The code in problems of the API for programs, whose words are the contract's.
    pub fn program_code(self) -> String {
        match self {
            ValidationError::Missing => "required".into(),
            ValidationError::UnknownField => "field_unknown".into(),
            ValidationError::NotInRange(_) => "out_of_range".into(),
            other => {
                let (_, code) = other.name().0.split_once('-').unwrap_or_default();
                code.replace('-', "_")
            }
        }
    }
}

/// A wrong field of a form or a JSON body, by the name in the request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: Cow<'static, str>,
    pub why: ValidationError,
}

impl FieldError {
    pub fn new(field: impl Into<Cow<'static, str>>, why: ValidationError) -> FieldError {
        FieldError { field: field.into(), why }
    }
}
