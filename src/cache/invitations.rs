//! Codes that were opened lately, so that a link which half the world follows is not read from the database each time.
//!
//! What is remembered is what the database says, and only while it says so: `store::changes` tells. Whether a code works
//! at a moment is never remembered, because that changes with the clock.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::code::Key;
use crate::store::conn::change_tracker::{TrackedRow, Version};
use crate::store::referrals::{self, Invitation};
use crate::store::{self, Db};

/// Codes remembered at the most: some 4 MB. Codes that nobody has are not remembered at all.
pub const MAX_ENTRIES: usize = 10_000;

#[derive(Default)]
pub struct InvitationCache {
    kept: Mutex<HashMap<Key, CachedInvitation>>,
}

struct CachedInvitation {
    invitation: Arc<Invitation>,
    /// A moment before it was read.
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
    /// The code with its owner, as the last commit left them; `None` for a code that nobody has.
    pub fn find_by_key(&self, db: &Db, key: &Key) -> store::Result<Option<Arc<Invitation>>> {
        let kept =
            self.kept().get(key).filter(|kept| kept.holds(db)).map(|kept| Arc::clone(&kept.invitation));
        if kept.is_some() {
            return Ok(kept);
        }
        let at = db.changes().now();
        let Some(read) = db.read(|conn| referrals::find_invitation_by_key(conn, key))? else {
            self.kept().remove(key);
            return Ok(None);
        };
        let invitation = Arc::new(read);
        // It may come to mean another code, without a change of the one it means now.
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

    /// How many are remembered: never more than `MOST`.
    pub fn count(&self) -> usize {
        self.kept().len()
    }

    /// Forgets all of them: what is asked for is read again.
    pub fn clear(&self) {
        *self.kept() = HashMap::new();
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<Key, CachedInvitation>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets what has changed since; when that is little, a tenth of all, whichever they are.
fn evict(kept: &mut HashMap<Key, CachedInvitation>, db: &Db) {
    kept.retain(|_, kept| kept.holds(db));
    let mut to_go = (kept.len() + MAX_ENTRIES / 10).saturating_sub(MAX_ENTRIES);
    kept.retain(|_, _| {
        let stays = to_go == 0;
        to_go = to_go.saturating_sub(1);
        stays
    });
}
