//! What threads that live as long as the program do, turn by turn: a panic costs one turn and not the thread.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::metrics::Metrics;

/// Does one turn of `whose` work; `None` when it panicked, which is counted and logged. What panics once may work the
/// next time, and nothing else waits for it: no transaction stays open and no lock stays poisoned behind a panic.
pub fn run_catching_panics<T>(metrics: &Metrics, whose: &str, turn: impl FnOnce() -> T) -> Option<T> {
    match catch_unwind(AssertUnwindSafe(turn)) {
        Ok(done) => Some(done),
        Err(_) => {
            metrics.panics.add();
            log::error!("{whose} panicked and is tried again");
            None
        }
    }
}
