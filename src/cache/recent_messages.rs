//! The last emails of console mode, for a page, so that a demo needs no terminal.

use std::collections::VecDeque;
use std::sync::Mutex;

use crate::domain::message::Message;
use crate::domain::sync::lock;

const MAX_ENTRIES: usize = 50;

#[derive(Default)]
pub struct RecentMessages(Mutex<VecDeque<Message>>);

impl RecentMessages {
    /// Drops the oldest above `MAX_ENTRIES`.
    pub fn insert(&self, message: Message) {
        let mut messages = lock(&self.0);
        if messages.len() == MAX_ENTRIES {
            messages.pop_back();
        }
        messages.push_front(message);
    }

    pub fn clear(&self) {
        lock(&self.0).clear();
    }

    /// Newest first.
    pub fn list(&self) -> Vec<Message> {
        lock(&self.0).iter().cloned().collect()
    }
}
