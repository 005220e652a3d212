//! The daily salt: the key of the hashes that tell a day's visitors apart. It is created at the
//! first visit of a UTC day and destroyed after the day, so no hash can be reversed to an IP
//! address, not even by trying all of them.

use std::sync::{Arc, Mutex};

use rusqlite::Connection;

use crate::crypto::tokens::{self, Purpose, Signer};
use crate::domain::sync::lock;
use crate::domain::timestamp::Timestamp;
use crate::store::unique_visitors::Visitor;
use crate::store::{Transaction, settings};

const SETTING: &str = "day_key";

pub struct DailySalt {
    current: Mutex<Option<Salt>>,
}

struct Salt {
    /// UTC day, since 1970-01-01.
    day: i64,
    bytes: [u8; 32],
    signer: Arc<Signer>,
    /// The database has it, so a restart does not count the day's visitors again.
    is_persisted: bool,
}

/// The salt that `persist` wrote or deleted.
pub struct PersistedSalt(Arc<Signer>);

impl Salt {
    fn new(day: i64, bytes: [u8; 32], is_persisted: bool) -> Salt {
        Salt { day, bytes, signer: Arc::new(Signer::new(&bytes)), is_persisted }
    }

    fn needs_persist(&self, now: Timestamp) -> bool {
        !self.is_persisted || self.day < now.day()
    }

    /// A request from just before midnight uses the new salt: it never brings the old day back. A
    /// clock set back further does, or a salt would outlive its day.
    fn is_valid(&self, now: Timestamp) -> bool {
        (0..=1).contains(&(self.day - now.day()))
    }
}

impl DailySalt {
    /// Reads the salt from the database, if there is one.
    pub fn load(conn: &Connection) -> rusqlite::Result<DailySalt> {
        let stored = settings::get(conn, SETTING)?.and_then(|value| {
            let (day, bytes) = value.split_first_chunk::<8>()?;
            Some(Salt::new(i64::from_be_bytes(*day), bytes.try_into().ok()?, true))
        });
        Ok(DailySalt { current: Mutex::new(stored) })
    }

    /// The hash of a network on this day.
    pub fn network(&self, network: &str, now: Timestamp) -> i64 {
        hash(&self.signer(now), &[network.as_bytes()])
    }

    /// The hashes of a visitor on this day; `device` is the `User-Agent`.
    pub fn visitor(&self, network: &str, device: &str, now: Timestamp) -> Visitor {
        let signer = self.signer(now);
        Visitor::new(
            hash(&signer, &[network.as_bytes()]),
            hash(&signer, &[network.as_bytes(), device.as_bytes()]),
        )
    }

    /// Writes the salt if the database lacks it, or deletes it if its day is over. Runs in the
    /// transaction that writes the hashes; after the commit pass the result to `mark_persisted`.
    pub fn persist(&self, tx: &Transaction, now: Timestamp) -> rusqlite::Result<Option<PersistedSalt>> {
        let current = lock(&self.current);
        let Some(salt) = current.as_ref().filter(|salt| salt.needs_persist(now)) else { return Ok(None) };
        if salt.day < now.day() {
            settings::remove(tx, SETTING)?;
        } else {
            settings::set(tx, SETTING, &[&salt.day.to_be_bytes()[..], &salt.bytes].concat())?;
        }
        Ok(Some(PersistedSalt(Arc::clone(&salt.signer))))
    }

    /// Notes what `persist` did. Does nothing if another salt is in use by now.
    pub fn mark_persisted(&self, persisted: Option<PersistedSalt>, now: Timestamp) {
        let mut current = lock(&self.current);
        let Some(PersistedSalt(signer)) = persisted else { return };
        if let Some(salt) = current.take_if(|salt| Arc::ptr_eq(&salt.signer, &signer)) {
            *current = (salt.day >= now.day()).then_some(Salt { is_persisted: true, ..salt });
        }
    }

    /// Whether the database lacks the salt, or has it after its day.
    pub fn needs_persist(&self, now: Timestamp) -> bool {
        lock(&self.current).as_ref().is_some_and(|salt| salt.needs_persist(now))
    }

    /// The caller hashes outside of the lock.
    fn signer(&self, now: Timestamp) -> Arc<Signer> {
        let mut current = lock(&self.current);
        let salt = current.take().filter(|salt| salt.is_valid(now));
        let salt = salt.unwrap_or_else(|| Salt::new(now.day(), tokens::random_bytes(), false));
        Arc::clone(&current.insert(salt).signer)
    }
}

/// 64 bits: two of a million visitors a day collide with a chance of one in 30 million.
fn hash(signer: &Signer, parts: &[&[u8]]) -> i64 {
    let hash = signer.hash(Purpose::Visitor, parts);
    i64::from_be_bytes(hash.first_chunk().copied().unwrap_or_default())
}
