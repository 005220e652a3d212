//! Requests with an `Idempotency-Key` that run now: a second one under the same key is told to wait.

use std::collections::HashSet;
use std::sync::Mutex;

use crate::domain::sync::lock;

/// The number of the program's key, and the request's own.
type Name = (i64, String);

#[derive(Default)]
pub struct RunningRequests(Mutex<HashSet<Name>>);

impl RunningRequests {
    /// Notes that a request runs, until the value is dropped; `None` if one of the name runs.
    pub fn begin(&self, key_id: i64, name: &str) -> Option<RunningRequest<'_>> {
        let name = (key_id, name.to_owned());
        let is_first = lock(&self.0).insert(name.clone());
        // Not `then_some`: what it would drop again ends the first request.
        is_first.then(|| RunningRequest { all: self, name })
    }
}

pub struct RunningRequest<'r> {
    all: &'r RunningRequests,
    name: Name,
}

impl Drop for RunningRequest<'_> {
    fn drop(&mut self) {
        lock(&self.all.0).remove(&self.name);
    }
}
