//! What a new participant has at once: a code that does not end, and an entry of who brought them.

use crate::actions::own_code;
use crate::actions::program::{ProgramError, ProgramResult};
use crate::actions::webhooks::announce::{Announcement, announce};
use crate::domain::code::Code;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::{Transaction, participants, referrals};

/// Gives a new participant a code, and writes who brought them.
pub(super) fn finish_new(
    tx: &Transaction,
    id: i64,
    key_id: Option<i64>,
    code: Option<&Code>,
    now: Timestamp,
) -> ProgramResult<()> {
    set_code(tx, id, code, now)?;
    audit::insert(tx, id, AuditEvent::Brought, &source(key_id), now)?;
    announce(tx, Announcement::ParticipantCreated(id), now)?;
    Ok(())
}

/// Sets the wanted code, or gives a participant without one a code by chance. Neither ends.
pub(super) fn set_code(
    tx: &Transaction,
    id: i64,
    wanted: Option<&Code>,
    now: Timestamp,
) -> ProgramResult<()> {
    let current = participants::find_code(tx, id, now)?;
    let Some(wanted) = wanted else {
        return Ok(own_code::ensure(tx, id, now)?);
    };
    if let Some(own) = referrals::find_own_by_key(tx, id, &wanted.key)? {
        if current.is_none_or(|current| current.id != own.id) {
            own_code::end(tx, id, now)?;
            let terms = referrals::CodeTerms { expires_at: None, ..own.terms() };
            referrals::update(tx, &own, &terms, true, now)?;
        }
        return Ok(());
    }
    own_code::end(tx, id, now)?;
    if participants::insert_code(tx, id, wanted, now)? {
        Ok(())
    } else {
        Err(ProgramError::conflict("code", ValidationError::CodeTaken))
    }
}

/// Who acts: a program, or else the server by a file or Stripe.
pub(super) fn source(key_id: Option<i64>) -> AuditSource {
    key_id.map_or_else(AuditSource::operator, AuditSource::key)
}
