//! The history of a referral: the explanation with every step that led to it.

use crate::actions::explain::explanation::Explanation;
use crate::actions::explain::history_step::HistoryStep;

/// An explanation with every step that led to it.
#[derive(Clone, Debug)]
pub struct History {
    pub explanation: Explanation,
    /// Oldest first.
    pub steps: Vec<HistoryStep>,
}
