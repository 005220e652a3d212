//! Emails about referrals and rewards, and to operators about what waits.

use crate::actions::news;
use crate::background::job::{JobResult, Next, Run};

/// Enqueues what is new.
pub fn run(run: &Run) -> JobResult {
    run.in_batches(|now| news::gather(run.app, now))?;
    news::notify_operators(run.app, run.app.clock.now())?;
    Ok(Next::AfterPeriod)
}
