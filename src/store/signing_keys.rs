//! The signing key in the database, by which the program signs, and the one before it, which is
//! accepted until a time.

use rusqlite::Connection;

use crate::domain::timestamp::Timestamp;
use crate::store::{Transaction, settings};

const KEY: &str = "signing_key";
/// The time in seconds, big-endian, then the key.
const PREVIOUS: &str = "signing_key_previous";

/// The key before the present one.
pub struct PreviousKey {
    pub key: Vec<u8>,
    pub accepted_until: Timestamp,
}

pub fn find(conn: &Connection) -> rusqlite::Result<Option<Vec<u8>>> {
    settings::get(conn, KEY)
}

/// The key, which is `new` if there was none.
pub fn get_or_insert(tx: &Transaction, new: &[u8]) -> rusqlite::Result<Vec<u8>> {
    settings::get_or_insert(tx, KEY, new)
}

pub fn find_previous(conn: &Connection) -> rusqlite::Result<Option<PreviousKey>> {
    let value = settings::get(conn, PREVIOUS)?;
    Ok(value.as_deref().and_then(<[u8]>::split_first_chunk).map(|(until, key)| PreviousKey {
        key: key.to_vec(),
        accepted_until: Timestamp(i64::from_be_bytes(*until)),
    }))
}

/// Makes `new` the key; the present one is accepted until a time. Without `new` there is none here.
pub fn replace(tx: &Transaction, new: Option<&[u8]>, accepted_until: Timestamp) -> rusqlite::Result<()> {
    if let Some(key) = find(tx)? {
        settings::set(tx, PREVIOUS, &[&accepted_until.0.to_be_bytes()[..], &key].concat())?;
    }
    match new {
        Some(key) => settings::set(tx, KEY, key),
        None => settings::remove(tx, KEY),
    }
}

/// Forgets the key before the present one.
pub fn forget_previous(tx: &Transaction) -> rusqlite::Result<()> {
    settings::remove(tx, PREVIOUS)
}
