//! Writes the write buffer to the database, and clicks from there into the ledger.

use crate::background::job::{JobResult, Next, Run};
use crate::store::click_buffer::FLUSH_INTERVAL;
use crate::store::ledger::{self, ClickTarget};

/// Batches of clicks that a stop has time for; the next start writes the rest.
const MAX_BATCHES_AT_STOP: usize = 20;

/// Flushes the write buffer, and checks whether another program changed what is cached.
pub fn flush(run: &Run) -> JobResult {
    let app = run.app;
    let flushed = app.write_buffer.flush(&app.db, &app.daily_salt, app.clock.now());
    if !app.invitation_cache.is_empty() {
        // Without an answer nothing is known to be valid.
        app.db.detect_other_writers().inspect_err(|_| app.invitation_cache.clear())?;
    }
    flushed?;
    let is_soon = app.write_buffer.has_pending() || !app.invitation_cache.is_empty();
    Ok(if is_soon { Next::In(FLUSH_INTERVAL) } else { Next::AfterPeriod })
}

/// Writes the clicks of the last minute to the ledger: one entry for each code and day, where a
/// busy code would otherwise have twenty a second. One transaction a batch lets other writers in.
pub fn write_to_ledger(run: &Run) -> JobResult {
    let app = run.app;
    let max_batches = if run.is_last { MAX_BATCHES_AT_STOP } else { usize::MAX };
    let mut next = Some(ClickTarget::default());
    for _ in 0..max_batches {
        let Some(from) = next else { break };
        next = app.db.write(|tx| ledger::append_pending_clicks(tx, from, app.clock.now()))?;
    }
    Ok(Next::AfterPeriod)
}
