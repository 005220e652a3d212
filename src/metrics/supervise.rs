//! Supervision of background threads.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::metrics::Metrics;

/// Runs one iteration of a background job; `None` when it panicked, which is counted and logged.
/// The thread continues: no transaction stays open and no lock stays poisoned behind a panic.
pub fn run_catching_panics<T>(metrics: &Metrics, job: &str, run: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(run))
        .inspect_err(|_| {
            metrics.panics.add();
            log::error!(job; "background: the job panicked; runs again");
        })
        .ok()
}
