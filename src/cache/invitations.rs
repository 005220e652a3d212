//! Cache of codes with their owners, for links that are opened often.
//!
//! An entry is valid until one of its rows changes, by `store::conn::change_tracker`. Whether a
//! code works is computed for each request, because it changes with the clock.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::domain::code::Key;
use crate::domain::sync::lock;
use crate::store::conn::change_tracker::{TrackedRow, Version};
use crate::store::invitations::{self, Invitation};
use crate::store::{self, Db};

/// About 4 MB. Unknown codes are not cached.
pub const MAX_ENTRIES: usize = 10_000;

#[derive(Default)]
pub struct InvitationCache {
    entries: Mutex<HashMap<Key, CachedInvitation>>,
}

struct CachedInvitation {
    invitation: Arc<Invitation>,
    /// Taken before the row was read.
    at: Version,
}

impl CachedInvitation {
    fn is_valid(&self, db: &Db) -> bool {
        let referral = &self.invitation.referral;
        db.changes().unchanged_since(
            self.at,
            &[TrackedRow::Referral(referral.id), TrackedRow::User(referral.user_id)],
        )
    }
}

impl InvitationCache {
    /// The code and its owner, as of the last commit; `None` for an unknown code.
    pub fn get(&self, db: &Db, key: &Key) -> store::Result<Option<Arc<Invitation>>> {
        let valid = |cached: &&CachedInvitation| cached.is_valid(db);
        let cached = self.entries().get(key).filter(valid).map(|cached| Arc::clone(&cached.invitation));
        if cached.is_some() {
            return Ok(cached);
        }
        let at = db.changes().now();
        let Some(read) = db.read(|conn| invitations::find_by_key(conn, key))? else {
            self.entries().remove(key);
            return Ok(None);
        };
        let invitation = Arc::new(read);
        // Another code may take this spelling without a change of this row.
        if key.is_ambiguous() {
            return Ok(Some(invitation));
        }
        let mut entries = self.entries();
        if entries.len() >= MAX_ENTRIES && !entries.contains_key(key) {
            evict(&mut entries, db);
        }
        entries.insert(key.clone(), CachedInvitation { invitation: Arc::clone(&invitation), at });
        Ok(Some(invitation))
    }

    /// Entries, at most `MAX_ENTRIES`.
    pub fn len(&self) -> usize {
        self.entries().len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries().is_empty()
    }

    /// Drops all entries.
    pub fn clear(&self) {
        *self.entries() = HashMap::new();
    }

    fn entries(&self) -> MutexGuard<'_, HashMap<Key, CachedInvitation>> {
        lock(&self.entries)
    }
}

/// Drops the entries that are not valid, and arbitrary ones until a tenth of the bound is free.
fn evict(entries: &mut HashMap<Key, CachedInvitation>, db: &Db) {
    entries.retain(|_, cached| cached.is_valid(db));
    let mut excess = (entries.len() + MAX_ENTRIES / 10).saturating_sub(MAX_ENTRIES);
    entries.retain(|_, _| {
        let stays = excess == 0;
        excess = excess.saturating_sub(1);
        stays
    });
}
