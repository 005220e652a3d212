//! Cache of the keys that programs sign in with. A request that writes looks its key up again in its
//! transaction, so a key that another process revoked works no longer than without this cache.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use crate::crypto::tokens::Hash;
use crate::domain::sync::lock;
use crate::store::conn::change_tracker::{TrackedRow, Version};
use crate::store::keys::{self, StoredKey};
use crate::store::{self, Db};

/// About 300 KB. Unknown keys are not cached.
pub const MAX_ENTRIES: usize = 1_000;

#[derive(Default)]
pub struct KeyCache {
    entries: Mutex<HashMap<Hash, CachedKey>>,
}

struct CachedKey {
    key: Arc<StoredKey>,
    /// Taken before the row was read.
    at: Version,
}

impl KeyCache {
    /// The key with this SHA-256; `None` for an unknown one.
    pub fn get(&self, db: &Db, hash: &Hash) -> store::Result<Option<Arc<StoredKey>>> {
        let is_valid =
            |cached: &&CachedKey| db.changes().unchanged_since(cached.at, &[TrackedRow::Key(cached.key.id)]);
        let cached = lock(&self.entries).get(hash).filter(is_valid).map(|cached| Arc::clone(&cached.key));
        if cached.is_some() {
            return Ok(cached);
        }
        let at = db.changes().now();
        let Some(read) = db.read(|conn| keys::find_by_hash(conn, hash))? else { return Ok(None) };
        let key = Arc::new(read);
        let mut entries = lock(&self.entries);
        if entries.len() >= MAX_ENTRIES {
            self::clear(&mut entries);
        }
        entries.insert(*hash, CachedKey { key: Arc::clone(&key), at });
        Ok(Some(key))
    }

    /// Drops all entries.
    pub fn clear(&self) {
        self::clear(&mut lock(&self.entries));
    }
}

fn clear(entries: &mut HashMap<Hash, CachedKey>) {
    *entries = HashMap::new();
}
