//! A trouble that lasts is told when it begins, once a minute while it goes on, and when it is
//! over.

use crate::domain::timestamp::{MINUTE, Timestamp};

#[derive(Default)]
pub struct LogThrottle {
    last: Option<Timestamp>,
}

impl LogThrottle {
    /// The trouble is there: whether to say so now.
    pub fn should_log(&mut self, now: Timestamp) -> bool {
        // Before it: somebody set the clock back.
        let is_news = self.last.is_none_or(|last| now.since(last) >= MINUTE || now < last);
        if is_news {
            self.last = Some(now);
        }
        is_news
    }

    /// The trouble is not there: whether it was, and that is to be said.
    pub fn should_log_recovery(&mut self) -> bool {
        self.last.take().is_some()
    }
}
