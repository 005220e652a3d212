//! The letters of console mode once more, for a page: a demo needs no terminal.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use crate::domain::message::Message;

/// Letters kept; the oldest goes first.
const KEPT: usize = 50;

#[derive(Default)]
pub struct RecentMessages(Mutex<VecDeque<Message>>);

impl RecentMessages {
    pub fn push(&self, letter: Message) {
        let mut letters = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if letters.len() == KEPT {
            letters.pop_back();
        }
        letters.push_front(letter);
    }

    /// Newest first.
    pub fn list(&self) -> Vec<Message> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}
