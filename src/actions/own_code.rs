//! The code of a participant, which does not end: no page of a member makes them one.

use crate::crypto::tokens;
use crate::domain::timestamp::Timestamp;
use crate::store::{self, Transaction, participants, referrals};

/// Attempts to generate a code that is not taken; with 44 random bits one is nearly always enough.
const MAX_DRAWS: usize = 8;

/// Gives a user without an active code one by chance.
pub fn ensure(tx: &Transaction, id: i64, now: Timestamp) -> store::Result<()> {
    if participants::find_code(tx, id, now)?.is_some() {
        return Ok(());
    }
    // An expired one may be switched on still.
    end(tx, id, now)?;
    for _ in 0..MAX_DRAWS {
        if participants::insert_code(tx, id, &tokens::referral_code(), now)? {
            return Ok(());
        }
    }
    Err(store::Error::QueryReturnedNoRows)
}

/// Switches a user's active code off.
pub fn end(tx: &Transaction, id: i64, now: Timestamp) -> store::Result<()> {
    let Some(active) = referrals::find_switched_on(tx, id)? else { return Ok(()) };
    referrals::update(tx, &active, &active.terms(), false, now)?;
    Ok(())
}
