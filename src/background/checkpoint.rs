//! WAL checkpoints as a background job.

use std::sync::Arc;

use crate::app::last_runs::JobRuns;
use crate::background::job::{Join, Setup};
use crate::store::conn::checkpoints::{CheckpointThread, WalPages};

/// Starts the checkpoint thread; `None` in memory, and where another program checkpoints.
pub fn start(setup: &Setup, _: &Arc<JobRuns>) -> Result<Option<Join>, String> {
    let checkpoints = CheckpointThread::start(&setup.app.db, WalPages::default())?;
    Ok(checkpoints.map(|checkpoints| Box::new(move |_| checkpoints.stop()) as Join))
}
