//! Releases rewards whose hold has ended.

use crate::actions::rewards::holds;
use crate::background::job::{JobResult, Next, Run};

/// Releases all that are due.
pub fn run(run: &Run) -> JobResult {
    run.in_batches(|now| holds::release(run.app, now))?;
    Ok(Next::AfterPeriod)
}
