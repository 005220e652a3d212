//! What a page shows once: a new key, between the form that made it and the page that follows.

use std::collections::HashMap;
use std::sync::Mutex;

use crate::crypto::tokens::Hash;
use crate::domain::key::KeyText;
use crate::domain::sync::lock;
use crate::domain::timestamp::{MINUTE, Timestamp};

/// How long a key waits to be shown.
const LIFETIME_SECONDS: i64 = 5 * MINUTE;

/// New keys by session, one each.
#[derive(Default)]
pub struct NewKeys(Mutex<HashMap<Hash, (KeyText, Timestamp)>>);

impl NewKeys {
    pub fn put(&self, session: Hash, key: KeyText, now: Timestamp) {
        let mut all = lock(&self.0);
        all.retain(|_, (_, at)| now.since(*at) < LIFETIME_SECONDS);
        all.insert(session, (key, now));
    }

    /// The session's new key, which no one is shown again.
    pub fn take(&self, session: &Hash, now: Timestamp) -> Option<KeyText> {
        let (key, at) = lock(&self.0).remove(session)?;
        (now.since(at) < LIFETIME_SECONDS).then_some(key)
    }
}
