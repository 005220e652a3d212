//! The key of a program: handlers that need a scope take it as a parameter, as those of members take
//! a [`SignedIn`](crate::web::SignedIn).

use std::sync::Arc;

use crate::actions::program::event_input::EventOrigin;
use crate::crypto::tokens;
use crate::domain::event::EventSource;
use crate::domain::key::{KeyRefusal, KeyText, Scope};
use crate::domain::timestamp::MINUTE;
use crate::store::audit::AuditSource;
use crate::store::keys::{self, StoredKey};
use crate::web::request::throttle;
use crate::web::{request::context::RequestContext, response::error::HttpError};

/// Minimum age of the stored last use before a request updates it.
const TOUCH_INTERVAL_SECONDS: i64 = MINUTE;

/// A key that works and has the scope of the route.
pub struct Key {
    pub stored: Arc<StoredKey>,
}

impl Key {
    pub fn id(&self) -> i64 {
        self.stored.id
    }

    /// The program as the actor of an audit entry.
    pub fn audit_source(&self) -> AuditSource {
        AuditSource::key(self.stored.id)
    }

    /// The program as the origin of events.
    pub fn origin(&self) -> EventOrigin {
        EventOrigin { source: EventSource::Key, key_id: Some(self.stored.id) }
    }
}

/// The key in `Authorization: Bearer`, with one request taken from its quota.
///
/// # Errors
/// `KeyRefused`, `TooMany` or `ScopeMissing`.
pub fn authenticate(ctx: &RequestContext, scope: Option<Scope>) -> Result<Key, HttpError> {
    let text = bearer(ctx).ok_or(HttpError::KeyRefused(KeyRefusal::Missing))?;
    let key = KeyText::parse(text).ok_or(HttpError::KeyRefused(KeyRefusal::Malformed))?;
    let hash = tokens::key_hash(&key);
    // What writes looks its key up again in its transaction, so a cached one is enough.
    let found = match ctx.is_safe_method() {
        true => ctx.db_read(|conn| keys::find_by_hash(conn, &hash))?.map(Arc::new),
        false => ctx.app.key_cache.get(&ctx.app.db, &hash)?,
    };
    let Some(stored) = found else {
        throttle::log_auth_failure(ctx, "unknown key");
        return Err(HttpError::KeyRefused(KeyRefusal::Unknown));
    };
    if let Some(refusal) = stored.refusal(ctx.now) {
        return Err(HttpError::KeyRefused(refusal));
    }
    if let Some(quota) = ctx.app.key_quotas.take(stored.id, ctx.now) {
        ctx.note_quota(quota);
        if let Some(seconds) = quota.refused_for {
            return Err(HttpError::TooMany(seconds));
        }
    }
    if stored.used_at.is_none_or(|at| ctx.now.since(at) >= TOUCH_INTERVAL_SECONDS) {
        ctx.app.write_buffer.touch_key(stored.id, ctx.now);
    }
    if let Some(missing) = scope.filter(|scope| !stored.scopes.allows(*scope)) {
        return Err(HttpError::ScopeMissing(missing.name()));
    }
    Ok(Key { stored })
}

fn bearer<'v>(ctx: &'v RequestContext) -> Option<&'v str> {
    let (scheme, token) = ctx.header("Authorization")?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}
