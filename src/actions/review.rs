//! An admin looks at what speaks against a referral, and decides; of one, or of a whole branch.

use rusqlite::Error;

use super::operator::{may, note};
use crate::domain::moment::Moment;
use crate::domain::reason::Reason;
use crate::store::Transaction;
use crate::store::audit::{Trace, What};
use crate::store::reviews::{self, Reviewed};
use crate::store::{Db, attributions, branches, freezing};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It counts.
    Approve,
    /// It does not, whatever spoke for it.
    Reject,
}

/// Why nothing was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no such attribution or person.
    Unknown,
    /// It was so before.
    Already,
    /// The code has no place left for it.
    UsedUp,
    /// Whoever acts is no admin any more.
    Powerless,
}

/// Attributions that one transaction decides: others wait for it no longer than a few milliseconds.
const AT_ONCE: usize = 200;

/// Decides about one attribution.
pub fn one(
    db: &Db,
    attribution: i64,
    decision: Decision,
    why: &Reason,
    by: &Trace,
    now: Moment,
) -> Result<Result<(), Refused>, Error> {
    let outcome = db.write(|tx| -> Result<_, Error> {
        if !may(tx, by)? {
            return Ok(Err(Refused::Powerless));
        }
        let decided = decide(tx, attribution, decision, why, by, now)?;
        if decided == Reviewed::Done {
            note(tx, what(decision), &format!("referral #{attribution}"), by, now)?;
        }
        Ok(match decided {
            Reviewed::Done => Ok(()),
            Reviewed::Already => Err(Refused::Already),
            Reviewed::UsedUp => Err(Refused::UsedUp),
            Reviewed::Unknown => Err(Refused::Unknown),
        })
    })?;
    // Whoever is let in again may have many below them who stand otherwise now.
    freezing::finish(db)?;
    Ok(outcome)
}

/// Decides about everybody who came by a person, at any depth: approves those that wait for a look, or rejects all.
/// Returns how many. A large branch takes several transactions, so an end in between leaves the rest as it was.
pub fn branch(
    db: &Db,
    root: i64,
    decision: Decision,
    why: &Reason,
    by: &Trace,
    now: Moment,
) -> Result<Result<usize, Refused>, Error> {
    let all = db.read(|conn| branches::reviewable(conn, root, decision == Decision::Approve))?;
    let mut done = 0;
    for some in all.chunks(AT_ONCE) {
        let may_go_on = db.write(|tx| -> Result<bool, Error> {
            if !may(tx, by)? {
                return Ok(false);
            }
            for attribution in some {
                done += usize::from(decide(tx, *attribution, decision, why, by, now)? == Reviewed::Done);
            }
            Ok(true)
        })?;
        freezing::finish(db)?;
        if !may_go_on {
            return Ok(Err(Refused::Powerless));
        }
    }
    if done == 0 {
        return Ok(Err(Refused::Already));
    }
    db.write(|tx| note(tx, what(decision), &format!("branch of #{root}, {done}"), by, now))?;
    Ok(Ok(done))
}

/// The one who came by an attribution and everybody below them, and it itself: how many.
pub fn with_branch(
    db: &Db,
    attribution: i64,
    decision: Decision,
    why: &Reason,
    by: &Trace,
    now: Moment,
) -> Result<Result<usize, Refused>, Error> {
    let itself = match one(db, attribution, decision, why, by, now)? {
        Ok(()) => 1,
        Err(Refused::Already | Refused::UsedUp) => 0,
        Err(why) => return Ok(Err(why)),
    };
    let Some(referee) = db.read(|conn| attributions::by_id(conn, attribution))?.and_then(|of| of.referee_id)
    else {
        return Ok(if itself == 0 { Err(Refused::Already) } else { Ok(itself) });
    };
    match branch(db, referee, decision, why, by, now)? {
        Err(Refused::Already) if itself > 0 => Ok(Ok(itself)),
        below => Ok(below.map(|below| itself + below)),
    }
}

fn decide(
    tx: &Transaction,
    attribution: i64,
    decision: Decision,
    why: &Reason,
    by: &Trace,
    now: Moment,
) -> Result<Reviewed, Error> {
    match decision {
        Decision::Approve => reviews::approve(tx, attribution, by.admin_id(), why.as_str(), now),
        Decision::Reject => reviews::reject(tx, attribution, by.admin_id(), why.as_str(), now),
    }
}

fn what(decision: Decision) -> What {
    match decision {
        Decision::Approve => What::ReferralApproved,
        Decision::Reject => What::ReferralRejected,
    }
}
