//! Keys: made and revoked by an operator.

use crate::actions::accounts_admin::{is_still_admin, record_admin_action};
use crate::config::Config;
use crate::crypto::tokens;
use crate::domain::key::{KeyText, Scopes};
use crate::domain::timestamp::Timestamp;
use crate::domain::unicode::clean_line;
use crate::domain::validation::ValidationError;
use crate::mail::emails::notice;
use crate::store::audit::{AuditEvent, AuditSource};
use crate::store::keys::{self, NewKey, StoredKey};
use crate::store::outbox::MessageKind;
use crate::store::{self, Connection, Db};

/// What people call a key: 1 to 100 characters.
#[derive(Clone, Debug)]
pub struct KeyLabel(String);

impl KeyLabel {
    pub const MAX_CHARS: usize = 100;

    pub fn parse(text: &str) -> Result<KeyLabel, ValidationError> {
        let text = clean_line(text)?;
        match text.chars().count() {
            0 => Err(ValidationError::Empty),
            n if n > Self::MAX_CHARS => Err(ValidationError::TooLong(Self::MAX_CHARS)),
            _ => Ok(KeyLabel(text)),
        }
    }
}

/// Makes a key; returns it, of which no other copy exists, and its number. `None` if the acting admin
/// lost the role.
pub fn create(
    db: &Db,
    config: &Config,
    label: &KeyLabel,
    scopes: Scopes,
    expires_at: Option<Timestamp>,
    by: &AuditSource,
    now: Timestamp,
) -> store::Result<Option<(KeyText, i64)>> {
    let key = tokens::new_key();
    let id = db.write(|tx| -> store::Result<_> {
        if !is_still_admin(tx, by)? {
            return Ok(None);
        }
        let (hash, hint) = (tokens::key_hash(&key), key.hint());
        let id = keys::insert(tx, &NewKey { label: &label.0, hash, hint, scopes, expires_at }, now)?;
        record_admin_action(tx, AuditEvent::KeyMade, &format!("key #{id}"), by, now)?;
        notice::enqueue_to_admins(config, tx, MessageKind::KeyMade, now)?;
        Ok(Some(id))
    })?;
    Ok(id.map(|id| (key, id)))
}

/// Outcome of `revoke`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RevokeOutcome {
    Done,
    Already,
    Unknown,
    AdminRevoked,
}

/// Revokes a key: the next request with it is refused.
pub fn revoke(db: &Db, id: i64, by: &AuditSource, now: Timestamp) -> store::Result<RevokeOutcome> {
    db.write(|tx| {
        if !is_still_admin(tx, by)? {
            return Ok(RevokeOutcome::AdminRevoked);
        }
        if keys::find_by_id(tx, id)?.is_none() {
            return Ok(RevokeOutcome::Unknown);
        }
        if !keys::revoke(tx, id, now)? {
            return Ok(RevokeOutcome::Already);
        }
        record_admin_action(tx, AuditEvent::KeyRevoked, &format!("key #{id}"), by, now)?;
        Ok(RevokeOutcome::Done)
    })
}

/// The keys that a hint or a number names, of those that are not revoked.
pub fn find_by_name(conn: &Connection, name: &str) -> store::Result<Vec<StoredKey>> {
    let number = name.trim_start_matches("key_").parse::<i64>().ok();
    let all = keys::list_all(conn)?;
    let hinted: Vec<StoredKey> =
        all.iter().filter(|key| key.hint == name && key.revoked_at.is_none()).cloned().collect();
    if !hinted.is_empty() {
        return Ok(hinted);
    }
    Ok(all.into_iter().filter(|key| Some(key.id) == number).collect())
}
