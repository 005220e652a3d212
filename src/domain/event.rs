//! Events: what programs say happened, how one can end, and why.

use crate::domain::named_enum::named_enum;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::domain::validation::ValidationError;

named_enum! {
    pub enum EventType {
        Signup = "signup",
        Confirmed = "confirmed",
        Trial = "trial",
        Purchase = "purchase",
        Refund = "refund",
        /// Any other, with a name.
        Custom = "custom",
    }
}

named_enum! {
    pub enum EventState {
        /// It is taken as told.
        Counted = "counted",
        /// It names a participant or a purchase that is not known yet.
        Waiting = "waiting",
        /// It is credited to no referrer.
        Unattributed = "unattributed",
        /// It proved wrong after it had waited, or is a second report of another.
        Refused = "refused",
    }
}

named_enum! {
    /// Why an event is in its state.
    pub enum EventReason {
        /// A signup came by its code.
        Code = "code",
        /// The participant has a referrer.
        Referred = "referred",
        /// The participant came by another referrer before.
        AlreadyReferred = "already_referred",
        Refund = "refund",
        ParticipantUnknown = "participant_unknown",
        PurchaseUnknown = "purchase_unknown",
        NoReferrer = "no_referrer",
        CodeUnknown = "code_unknown",
        CodeEnded = "code_ended",
        SelfReferral = "self_referral",
        Cycle = "cycle",
        /// The participant was known and bought before the signup.
        NotNew = "not_new",
        /// Another event has one of its names.
        Duplicate = "duplicate",
        RefundExceeds = "refund_exceeds",
        CurrencyDiffers = "currency_differs",
    }
}

named_enum! {
    /// Who told an event.
    pub enum EventSource {
        Key = "key",
        Stripe = "stripe",
        Import = "import",
        Admin = "admin",
        /// The user confirmed the address on the site.
        Site = "site",
    }
}

/// How long an event waits for what it names before it is listed as unattributed.
pub const WAIT_SECONDS: i64 = 7 * DAY;

/// How far ahead of the clock an event may have occurred: clocks differ.
const MAX_AHEAD_SECONDS: i64 = 300;

/// Checks when an event occurred.
pub fn occurred(at: Timestamp, now: Timestamp) -> Result<Timestamp, ValidationError> {
    if at > now.plus(MAX_AHEAD_SECONDS) { Err(ValidationError::TimeInFuture) } else { Ok(at) }
}

/// Names of one event besides its `id`.
pub const MAX_OTHER_NAMES: usize = 20;

/// A name of an event: 1 to 255 characters, none of them a control character.
pub fn event_name(text: &str) -> Result<String, ValidationError> {
    line(text, 255)
}

/// The name of a custom event: 1 to 100 characters.
pub fn custom_name(text: &str) -> Result<String, ValidationError> {
    line(text, 100)
}

fn line(text: &str, most: usize) -> Result<String, ValidationError> {
    if text.is_empty() {
        Err(ValidationError::Missing)
    } else if text.chars().any(char::is_control) {
        Err(ValidationError::ControlCharacter)
    } else if text.chars().count() > most {
        Err(ValidationError::TooLong(most))
    } else {
        Ok(text.to_owned())
    }
}

/// `evt_81`.
pub fn number(id: i64) -> String {
    format!("evt_{id}")
}

/// The id in `evt_81`.
pub fn parse_number(text: &str) -> Option<i64> {
    super::number::parse("evt_", text)
}
