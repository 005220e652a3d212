//! Waiting for what another thread or program does.

use std::thread;
use std::time::Instant;

use crate::patience::SOON;

/// Waits until something is so.
#[track_caller]
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < SOON, "{what} did not come about");
        thread::yield_now();
    }
}
