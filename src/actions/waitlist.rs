//! The waitlist: a confirmed person joins it.

use crate::config::Program;
use crate::domain::timestamp::Timestamp;
use crate::store::{self, Db, Transaction, waitlist};

/// Puts a person who was confirmed on the waitlist, if the program has one.
pub fn join(tx: &Transaction, program: &Program, person: i64, now: Timestamp) -> store::Result<()> {
    if program.is_waitlist() {
        waitlist::join(tx, person, now)?;
    }
    Ok(())
}

/// Puts all on the waitlist who were confirmed while the program had none; returns how many.
pub fn join_missing(db: &Db, program: &Program, now: Timestamp) -> store::Result<usize> {
    if !program.is_waitlist() {
        return Ok(0);
    }
    let missing = db.read(waitlist::list_missing)?;
    let mut joined = 0;
    for batch in missing.chunks(waitlist::JOIN_BATCH_ROWS) {
        joined += db.write(|tx| waitlist::join_all(tx, batch, now))?;
    }
    Ok(joined)
}
