//! Progress of backup, restore and verify, for the terminal.

/// What is done now.
#[derive(Clone, Copy, Debug)]
pub enum Stage {
    /// `done` of `total` pages are copied.
    Copying { done: i64, total: i64 },
    /// The name of the check.
    Checking(&'static str),
}

pub type ReportProgress<'a> = &'a dyn Fn(Stage);

/// Reports nothing.
pub fn ignore(_: Stage) {}
