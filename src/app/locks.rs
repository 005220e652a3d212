//! Walks over whole branches: one for each person at a time, so that nobody keeps all cores busy with their own.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

#[derive(Default)]
pub struct PerUserLock {
    /// Who has one under way.
    locked: Mutex<HashSet<i64>>,
}

/// A walk under way, for as long as the value lives.
pub struct PerUserGuard<'w> {
    lock: &'w PerUserLock,
    user_id: i64,
}

impl PerUserLock {
    /// Begins a walk for a person; `None` when another of theirs is under way.
    pub fn try_lock(&self, person: i64) -> Option<PerUserGuard<'_>> {
        self.walking().insert(person).then(|| PerUserGuard { lock: self, user_id: person })
    }

    fn walking(&self) -> MutexGuard<'_, HashSet<i64>> {
        self.locked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for PerUserGuard<'_> {
    fn drop(&mut self) {
        self.lock.walking().remove(&self.user_id);
    }
}
