//! SQLite's quick check of all pages while the database is in use, with a timeout.

use std::time::{Duration, Instant};

use crate::app::App;
use crate::store::{self, ErrorCode, health};

/// How long an admin waits for the page.
const TIMEOUT: Duration = Duration::from_secs(15);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickCheckOutcome {
    Whole,
    /// `referral verify` names the damage.
    Damaged,
    /// The check took longer than its timeout; `referral verify` has none.
    TooBig,
    /// Another check or backup runs.
    Busy,
}

pub fn run(app: &App) -> store::Result<QuickCheckOutcome> {
    run_within(app, TIMEOUT)
}

pub fn run_within(app: &App, timeout: Duration) -> store::Result<QuickCheckOutcome> {
    let Some(_lock) = app.try_begin_maintenance() else { return Ok(QuickCheckOutcome::Busy) };
    let started = Instant::now();
    let checked = health::quick_check(&app.db, move || started.elapsed() >= timeout);
    match checked {
        Ok(true) => Ok(QuickCheckOutcome::Whole),
        Ok(false) => Ok(QuickCheckOutcome::Damaged),
        Err(e) => match e.sqlite_error_code() {
            Some(ErrorCode::OperationInterrupted) => Ok(QuickCheckOutcome::TooBig),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(QuickCheckOutcome::Damaged),
            _ => Err(e),
        },
    }
}
