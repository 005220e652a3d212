//! A rule version: when what happens, who gets how much. No version is ever edited.

use crate::domain::named_enum::named_enum;
use crate::domain::program::unit::{Amounts, Unit};
use crate::domain::timestamp::Timestamp;

/// Days that a reward waits where the rule names none.
pub const DEFAULT_HOLD_DAYS: u32 = 30;

named_enum! {
    /// An event that a rule can be about. A refund takes back and never pays.
    pub enum Trigger {
        Signup = "signup",
        /// The referee confirmed: told by an app, or on the site itself.
        Confirmed = "confirmed",
        Trial = "trial",
        Purchase = "purchase",
        Custom = "custom",
    }
}

named_enum! {
    /// Who gets the reward.
    pub enum Beneficiary {
        Referrer = "referrer",
        /// The participant of the event, if a referrer brought them.
        Referee = "referee",
    }
}

named_enum! {
    /// Which version of a rule an event is judged by.
    pub enum Applies {
        /// The one in force when the participant joined, or the first, for who joined before it.
        AsJoined = "as_joined",
        /// The one in force at the event.
        Today = "today",
    }
}

named_enum! {
    /// How a pending reward becomes approved.
    pub enum Approval {
        AfterHold = "after_hold",
        ByHand = "by_hand",
    }
}

named_enum! {
    /// What becomes of a reward that is larger than the room its cap has.
    pub enum OnCap {
        Cut = "cut",
        Refuse = "refuse",
    }
}

/// Which events of a participant pay, counted from 1; `last` is included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NthRange {
    pub first: u32,
    /// `None`: all from `first` on.
    pub last: Option<u32>,
}

impl NthRange {
    /// The first event alone.
    pub const FIRST: NthRange = NthRange { first: 1, last: Some(1) };

    pub fn contains(self, nth: u32) -> bool {
        nth >= self.first && self.last.is_none_or(|last| nth <= last)
    }
}

/// What a version is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    pub trigger: Trigger,
    /// Name of a custom event; `None`: any.
    pub name: Option<String>,
    /// `None`: all.
    pub nth: Option<NthRange>,
    /// Least amount of the event, by currency.
    pub min_amount: Option<Amounts>,
    /// Label of the beneficiary at the event; `None`: any.
    pub group: Option<String>,
}

/// A milestone: from this many confirmed referrals on, `fixed` of `unit`, once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub at: u32,
    pub fixed: i64,
    pub unit: Unit,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pay {
    /// Of the event's amount, in its currency.
    Percent {
        basis_points: u32,
        max: Option<Amounts>,
    },
    Fixed {
        amount: i64,
        unit: Unit,
    },
    /// In rising order of `at`.
    Steps(Vec<Step>),
}

/// Limits over all that is live under all versions of the rule's name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caps {
    /// For one beneficiary, for ever.
    pub per_participant: Option<Amounts>,
    /// For all, in the calendar month in which a reward is made.
    pub per_program_month: Option<Amounts>,
}

/// One version of a rule, as it was posted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub name: String,
    pub when: When,
    pub who: Beneficiary,
    pub pay: Pay,
    /// Calendar months since the participant joined, in which events pay.
    pub for_months: Option<u32>,
    pub applies: Applies,
    /// Days from the event until the reward is final.
    pub hold_days: u32,
    pub approval: Approval,
    pub caps: Caps,
    pub on_cap: OnCap,
    /// In force from then on; `None`: from its posting.
    pub from: Option<Timestamp>,
    /// Events from then on pay nothing.
    pub until: Option<Timestamp>,
}
