//! The versions of one rule in time, and which of them judges an event.

use crate::domain::program::rule::{Applies, Rule};
use crate::domain::timestamp::Timestamp;

/// A posted version.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// From 1, in the order of posting.
    pub number: u32,
    /// Its `from`, or when it was posted.
    pub in_force_from: Timestamp,
    pub rule: Rule,
}

/// All versions of one name.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// In the order of posting; at least one.
    pub versions: Vec<Version>,
    /// From then on the rule pays nothing to any participant.
    pub ended_at: Option<Timestamp>,
}

impl Timeline {
    pub fn name(&self) -> &str {
        &self.versions[0].rule.name
    }

    /// The version in force at a moment: the last posted one that has begun. A version whose `from`
    /// is in the past takes the place of earlier ones from there on.
    fn in_force_at(&self, at: Timestamp) -> Option<&Version> {
        self.versions.iter().rev().find(|version| version.in_force_from <= at)
    }

    /// The version that was posted last.
    pub fn newest(&self) -> &Version {
        self.versions.last().expect("a timeline has a version")
    }

    /// The version that an event of now would be judged by, if the rule pays at all.
    pub fn in_force_now(&self, now: Timestamp) -> Option<&Version> {
        self.in_force_at(now).filter(|version| self.is_in_force(version, now))
    }

    /// The version that was in force first.
    pub fn first(&self) -> &Version {
        let begun = self.versions.iter().map(|version| version.in_force_from).min();
        begun.and_then(|at| self.in_force_at(at)).expect("a timeline has a version")
    }

    /// The version by which an event at `occurred_at` of a participant who joined at `joined_at` is
    /// judged. What a participant joined under is kept, unless that version says that the one of
    /// the day applies.
    pub fn version_for(&self, joined_at: Timestamp, occurred_at: Timestamp) -> &Version {
        let joined = self.in_force_at(joined_at).unwrap_or_else(|| self.first());
        match joined.rule.applies {
            Applies::AsJoined => joined,
            Applies::Today => self.in_force_at(occurred_at).unwrap_or(joined),
        }
    }

    /// Whether this version pays for an event at that moment: from its `from` until its `until` or
    /// the rule's end.
    pub fn is_in_force(&self, version: &Version, occurred_at: Timestamp) -> bool {
        occurred_at >= version.in_force_from
            && version.rule.until.is_none_or(|until| occurred_at < until)
            && self.ended_at.is_none_or(|ended| occurred_at < ended)
    }
}
