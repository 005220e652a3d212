//! What a program says of a participant.

use crate::domain::code::Code;
use crate::domain::email::Email;
use crate::domain::named_enum::named_enum;
use crate::domain::participant::{ExternalId, GroupLabel, StripeCustomer};
use crate::domain::person::Firstname;
use crate::i18n::Lang;

/// A field: absent stays, null clears.
#[derive(Clone, Debug, Default)]
pub enum Change<T> {
    #[default]
    Keep,
    Clear,
    Set(T),
}

impl<T> Change<T> {
    /// The value afterwards, from the stored one.
    pub fn apply<S>(&self, stored: Option<S>, value: impl FnOnce(&T) -> S) -> Option<S> {
        match self {
            Change::Keep => stored,
            Change::Clear => None,
            Change::Set(new) => Some(value(new)),
        }
    }
}

named_enum! {
    pub enum ParticipantState {
        Active = "active",
        /// Earns nothing new, and cannot sign in.
        Disabled = "disabled",
    }
}

/// The fields of a PUT.
#[derive(Clone, Debug, Default)]
pub struct PutInput {
    pub email: Change<Email>,
    pub name: Change<Firstname>,
    pub group: Change<GroupLabel>,
    pub lang: Change<Lang>,
    /// Another code ends the old one; there is always one.
    pub code: Option<Code>,
    pub state: Option<ParticipantState>,
    pub notify: Change<bool>,
    pub stripe_customer: Change<StripeCustomer>,
    pub external_id: Change<ExternalId>,
}
