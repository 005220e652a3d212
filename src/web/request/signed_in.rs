//! Proof that a member, or an admin, is signed in. Handlers take it as a parameter.

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;
use crate::store::audit::AuditSource;
use crate::store::sessions::SessionKind;
use crate::store::users::User;

/// A signed-in member. Functions that act for a member take this value, so none can forget the
/// check.
#[derive(Clone)]
pub struct SignedIn {
    pub user: User,
    pub kind: SessionKind,
    /// Hash of the session token; identifies the session.
    pub session_hash: Hash,
    /// CSRF tokens of the session are derived from this nonce.
    pub csrf_nonce: Vec<u8>,
    /// When the password was last given in the session.
    pub password_at: Option<Timestamp>,
    /// The session serves for setting up a second factor and for nothing else.
    pub factor_needed: bool,
}

/// A signed-in admin.
pub struct Admin<'a> {
    pub me: &'a SignedIn,
}

impl Admin<'_> {
    /// `None` for a member who is no admin.
    pub fn from_session(me: &SignedIn) -> Option<Admin<'_>> {
        me.user.is_admin.then_some(Admin { me })
    }

    /// Source of the admin's actions in the audit log.
    pub fn audit_source(&self) -> AuditSource {
        AuditSource::admin(self.me.user.id)
    }
}
