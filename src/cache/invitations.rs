//! Caches codes with their owners, so that a link that is opened often is not read each time.
//!
//! An entry holds while the database says the same: `store::conn::change_tracker` knows. Whether a
//! code works is computed for each request, because it changes with the clock.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use crate::domain::code::Key;
use crate::domain::sync::lock;
use crate::store::conn::change_tracker::{TrackedRow, Version};
use crate::store::invitations;

use crate::store::invitations::Invitation;
use crate::store::{self, Db};

/// About 4 MB. Unknown codes are not cached.
pub const MAX_ENTRIES: usize = 10_000;

#[derive(Default)]
pub struct InvitationCache {
    kept: Mutex<HashMap<Key, CachedInvitation>>,
}

struct CachedInvitation {
    invitation: Arc<Invitation>,
    /// Taken before the row was read.
    at: Version,
}

impl CachedInvitation {
    fn holds(&self, db: &Db) -> bool {
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
        let kept =
            self.kept().get(key).filter(|kept| kept.holds(db)).map(|kept| Arc::clone(&kept.invitation));
        if kept.is_some() {
            return Ok(kept);
        }
        let at = db.changes().now();
        let Some(read) = db.read(|conn| invitations::find_by_key(conn, key))? else {
            self.kept().remove(key);
            return Ok(None);
        };
        let invitation = Arc::new(read);
        // Another code may take this spelling without a change of this row.
        if key.is_ambiguous() {
            return Ok(Some(invitation));
        }
        let mut kept = self.kept();
        if kept.len() >= MAX_ENTRIES && !kept.contains_key(key) {
            evict(&mut kept, db);
        }
        kept.insert(key.clone(), CachedInvitation { invitation: Arc::clone(&invitation), at });
        Ok(Some(invitation))
    }

    /// Cached codes, at most `MAX_ENTRIES`.
    pub fn count(&self) -> usize {
        self.kept().len()
    }

    /// Drops all entries.
    pub fn clear(&self) {
        *self.kept() = HashMap::new();
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<Key, CachedInvitation>> {
        lock(&self.kept)
    }
}

/// Drops the entries that no longer hold, and arbitrary ones until a tenth of the bound is free.
fn evict(kept: &mut HashMap<Key, CachedInvitation>, db: &Db) {
    kept.retain(|_, kept| kept.holds(db));
    let mut to_go = (kept.len() + MAX_ENTRIES / 10).saturating_sub(MAX_ENTRIES);
    kept.retain(|_, _| {
        let stays = to_go == 0;
        to_go = to_go.saturating_sub(1);
        stays
    });
}
