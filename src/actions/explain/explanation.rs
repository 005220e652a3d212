//! An explanation, and the history that it rests on.

use crate::actions::explain::facts::Facts;
use crate::actions::explain::history::{Audience, HistoryStep};
use crate::store::attributions::Referee;

/// Whether one referral counts, and why; `sentence` puts it into words.
#[derive(Clone, Debug)]
pub struct Explanation {
    pub referee: Referee,
    pub(super) audience: Audience,
    pub(super) facts: Facts,
}

/// An explanation with every step that led to it.
#[derive(Clone, Debug)]
pub struct History {
    pub explanation: Explanation,
    /// Oldest first.
    pub steps: Vec<HistoryStep>,
}
