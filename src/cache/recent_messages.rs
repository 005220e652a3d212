//! Keeps the last emails of console mode for a page, so that a demo needs no terminal.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::domain::message::Message;

const MAX_MESSAGES: usize = 50;

#[derive(Default)]
pub struct RecentMessages(Mutex<VecDeque<Message>>);

impl RecentMessages {
    pub fn push(&self, message: Message) {
        let mut messages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if messages.len() == MAX_MESSAGES {
            messages.pop_back();
        }
        messages.push_front(message);
    }

    /// Newest first.
    pub fn list(&self) -> Vec<Message> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
