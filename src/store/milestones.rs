//! The next milestone of a user: how many referrals it asks for, and what it gives.

use crate::domain::program::rule::{Beneficiary, Pay, Step};
use crate::domain::timestamp::Timestamp;
use rusqlite::Connection;

use crate::store::{Result, attributions, participants, rules};

pub struct Milestone {
    /// Referrals that count for it so far.
    pub reached: u32,
    pub step: Step,
}

/// The milestone that is nearest, of all rules in force; `None` when no rule has one left.
pub fn next(conn: &Connection, user: i64, now: Timestamp) -> Result<Option<Milestone>> {
    let Some(joined_at) = participants::joined_at(conn, user)? else { return Ok(None) };
    let mut nearest: Option<Milestone> = None;
    for stored in rules::list(conn)? {
        let version = stored.timeline.version_for(joined_at, now);
        let Pay::Steps(steps) = &version.rule.pay else { continue };
        if version.rule.who != Beneficiary::Referrer || !stored.timeline.is_in_force(version, now) {
            continue;
        }
        let begun = stored.timeline.first().in_force_from;
        let reached = attributions::count_confirmed_since(conn, user, begun)?;
        let Some(step) = steps.iter().find(|step| step.at > reached) else { continue };
        let left = step.at - reached;
        if nearest.as_ref().is_none_or(|found| left < found.step.at - found.reached) {
            nearest = Some(Milestone { reached, step: step.clone() });
        }
    }
    Ok(nearest)
}
