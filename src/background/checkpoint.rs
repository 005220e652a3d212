//! WAL checkpoints as a background job.

use std::sync::Arc;

use crate::app::last_runs::JobRuns;
use crate::background::job::{Join, Setup};
use crate::store::conn::checkpoints::{Checkpoints, Pages};

/// Starts the checkpoint thread; `None` in memory, and where another program checkpoints.
pub fn start(setup: &Setup, _: &Arc<JobRuns>) -> Result<Option<Join>, String> {
    let checkpoints = Checkpoints::start(&setup.app.db, Pages::default())?;
    Ok(checkpoints.map(|checkpoints| Box::new(move |_| checkpoints.stop()) as Join))
}
