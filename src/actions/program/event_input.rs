//! An event as it is told, before it is known whether it is new.

use crate::domain::event::{EventSource, EventType};
use crate::domain::participant::ParticipantName;
use crate::domain::program::currency::Currency;
use crate::domain::timestamp::Timestamp;

/// Who tells.
#[derive(Clone, Copy, Debug)]
pub struct EventOrigin {
    pub source: EventSource,
    /// The number of the key.
    pub key_id: Option<i64>,
}

/// What a program says of an event. `None` is what it did not say.
#[derive(Clone, Debug)]
pub struct EventInput {
    pub r#type: EventType,
    /// `id`, then `also`, each once.
    pub names: Vec<String>,
    pub participant: Option<ParticipantName>,
    pub code: Option<String>,
    /// Of a signup: whether it counts as confirmed.
    pub confirmed: bool,
    pub amount: Option<i64>,
    pub currency: Option<Currency>,
    /// A name of the purchase that a refund is of.
    pub of: Option<String>,
    pub refunded_in_all: Option<i64>,
    /// Of a custom event.
    pub name: Option<String>,
    pub occurred_at: Option<Timestamp>,
    /// A JSON object.
    pub metadata: Option<String>,
}
