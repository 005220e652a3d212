//! Facts of the ledger that the explanation's sentence needs besides the referee's row.

use crate::actions::explain::audience::Audience;
use crate::actions::explain::history_step::{CodeVia, HistoryStep, StepKind};
use crate::domain::referral_status::{AttributionRule, DecidedBy, Rejection};
use crate::domain::timestamp::Timestamp;
use crate::store::attributions::Referee;

#[derive(Clone, Debug, Default)]
pub(super) struct Facts {
    /// `None` if an admin set the referrer.
    pub registration: Option<RegistrationFacts>,
    /// When each of these happened last.
    pub moved: Option<Timestamp>,
    /// When the branch was frozen that freezes the referee.
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
    /// Facts from the row alone, which is enough for nearly all referees. `None` where an admin decided
    /// something or the code was used up: the ledger has more to say.
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

    /// Facts from the steps of the referee, without those of branches.
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
