//! Events that have waited for a week: they are listed as unattributed, and tried still.

use crate::actions::program::waiting;
use crate::background::job::{JobResult, Next, Run};

/// One round, a transaction a batch.
pub fn run(run: &Run) -> JobResult {
    let app = run.app;
    // A wrong clock would list what has not waited.
    while !app.clock_jump.is_ahead(&app.clock) && waiting::stop_waiting(app, app.clock.now())? {
        if app.is_stopping.load(std::sync::atomic::Ordering::Relaxed) {
            break;
        }
    }
    Ok(Next::AfterPeriod)
}
