//! When the worker runs next, and what it logs of a failing outbox.

use std::time::Duration;

use crate::app::App;
use crate::domain::log_throttle::LogThrottle;
use crate::store::{self, outbox};

/// The worker's name in the log.
pub const WORKER: &str = "mail: the delivery worker";

/// Longest wait between two looks at the outbox: emails are due by the wall clock, which may be set.
const POLL_INTERVAL: Duration = Duration::from_secs(5);

/// Shortest wait: an email that is due but could not be claimed must not make the worker spin.
const MIN_POLL_INTERVAL: Duration = Duration::from_millis(50);

/// Pause after a panic.
pub const PANIC_PAUSE: Duration = Duration::from_secs(1);

/// How long no email is due. A failing query counts as none due: the next look is 5 s later.
pub fn until_next_due(app: &App) -> Duration {
    let next = app.db.read(outbox::next_due).unwrap_or_default();
    let seconds = next.map_or(i64::MAX, |due| due.since(app.clock.now()).max(0));
    let wait = u64::try_from(seconds).map_or(POLL_INTERVAL, Duration::from_secs);
    wait.clamp(MIN_POLL_INTERVAL, POLL_INTERVAL)
}

/// Logs, throttled, that the outbox cannot be used, and once that it can again.
pub fn log_result(throttle: &mut LogThrottle, app: &App, result: store::Result<()>) {
    match result {
        Ok(()) if throttle.should_log_recovery() => log::info!("mail: the outbox works again"),
        Err(e) if throttle.should_log(app.clock.now()) => {
            log::error!(error:% = e; "mail: cannot use the outbox; will retry");
        }
        _ => {}
    }
}
