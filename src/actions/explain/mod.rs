//! Why somebody counts or does not: what the ledger knows of it, as far as whoever asks may know it too.
//!
//! `of_one` and `of_many` leave out what is not the asker's to know, so that no page and no answer can show it by
//! mistake; `sentence` and `trail` say the rest in words.

mod facts;
mod load;
mod sentence;
mod timeline;

pub use load::{of_many, of_one};
pub use timeline::words;

use crate::actions::explain::facts::Facts;

use crate::domain::referral_status::{Decided, Rejection, Rule, Signal};
use crate::domain::timestamp::Moment;
use crate::store::attributions::Referee;

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

/// Whether one person who came counts, and why: what `sentence` says.
#[derive(Clone, Debug)]
pub struct Why {
    pub referee: Referee,
    audience: Audience,
    facts: Facts,
}

/// The same, and all that happened.
#[derive(Clone, Debug)]
pub struct Story {
    pub why: Why,
    /// Oldest first.
    pub trail: Vec<Step>,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Step {
    pub at: Moment,
    pub what: What,
    /// Who decided it, for an admin who asks.
    pub by: Option<By>,
    /// What that one wrote beside it, for an admin who asks.
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A referral link was opened in the newcomer's browser.
    Opened {
        link: Link,
        place: Place,
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
        to: To,
    },
    Frozen,
    Restored,
}

/// What decided at the registration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Registered {
    /// The code that decided.
    pub link: Link,
    pub rule: Rule,
    pub decided: Decided,
    /// The code in the form's field.
    pub field: Option<Link>,
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
pub enum Place {
    Only,
    First,
    Last,
}

/// A code, as far as whoever asks may know it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Link {
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
pub enum To {
    Asker,
    /// For an admin who asks.
    Named(String),
    Erased,
}

/// Who decided something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    Admin(String),
    /// One who is gone by now.
    Erased,
    /// By the command line.
    Operator,
}

impl What {
    /// The name that programs know it by.
    pub fn name(&self) -> &'static str {
        match self {
            What::Opened { .. } => "opened",
            What::Registered(_) => "registered",
            What::Doubted { .. } => "doubted",
            What::Held => "held",
            What::Confirmed => "confirmed",
            What::Rejected(_) => "rejected",
            What::Approved => "approved",
            What::Moved { .. } => "moved",
            What::Frozen => "frozen",
            What::Restored => "restored",
        }
    }
}
