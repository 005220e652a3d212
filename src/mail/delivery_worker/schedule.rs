//! When the worker runs next, and where its runs are recorded.

use std::sync::Arc;
use std::time::Duration;

use crate::app::App;
use crate::app::last_runs::JobRuns;
use crate::store::outbox;

/// Longest wait between two looks at the outbox: emails are due by the wall clock, which may be set.
const POLL_INTERVAL: Duration = Duration::from_secs(5);

/// Shortest wait: an email that is due but could not be claimed must not make the worker spin.
const MIN_POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Pause after a failure.
pub const FAILURE_PAUSE: Duration = Duration::from_secs(1);

/// How long no email is due. A failing query counts as none due: the next look is 5 s later.
pub fn until_next_due(app: &App) -> Duration {
    let next = app.db.read(outbox::next_due).unwrap_or_default();
    let seconds = next.map_or(i64::MAX, |due| due.since(app.clock.now()).max(0));
    let wait = u64::try_from(seconds).map_or(POLL_INTERVAL, Duration::from_secs);
    wait.clamp(MIN_POLL_INTERVAL, POLL_INTERVAL)
}

/// The worker's runs, each an email or a look at an empty outbox.
pub fn runs(app: &App) -> Arc<JobRuns> {
    app.last_runs.job("email", POLL_INTERVAL)
}
