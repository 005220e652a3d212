//! Review: an admin approves or rejects a referral with fraud signals, or a whole branch.

use crate::actions::accounts_admin::{is_still_admin, record_admin_action};
use crate::actions::rewards::follow;
use crate::actions::webhooks::announce::{Announcement, announce, announce_confirmed};
use crate::domain::admin_note::AdminNote;
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::reviews::{self, ReviewOutcome};
use crate::store::{self, Db, attributions, branches};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It counts.
    Approve,
    /// It does not count.
    Reject,
}

/// An admin's decision.
#[derive(Clone, Copy, Debug)]
pub struct Verdict<'a> {
    pub decision: Decision,
    pub why: &'a AdminNote,
    pub by: &'a AuditSource,
    pub now: Timestamp,
}

impl Verdict<'_> {
    fn apply(&self, tx: &Transaction, attribution: i64) -> store::Result<ReviewOutcome> {
        let Verdict { decision, why, by, now } = *self;
        let outcome = match decision {
            Decision::Approve => reviews::approve(tx, attribution, by.admin_id(), why.as_str(), now),
            Decision::Reject => reviews::reject(tx, attribution, by.admin_id(), why.as_str(), now),
        }?;
        if outcome == ReviewOutcome::Done {
            follow::attribution(tx, attribution, now)?;
            // One that was rejected joins the freeze of its referrer's branch only now.
            if let Some(referee) = attributions::find_by_id(tx, attribution)?.and_then(|of| of.referee_id) {
                match decision {
                    Decision::Approve => announce_confirmed(tx, referee, now)?,
                    Decision::Reject => announce(tx, Announcement::ReferralRejected { referee }, now)?,
                }
                follow::branch(tx, referee, now)?;
            }
        }
        Ok(outcome)
    }

    /// Records the decision in the audit log of the user that it is about; in the admin's own where that
    /// account is erased.
    fn record(&self, tx: &Transaction, user: Option<i64>, about: &str) -> store::Result<()> {
        let what = match self.decision {
            Decision::Approve => AuditEvent::ReferralApproved,
            Decision::Reject => AuditEvent::ReferralRejected,
        };
        let by = self.by.because(self.why.as_str());
        match user {
            Some(id) => audit::insert(tx, id, what, &by.about(about), self.now),
            None => record_admin_action(tx, what, about, &by, self.now),
        }
    }

    /// Applies the decision and records it.
    fn decide(&self, tx: &Transaction, attribution: i64, about: &str) -> store::Result<ReviewOutcome> {
        let outcome = self.apply(tx, attribution)?;
        if outcome == ReviewOutcome::Done {
            let judged = attributions::find_by_id(tx, attribution)?.and_then(|of| of.referee_id);
            self.record(tx, judged, about)?;
        }
        Ok(outcome)
    }
}

/// Outcome of a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewResult {
    /// With the number of attributions decided, at least 1.
    Decided(usize),
    /// There is no such attribution or user.
    Unknown,
    /// Nothing had to change.
    Already,
    /// The code has no uses left.
    UsedUp,
    /// The acting admin lost the role.
    AdminRevoked,
}

/// Attributions decided in one transaction: other writers wait a few milliseconds at most.
const BATCH_ROWS: usize = 200;

/// Decides one attribution.
pub fn decide_one(db: &Db, attribution: i64, verdict: &Verdict) -> store::Result<ReviewResult> {
    db.write(|tx| {
        if !is_still_admin(tx, verdict.by)? {
            return Ok(ReviewResult::AdminRevoked);
        }
        Ok(match verdict.decide(tx, attribution, &format!("referral #{attribution}"))? {
            ReviewOutcome::Done => ReviewResult::Decided(1),
            ReviewOutcome::Already => ReviewResult::Already,
            ReviewOutcome::UsedUp => ReviewResult::UsedUp,
            ReviewOutcome::Unknown => ReviewResult::Unknown,
        })
    })
}

/// Decides everyone below a user, at any depth: approves those that await review, or rejects all. A large
/// branch takes several transactions; a kill between them leaves the rest unchanged.
pub fn decide_branch(db: &Db, root: i64, verdict: &Verdict) -> store::Result<ReviewResult> {
    let all = db.read(|conn| branches::list_reviewable(conn, root, verdict.decision == Decision::Approve))?;
    let mut decided = 0;
    for batch in all.chunks(BATCH_ROWS) {
        let may_go_on = db.write(|tx| -> store::Result<bool> {
            if !is_still_admin(tx, verdict.by)? {
                return Ok(false);
            }
            for attribution in batch {
                let about = format!("referral #{attribution}");
                decided += usize::from(verdict.decide(tx, *attribution, &about)? == ReviewOutcome::Done);
            }
            Ok(true)
        })?;
        if !may_go_on {
            return Ok(ReviewResult::AdminRevoked);
        }
    }
    if decided == 0 {
        return Ok(ReviewResult::Already);
    }
    db.write(|tx| verdict.record(tx, Some(root), &format!("branch of #{root}, {decided}")))?;
    Ok(ReviewResult::Decided(decided))
}

/// Decides an attribution and the branch below its referee.
pub fn decide_with_branch(db: &Db, attribution: i64, verdict: &Verdict) -> store::Result<ReviewResult> {
    let own = match decide_one(db, attribution, verdict)? {
        ReviewResult::Decided(own) => own,
        ReviewResult::Already | ReviewResult::UsedUp => 0,
        refused => return Ok(refused),
    };
    let found = db.read(|conn| attributions::find_by_id(conn, attribution))?;
    let below = match found.and_then(|of| of.referee_id) {
        Some(referee) => decide_branch(db, referee, verdict)?,
        None => ReviewResult::Already,
    };
    Ok(match below {
        ReviewResult::Decided(below) => ReviewResult::Decided(own + below),
        ReviewResult::Already if own > 0 => ReviewResult::Decided(own),
        refused => refused,
    })
}
