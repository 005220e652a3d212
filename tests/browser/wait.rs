//! Waiting for what another process does: until it is so, or until a failing test gives up.

use std::thread;
use std::time::{Duration, Instant};

use crate::patience::SOON;

/// How long to leave the other process alone between two looks.
const PAUSE: Duration = Duration::from_millis(5);

/// What `look` finds, looked for again until it finds something; nothing if it never does.
pub fn until<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let deadline = Instant::now() + SOON;
    loop {
        let found = look();
        if found.is_some() || Instant::now() > deadline {
            return found;
        }
        thread::sleep(PAUSE);
    }
}
