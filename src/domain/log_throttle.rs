//! Log throttle of an error that lasts: logged when it begins, once a minute, and when it is over.

use crate::domain::timestamp::{MINUTE, Timestamp};

#[derive(Default)]
pub struct LogThrottle {
    last: Option<Timestamp>,
}

impl LogThrottle {
    /// Call on an error. Returns whether to log it.
    pub fn should_log(&mut self, now: Timestamp) -> bool {
        // Earlier than `last`: the clock was set back.
        let is_due = self.last.is_none_or(|last| now.since(last) >= MINUTE || now < last);
        if is_due {
            self.last = Some(now);
        }
        is_due
    }

    /// Call on success. Returns whether to log the recovery from an error.
    pub fn should_log_recovery(&mut self) -> bool {
        self.last.take().is_some()
    }
}
