//! The daily salt: the key of the hashes that tell a day's visitors apart. It is created at the
//! first visit of a UTC day and destroyed after the day, so no hash can be reversed to an IP
//! address, not even by trying all of them.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::crypto::tokens::{self, Purpose, Signer};
use crate::domain::timestamp::Timestamp;
use crate::store::Transaction;
use crate::store::settings;
use crate::store::unique_visitors::Visitor;

const NAME: &str = "day_key";

pub struct DailySalt {
    key: Mutex<Option<Salt>>,
}

struct Salt {
    day: i64,
    bytes: [u8; 32],
    signer: Arc<Signer>,
    /// Whether the database has it, so that a restart does not count everybody anew.
    kept: bool,
}

impl Salt {
    fn new(day: i64, bytes: [u8; 32], kept: bool) -> Salt {
        Salt { day, bytes, signer: Arc::new(Signer::new(&bytes)), kept }
    }

    fn is_due(&self, now: Timestamp) -> bool {
        !self.kept || self.day < now.day()
    }
}

impl DailySalt {
    /// Takes up the key that the database has.
    pub fn load(conn: &Connection) -> rusqlite::Result<DailySalt> {
        let kept = settings::get(conn, NAME)?.and_then(|value| {
            let (day, bytes) = value.split_first_chunk::<8>()?;
            Some(Salt::new(i64::from_be_bytes(*day), bytes.try_into().ok()?, true))
        });
        Ok(DailySalt { key: Mutex::new(kept) })
    }

    /// What a network is on this day.
    pub fn network(&self, network: &str, now: Timestamp) -> i64 {
        hash(&self.key(now), &[network.as_bytes()])
    }

    /// What a visitor is on this day. `device` is what the browser calls itself.
    pub fn visitor(&self, network: &str, device: &str, now: Timestamp) -> Visitor {
        let key = self.key(now);
        Visitor {
            network: hash(&key, &[network.as_bytes()]),
            browser: hash(&key, &[network.as_bytes(), device.as_bytes()]),
        }
    }

    /// Brings the database to the key in use, and to none when the day of what it has is over. Called in the transaction
    /// that writes what was hashed; returns the day that `written` is to be told of when it was committed.
    pub fn persist(&self, tx: &Transaction, now: Timestamp) -> rusqlite::Result<Option<i64>> {
        let held = self.held();
        let Some(key) = held.as_ref().filter(|key| key.is_due(now)) else { return Ok(None) };
        if key.day < now.day() {
            settings::remove(tx, NAME)?;
        } else {
            settings::set(tx, NAME, &[&key.day.to_be_bytes()[..], &key.bytes].concat())?;
        }
        Ok(Some(key.day))
    }

    /// What `keep` did for the key of a day is in the database. Another one may be in use by now.
    pub fn mark_persisted(&self, day: Option<i64>, now: Timestamp) {
        let mut held = self.held();
        match held.take() {
            Some(key) if day == Some(key.day) => {
                *held = (key.day >= now.day()).then_some(Salt { kept: true, ..key });
            }
            other => *held = other,
        }
    }

    /// Whether there is a key that the database does not have, or has longer than it may.
    pub fn needs_persist(&self, now: Timestamp) -> bool {
        self.held().as_ref().is_some_and(|key| key.is_due(now))
    }

    /// What is hashed is hashed behind the lock, where nobody waits for it.
    fn key(&self, now: Timestamp) -> Arc<Signer> {
        let mut held = self.held();
        let key = match held.take().filter(|key| key.day == now.day()) {
            Some(key) => key,
            None => Salt::new(now.day(), tokens::random_bytes(), false),
        };
        Arc::clone(&held.insert(key).signer)
    }

    fn held(&self) -> MutexGuard<'_, Option<Salt>> {
        self.key.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 64 bits: among a million visitors of a day two are taken for one with a chance of one in 30 million.
fn hash(key: &Signer, parts: &[&[u8]]) -> i64 {
    let hash = key.hash(Purpose::Visitor, parts);
    i64::from_be_bytes(hash.first_chunk().copied().unwrap_or_default())
}
