//! A referrer by hand: set, rejected, restored.

use crate::actions::program::{ProgramError, ProgramResult, waiting};
use crate::actions::rewards::follow;
use crate::actions::webhooks::announce::{Announcement, announce, announce_confirmed};
use crate::app::App;
use crate::domain::admin_note::AdminNote;
use crate::domain::code::Key;
use crate::domain::participant::ParticipantName;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::change_referrer::{self, MoveOutcome};
use crate::store::participants::{self, Participant};
use crate::store::reviews::{self, ReviewOutcome};
use crate::store::{Transaction, attributions, invitations};

/// A referrer, and why.
pub struct CreditInput<'a> {
    /// The code of the referrer, which may have ended.
    pub code: &'a Key,
    pub reason: &'a AdminNote,
    /// Whether another referrer may be replaced. What came until now stays with that one.
    pub replace: bool,
}

/// Sets the referrer of a participant, and credits all events that no referrer was credited with.
pub fn credit(
    app: &App,
    tx: &Transaction,
    name: &ParticipantName,
    input: &CreditInput,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<i64> {
    let participant = find(tx, name)?;
    let invitation = invitations::find_by_key(tx, input.code)?;
    let code_error = |why| ProgramError::field("code", why);
    let referrer = invitation.ok_or_else(|| code_error(ValidationError::CodeUnknown))?.referral.user_id;
    if referrer == participant.id {
        return Err(code_error(ValidationError::SelfReferral));
    }
    let current = attributions::find_by_referee(tx, participant.id)?.and_then(|came| came.referrer_id);
    if current.is_some_and(|current| current != referrer) && !input.replace {
        return Err(ProgramError::conflict("code", ValidationError::AlreadyReferred));
    }
    let why = input.reason.as_str();
    match change_referrer::change(tx, participant.id, referrer, by.decided_by(), why, now)? {
        MoveOutcome::Already => {}
        MoveOutcome::Cycle => return Err(code_error(ValidationError::Cycle)),
        MoveOutcome::Done => {
            let by = by.about(&format!("came by #{referrer}"));
            audit::insert(tx, participant.id, AuditEvent::ReferrerChanged, &by, now)?;
            announce(tx, Announcement::ReferralRegistered { referee: participant.id }, now)?;
            follow::branch(tx, participant.id, now)?;
        }
    }
    waiting::credit_again(app, tx, participant.id, None, now)?;
    Ok(participant.id)
}

/// Rejects the referral of a participant, or restores one.
pub fn decide(
    tx: &Transaction,
    name: &ParticipantName,
    reason: &AdminNote,
    restore: bool,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<i64> {
    let participant = find(tx, name)?;
    let referral = attributions::find_by_referee(tx, participant.id)?.ok_or(ProgramError::NotFound)?;
    let decide = |tx| match restore {
        true => reviews::approve(tx, referral.id, by.decided_by(), reason.as_str(), now),
        false => reviews::reject(tx, referral.id, by.decided_by(), reason.as_str(), now),
    };
    match decide(tx)? {
        ReviewOutcome::Unknown => return Err(ProgramError::NotFound),
        ReviewOutcome::UsedUp => return Err(ProgramError::conflict("id", ValidationError::StateForbids)),
        // It is so already.
        ReviewOutcome::Already => return Ok(participant.id),
        ReviewOutcome::Done => {}
    }
    let (what, referee) = match restore {
        true => (AuditEvent::ReferralApproved, participant.id),
        false => (AuditEvent::ReferralRejected, participant.id),
    };
    audit::insert(tx, referee, what, by, now)?;
    match restore {
        true => announce_confirmed(tx, referee, now)?,
        false => announce(tx, Announcement::ReferralRejected { referee }, now)?,
    }
    follow::branch(tx, referee, now)?;
    Ok(referee)
}

fn find(tx: &Transaction, name: &ParticipantName) -> ProgramResult<Participant> {
    let participant = participants::find(tx, name)?.ok_or(ProgramError::NotFound)?;
    if participant.is_admin {
        return Err(ProgramError::conflict("id", ValidationError::StateForbids));
    }
    Ok(participant)
}
