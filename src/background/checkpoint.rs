//! WAL checkpoints as a background job.

use std::sync::Arc;

use crate::app::last_runs::JobRuns;
use crate::background::job::{Join, Setup};
use crate::store;
use crate::store::conn::checkpoints::{CheckpointThread, WalPages};

/// Starts the checkpoint thread; `None` in memory, and where another program checkpoints.
pub fn start(setup: &Setup, runs: &Arc<JobRuns>) -> Result<Option<Join>, String> {
    let (app, runs) = (Arc::clone(&setup.app), Arc::clone(runs));
    let supervise = move |run: &dyn Fn() -> store::Result<()>| {
        runs.supervise(&app.metrics, app.clock.now(), run);
    };
    let checkpoints = CheckpointThread::start(&setup.app.db, WalPages::default(), supervise)?;
    Ok(checkpoints.map(|checkpoints| Box::new(move |_| checkpoints.stop()) as Join))
}
