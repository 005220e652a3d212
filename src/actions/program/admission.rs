//! Admission from the waitlist, by an admin, a program or the command line.

use crate::actions::accounts_admin::is_still_admin;
use crate::actions::program::{ProgramError, ProgramResult};
use crate::actions::webhooks::announce::{Announcement, announce};
use crate::config::Config;
use crate::domain::participant::ParticipantName;
use crate::domain::timestamp::Timestamp;
use crate::domain::validation::ValidationError;
use crate::domain::waitlist::Rank;
use crate::mail::emails::admitted;
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::{Transaction, participants, users, waitlist};

/// People that one call admits at most: other writers wait for as long.
pub const MAX_ADMITTED: usize = 1_000;

/// Admits those with the first places, at most `most`; returns them in their order.
///
/// # Errors
/// `Conflict` when the program has no waitlist.
pub fn admit_next(
    tx: &Transaction,
    config: &Config,
    most: usize,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<Vec<i64>> {
    expect_waitlist(config, "next")?;
    let places = config.program.places_per_referral;
    let next = waitlist::list_after(tx, Rank::FIRST, most.min(MAX_ADMITTED), places)?;
    admit_all(tx, config, next.iter().map(|entry| entry.person), by, now)
}

/// Admits the people with these names; one who was admitted before stays so. Returns all in their order,
/// each once.
///
/// # Errors
/// `Unprocessable` for an unknown name; `Conflict` for one who is not confirmed yet, and when the program
/// has no waitlist. Then none is admitted.
pub fn admit(
    tx: &Transaction,
    config: &Config,
    names: &[ParticipantName],
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<Vec<i64>> {
    expect_waitlist(config, FIELD)?;
    let mut people = Vec::new();
    for name in names {
        let unknown = || ProgramError::field(FIELD, ValidationError::UnknownParticipant);
        let id = participants::find_id(tx, name)?.ok_or_else(unknown)?;
        if waitlist::find(tx, id)?.is_none() {
            return Err(ProgramError::conflict(FIELD, ValidationError::StateForbids));
        }
        if !people.contains(&id) {
            people.push(id);
        }
    }
    admit_all(tx, config, people.into_iter(), by, now)
}

/// The field that names people.
const FIELD: &str = "participants";

fn expect_waitlist(config: &Config, field: &'static str) -> ProgramResult<()> {
    match config.program.is_waitlist() {
        true => Ok(()),
        false => Err(ProgramError::conflict(field, ValidationError::StateForbids)),
    }
}

fn admit_all(
    tx: &Transaction,
    config: &Config,
    people: impl Iterator<Item = i64>,
    by: &AuditSource,
    now: Timestamp,
) -> ProgramResult<Vec<i64>> {
    if !is_still_admin(tx, by)? {
        return Err(ProgramError::NotFound);
    }
    let mut admitted = Vec::new();
    for person in people {
        if waitlist::admit(tx, person, by.decided_by(), now)? {
            audit::insert(tx, person, AuditEvent::Admitted, by, now)?;
            announce(tx, Announcement::ParticipantAdmitted(person), now)?;
            if let Some(user) = users::find_by_id(tx, person)? {
                admitted::enqueue(config, tx, &user, now)?;
            }
        }
        admitted.push(person);
    }
    Ok(admitted)
}
