//! Releases rewards whose hold has ended.

use crate::actions::rewards::holds;
use crate::background::job::{JobResult, Next, Run};

/// Releases all that are due, one transaction a batch, which lets other writers in. A clock that runs
/// ahead is not believed: what is due cannot be held again.
pub fn run(run: &Run) -> JobResult {
    let app = run.app;
    while !app.clock_jump.is_ahead(&app.clock) && holds::release(app, app.clock.now())? {}
    Ok(Next::AfterPeriod)
}
