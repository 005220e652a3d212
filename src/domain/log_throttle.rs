//! A trouble that lasts is told when it begins, once a minute while it goes on, and when it is over.

use crate::domain::timestamp::{MINUTE, Moment};

#[derive(Default)]
pub struct Told {
    last: Option<Moment>,
}

impl Told {
    /// The trouble is there: whether to say so now.
    pub fn is_news(&mut self, now: Moment) -> bool {
        // Before it: somebody set the clock back.
        let is_news = self.last.is_none_or(|last| now.since(last) >= MINUTE || now < last);
        if is_news {
            self.last = Some(now);
        }
        is_news
    }

    /// The trouble is not there: whether it was, and that is to be said.
    pub fn is_over(&mut self) -> bool {
        self.last.take().is_some()
    }
}
