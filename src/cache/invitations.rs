//! Codes that were opened lately, so that a link which half the world follows is not read from the database each time.
//!
//! What is remembered is what the database says, and only while it says so: `store::changes` tells. Whether a code works
//! at a moment is never remembered, because that changes with the clock.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::domain::code::Key;
use crate::store::Db;
use crate::store::conn::change_tracker::{Point, Watched};
use crate::store::referrals::{self, Invitation};

/// Codes remembered at the most: some 4 MB. Codes that nobody has are not remembered at all.
pub const MOST: usize = 10_000;

#[derive(Default)]
pub struct Invitations {
    kept: Mutex<HashMap<Key, Kept>>,
}

struct Kept {
    invitation: Arc<Invitation>,
    /// A moment before it was read.
    at: Point,
}

impl Kept {
    fn holds(&self, db: &Db) -> bool {
        let referral = &self.invitation.referral;
        db.changes().none_since(self.at, &[Watched::Referral(referral.id), Watched::User(referral.user_id)])
    }
}

impl Invitations {
    /// The code with its owner, as the last commit left them; `None` for a code that nobody has.
    pub fn by_key(&self, db: &Db, key: &Key) -> rusqlite::Result<Option<Arc<Invitation>>> {
        let kept =
            self.kept().get(key).filter(|kept| kept.holds(db)).map(|kept| Arc::clone(&kept.invitation));
        if kept.is_some() {
            return Ok(kept);
        }
        let at = db.changes().now();
        let Some(read) = db.read(|conn| referrals::invitation_by_key(conn, key))? else {
            self.kept().remove(key);
            return Ok(None);
        };
        let invitation = Arc::new(read);
        // It may come to mean another code, without a change of the one it means now.
        if key.is_ambiguous() {
            return Ok(Some(invitation));
        }
        let mut kept = self.kept();
        if kept.len() >= MOST && !kept.contains_key(key) {
            make_room(&mut kept, db);
        }
        kept.insert(key.clone(), Kept { invitation: Arc::clone(&invitation), at });
        Ok(Some(invitation))
    }

    /// How many are remembered: never more than `MOST`.
    pub fn remembered(&self) -> usize {
        self.kept().len()
    }

    /// Forgets all of them: what is asked for is read again.
    pub fn forget(&self) {
        *self.kept() = HashMap::new();
    }

    fn kept(&self) -> MutexGuard<'_, HashMap<Key, Kept>> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Forgets what has changed since; when that is little, a tenth of all, whichever they are.
fn make_room(kept: &mut HashMap<Key, Kept>, db: &Db) {
    kept.retain(|_, kept| kept.holds(db));
    let mut to_go = (kept.len() + MOST / 10).saturating_sub(MOST);
    kept.retain(|_, _| {
        let stays = to_go == 0;
        to_go = to_go.saturating_sub(1);
        stays
    });
}
