//! How long tests wait for what another thread or program does.

use std::thread;
use std::time::{Duration, Instant};

/// For what ought to happen at once. Far more than a machine under load needs, because only a test that fails ever
/// waits it out.
pub const SOON: Duration = Duration::from_secs(60);

/// Waits until something is so.
#[track_caller]
pub fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < SOON, "{what} did not come about");
        thread::yield_now();
    }
}
