//! Re-authentication: a signed-in user gives the password again before an action that cannot be
//! undone.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::tokens::Hash;
use crate::domain::person::Password;
use crate::store::sessions;
use crate::store::users::User;
use crate::store::{self, Transaction};

/// That a person gave their own password within a session of theirs. Comparing it took a while, so the deed asks in its
/// own transaction whether that still holds: whoever recovered their account meanwhile ended every session and changed the
/// password, and what a thief had under way must not come in behind.
#[derive(Clone, Copy)]
pub struct PasswordProof<'a> {
    user: &'a User,
    session: &'a Hash,
}

/// Why a proof holds no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofExpired {
    /// The session was ended, or its person kept out.
    SignedOut,
    /// It is not their password any more.
    PasswordChanged,
}

impl<'a> PasswordProof<'a> {
    /// Compares a password with that of a session's person; `None` when it is another.
    pub fn prove_password(
        app: &App,
        user: &'a User,
        session: &'a Hash,
        password: &Password,
    ) -> Result<Option<PasswordProof<'a>>, ActionError> {
        let matches = app.hasher.verify(password, Some(&user.password))?.matches;
        Ok(matches.then_some(PasswordProof { user, session }))
    }

    /// The person as they are now, if it still holds.
    pub(super) fn current_user(&self, tx: &Transaction) -> store::Result<Result<User, ProofExpired>> {
        Ok(match sessions::find_user(tx, self.session)? {
            Some(now) if now.id != self.user.id => Err(ProofExpired::SignedOut),
            Some(now) if now.password != self.user.password => Err(ProofExpired::PasswordChanged),
            Some(now) => Ok(now),
            None => Err(ProofExpired::SignedOut),
        })
    }

    /// The session in which it was given.
    pub(super) fn session(&self) -> &'a Hash {
        self.session
    }
}
