//! A step of a referral's history, as the audience may see it.

use crate::domain::referral_status::{AttributionRule, DecidedBy, Rejection, Signal};
use crate::domain::timestamp::Timestamp;

/// One step of the history.
#[derive(Clone, Debug)]
pub struct HistoryStep {
    pub at: Timestamp,
    pub kind: StepKind,
    /// Who decided it; for an admin only.
    pub by: Option<StepActor>,
    /// The note of that decision; for an admin only.
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A referral link was opened in the referee's browser.
    Opened {
        link: CodeVia,
        place: LinkOrder,
    },
    Registered(Box<Registered>),
    /// Fraud signals; for an admin only.
    Doubted {
        signal: Option<Signal>,
        weight: i64,
        held: bool,
    },
    /// It awaits review; shown to others instead of `Doubted`.
    Held,
    Confirmed,
    Rejected(Rejection),
    Approved,
    /// An admin changed the referrer.
    Moved {
        to: MovedTo,
    },
    Frozen,
    Restored,
}

/// How the referrer was decided at the registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The code that decided.
    pub link: CodeVia,
    pub rule: AttributionRule,
    pub decided: DecidedBy,
    /// The code in the form's field.
    pub field: Option<CodeVia>,
    /// An opened link filled in the field, and another link decided.
    pub filled_in: bool,
    /// Whether the first link counted by the settings then, or the last; `None` for old registrations.
    pub first_counts: Option<bool>,
    /// Days for which an opened link counted by the settings then.
    pub window_days: Option<i64>,
    pub rejected: Option<Rejection>,
}

/// Which of the opened links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkOrder {
    Only,
    First,
    Last,
}

/// A code as the audience may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeVia {
    /// The audience's own.
    Own(String),
    /// By name.
    Code(String),
    /// Another user's.
    Another,
    /// Deleted with its owner.
    Gone,
}

/// The new referrer, as the audience may see them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MovedTo {
    Asker,
    /// By name, for an admin only.
    Named(String),
    Erased,
}

/// Who decided something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepActor {
    Admin(String),
    /// A deleted admin.
    Erased,
    /// The command line.
    Operator,
}

impl StepKind {
    /// The name in the API.
    pub fn name(&self) -> &'static str {
        match self {
            StepKind::Opened { .. } => "opened",
            StepKind::Registered(_) => "registered",
            StepKind::Doubted { .. } => "doubted",
            StepKind::Held => "held",
            StepKind::Confirmed => "confirmed",
            StepKind::Rejected(_) => "rejected",
            StepKind::Approved => "approved",
            StepKind::Moved { .. } => "moved",
            StepKind::Frozen => "frozen",
            StepKind::Restored => "restored",
        }
    }
}
