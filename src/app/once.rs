//! What a page shows once, such as a new key, between the form that made it and the page that follows.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::crypto::tokens::Hash;
use crate::domain::sync::lock;
use crate::domain::timestamp::{MINUTE, Timestamp};

/// How long a secret waits to be shown.
const LIFETIME_SECONDS: i64 = 5 * MINUTE;

/// New secrets by session, one each.
pub struct ShownOnce<T>(Mutex<HashMap<Hash, (T, Timestamp)>>);

impl<T> Default for ShownOnce<T> {
    fn default() -> Self {
        ShownOnce(Mutex::default())
    }
}

impl<T> ShownOnce<T> {
    pub fn put(&self, session: Hash, secret: T, now: Timestamp) {
        let mut all = lock(&self.0);
        all.retain(|_, (_, at)| now.since(*at) < LIFETIME_SECONDS);
        all.insert(session, (secret, now));
    }

    /// The session's new secret, which no one is shown again.
    pub fn take(&self, session: &Hash, now: Timestamp) -> Option<T> {
        let (secret, at) = lock(&self.0).remove(session)?;
        (now.since(at) < LIFETIME_SECONDS).then_some(secret)
    }
}
