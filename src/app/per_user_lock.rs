//! One lock per user: a query over a whole branch runs once at a time for each user, so that no user
//! keeps all cores busy. A second one is refused; it does not wait.

use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard};

use crate::domain::sync::lock;

#[derive(Default)]
pub struct PerUserLock {
    locked: Mutex<HashSet<i64>>,
}

/// Holds the lock of one user until it is dropped.
pub struct PerUserGuard<'l> {
    lock: &'l PerUserLock,
    user_id: i64,
}

impl PerUserLock {
    /// Takes the lock of a user; `None` when it is held.
    pub fn try_lock(&self, user_id: i64) -> Option<PerUserGuard<'_>> {
        self.locked().insert(user_id).then(|| PerUserGuard { lock: self, user_id })
    }

    fn locked(&self) -> MutexGuard<'_, HashSet<i64>> {
        lock(&self.locked)
    }
}

impl Drop for PerUserGuard<'_> {
    fn drop(&mut self) {
        self.lock.locked().remove(&self.user_id);
    }
}
