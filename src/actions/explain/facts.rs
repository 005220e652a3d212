//! What the one sentence rests on, besides the person's own row.

use crate::actions::explain::history::{Audience, CodeVia, HistoryStep, StepKind};
use crate::domain::referral_status::{AttributionRule, DecidedBy, Rejection};
use crate::domain::timestamp::Timestamp;
use crate::store::attributions::Referee;

#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// Nothing of those whom an admin placed.
    pub registration: Option<RegistrationFacts>,
    /// When each of these happened last.
    pub moved: Option<Timestamp>,
    /// To the branch by which the person is frozen.
    pub frozen: Option<Timestamp>,
    pub rejected: Option<Timestamp>,
    pub approved: Option<Timestamp>,
}

/// How it was at the registration.
#[derive(Clone, Debug)]
pub(super) struct RegistrationFacts {
    pub link: CodeVia,
    pub rule: AttributionRule,
    pub decided: DecidedBy,
    /// The form's field held another code.
    pub filled_in: bool,
    pub rejected: Option<Rejection>,
}

impl Facts {
    /// What the row itself says, and that is all there is to say of nearly everybody. `None` of those whom an admin had
    /// a hand in, and of those whose code was used up, before or after they registered: the ledger knows more of them.
    pub fn from_row(referee: &Referee, audience: Audience) -> Option<Facts> {
        let is_told_elsewhere = referee.rule == AttributionRule::Moved
            || referee.frozen_by.is_some()
            || referee.review.as_deref().is_some_and(|review| review != "open")
            || referee.rejected == Some(Rejection::CodeUsedUp);
        let decided = referee.decided.filter(|_| !is_told_elsewhere)?;
        let link = match (&referee.referral_code, audience) {
            (Some(code), Audience::Referrer) => CodeVia::Own(code.clone()),
            (Some(code), Audience::Referee | Audience::Admin) => CodeVia::Code(code.clone()),
            (None, _) => CodeVia::Gone,
        };
        let (rule, filled_in, rejected) = (referee.rule, referee.filled_in, referee.rejected);
        Some(Facts {
            registration: Some(RegistrationFacts { link, rule, decided, filled_in, rejected }),
            ..Facts::default()
        })
    }

    /// The same of what happened to the person, and not to a branch.
    pub fn from_steps(trail: &[HistoryStep]) -> Facts {
        let last =
            |is: fn(&StepKind) -> bool| trail.iter().rev().find(|step| is(&step.kind)).map(|step| step.at);
        Facts {
            registration: trail.iter().find_map(|step| match &step.kind {
                StepKind::Registered(registered) => Some(RegistrationFacts {
                    link: registered.link.clone(),
                    rule: registered.rule,
                    decided: registered.decided,
                    filled_in: registered.filled_in,
                    rejected: registered.rejected,
                }),
                _ => None,
            }),
            moved: last(|what| matches!(what, StepKind::Moved { .. })),
            rejected: last(|what| *what == StepKind::Rejected(Rejection::Review)),
            approved: last(|what| *what == StepKind::Approved),
            frozen: None,
        }
    }
}
