//! Progress of backup, restore and verify, for the terminal.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

/// What is done now.
#[derive(Clone, Copy, Debug)]
pub enum Stage {
    /// `done` of `total` pages are copied.
    Copying { done: i64, total: i64 },
    /// The name of the check.
    Checking(&'static str),
}

/// Set from another thread, it ends a backup early.
pub type Cancel = Arc<AtomicBool>;

pub type ReportProgress<'a> = &'a dyn Fn(Stage);

/// Reports nothing.
pub fn ignore(_: Stage) {}
