//! A cache of one value that is read far more often than it changes, with a time to live.

use std::sync::RwLock;

use crate::domain::sync;
use crate::domain::timestamp::Timestamp;
use crate::store;

const TTL_SECONDS: i64 = 10;

pub struct TtlCache<T>(RwLock<Option<(Timestamp, T)>>);

impl<T> Default for TtlCache<T> {
    fn default() -> TtlCache<T> {
        TtlCache(RwLock::default())
    }
}

impl<T: Clone> TtlCache<T> {
    /// The cached value, or the one that `read` returns when that is older than its time to live.
    pub fn get(&self, now: Timestamp, read: impl FnOnce() -> store::Result<T>) -> store::Result<T> {
        let fresh = |cached: &Option<(Timestamp, T)>| {
            let cached = cached.as_ref().filter(|(at, _)| (0..TTL_SECONDS).contains(&now.since(*at)));
            cached.map(|(_, value)| value.clone())
        };
        if let Some(value) = fresh(&sync::read(&self.0)) {
            return Ok(value);
        }
        let mut cached = sync::write(&self.0);
        // Another thread may have read it while this one waited for the lock.
        if let Some(value) = fresh(&cached) {
            return Ok(value);
        }
        let value = read()?;
        *cached = Some((now, value.clone()));
        Ok(value)
    }

    /// The next `get` reads.
    pub fn clear(&self) {
        *sync::write(&self.0) = None;
    }
}
