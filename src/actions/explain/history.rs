//! The history of a referral as the audience may see it: the types.

use crate::domain::referral_status::{AttributionRule, DecidedBy, Rejection, Signal};
use crate::domain::timestamp::Timestamp;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The person by whom somebody came: learns nothing of other people's codes, of what was thought suspicious, and of
    /// who decided.
    Referrer,
    /// The person who came: learns the same of their own way here, and the codes that they opened or typed.
    Referee,
    /// Learns everything.
    Admin,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct HistoryStep {
    pub at: Timestamp,
    pub kind: StepKind,
    /// Who decided it, for an admin who asks.
    pub by: Option<StepActor>,
    /// What that one wrote beside it, for an admin who asks.
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepKind {
    /// A referral link was opened in the newcomer's browser.
    Opened {
        link: CodeVia,
        place: LinkOrder,
    },
    Registered(Box<Registered>),
    /// For an admin who asks.
    Doubted {
        signal: Option<Signal>,
        weight: i64,
        held: bool,
    },
    /// It waits for a reviewer; what the referrer hears instead of `Doubted`.
    Held,
    Confirmed,
    Rejected(Rejection),
    Approved,
    /// An admin said by whom the person came.
    Moved {
        to: MovedTo,
    },
    Frozen,
    Restored,
}

/// What decided at the registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The code that decided.
    pub link: CodeVia,
    pub rule: AttributionRule,
    pub decided: DecidedBy,
    /// The code in the form's field.
    pub field: Option<CodeVia>,
    /// The field held another code than the one whose link decided.
    pub filled_in: bool,
    /// Whether the rule in force was that the first link counts, and not the last; unknown of old ones.
    pub first_counts: Option<bool>,
    /// For how many days an opened link counted.
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

/// A code, as far as whoever asks may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CodeVia {
    /// The asker's own.
    Own(String),
    /// Another's, for an admin who asks.
    Code(String),
    /// Somebody else's.
    Another,
    /// It is gone, and its owner with it.
    Gone,
}

/// To whom somebody was moved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MovedTo {
    Asker,
    /// For an admin who asks.
    Named(String),
    Erased,
}

/// Who decided something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepActor {
    Admin(String),
    /// One who is gone by now.
    Erased,
    /// By the command line.
    Operator,
}

impl StepKind {
    /// The name that programs know it by.
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
