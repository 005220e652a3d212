//! An explanation: whether a referral counts, and the facts that say why.

use crate::actions::explain::audience::Audience;
use crate::actions::explain::facts::Facts;
use crate::domain::referral_status::{AttributionRule, DecidedBy};
use crate::domain::timestamp::Timestamp;
use crate::store::attributions::Referee;

/// Whether one referral counts, and why; `sentence` puts it into words.
#[derive(Clone, Debug)]
pub struct Explanation {
    pub referee: Referee,
    pub(super) audience: Audience,
    pub(super) facts: Facts,
}

impl Explanation {
    /// When an admin rejected it last.
    pub fn rejected_at(&self) -> Option<Timestamp> {
        self.facts.rejected
    }

    /// When an admin approved it last.
    pub fn approved_at(&self) -> Option<Timestamp> {
        self.facts.approved
    }

    /// When the branch was frozen that it is in.
    pub fn frozen_at(&self) -> Option<Timestamp> {
        self.facts.frozen
    }

    /// When an admin set the referrer.
    pub fn moved_at(&self) -> Option<Timestamp> {
        self.facts.moved
    }

    /// How the choice between opened links and the typed code was made; `None` where an admin set the
    /// referrer.
    pub fn decided(&self) -> Option<DecidedBy> {
        let is_moved = self.referee.rule == AttributionRule::Moved;
        self.facts.registration.as_ref().filter(|_| !is_moved).map(|came| came.decided)
    }
}
