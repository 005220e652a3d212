//! Events that have waited for a week: they are listed as unattributed, and tried still.

use crate::actions::program::waiting;
use crate::background::job::{JobResult, Next, Run};

/// Lists all that have waited long enough.
pub fn run(run: &Run) -> JobResult {
    run.in_batches(|now| waiting::stop_waiting(run.app, now))?;
    Ok(Next::AfterPeriod)
}
