//! A quick look at every page of the database while it is in use, for as long as an admin would wait.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::store::{self, ErrorCode};

use crate::app::App;
use crate::store::health;

/// How long an admin waits for a page.
const LONGEST: Duration = Duration::from_secs(15);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickCheckOutcome {
    Whole,
    /// `verify` names what does not fit.
    Damaged,
    /// It took too long; `verify` takes its time.
    TooBig,
    /// Another check or copy is under way.
    Busy,
}

pub fn run(app: &App) -> store::Result<QuickCheckOutcome> {
    let Some(_alone) = app.try_begin_maintenance() else { return Ok(QuickCheckOutcome::Busy) };
    let (over, watch) = mpsc::channel::<()>();
    let checked = app.db.read(|conn| {
        health::is_whole(conn, |handle| {
            // Without a thread to end it, it takes as long as it takes.
            let _ = thread::Builder::new().name("check".into()).spawn(move || {
                if watch.recv_timeout(LONGEST) == Err(RecvTimeoutError::Timeout) {
                    handle.interrupt();
                }
            });
        })
    });
    drop(over);
    match checked {
        Ok(true) => Ok(QuickCheckOutcome::Whole),
        Ok(false) => Ok(QuickCheckOutcome::Damaged),
        Err(e) if e.sqlite_error_code() == Some(ErrorCode::OperationInterrupted) => {
            Ok(QuickCheckOutcome::TooBig)
        }
        Err(e)
            if matches!(
                e.sqlite_error_code(),
                Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
            ) =>
        {
            Ok(QuickCheckOutcome::Damaged)
        }
        Err(e) => Err(e),
    }
}
