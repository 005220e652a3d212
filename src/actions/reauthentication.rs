//! Re-authentication: a signed-in user gives the password again before an action that cannot be
//! undone.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::tokens::Hash;
use crate::domain::person::Password;
use crate::store::sessions;
use crate::store::users::User;
use crate::store::{self, Transaction};

/// Proof that a user gave the right password in a session. The hash takes long, so the action checks the
/// proof again in its transaction: an owner who recovered the account in between ended every session and
/// changed the password, and the thief's action in flight must fail.
#[derive(Clone, Copy)]
pub struct PasswordProof<'a> {
    user: &'a User,
    session: &'a Hash,
}

/// Why a proof no longer holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofExpired {
    /// The session ended, or the account was disabled.
    SignedOut,
    /// The password was changed.
    PasswordChanged,
}

impl<'a> PasswordProof<'a> {
    /// Verifies the password of the session's user; `None` if it is wrong.
    pub fn prove_password(
        app: &App,
        user: &'a User,
        session: &'a Hash,
        password: &Password,
    ) -> Result<Option<PasswordProof<'a>>, ActionError> {
        let matches = app.hasher.verify(password, Some(&user.password))?.matches;
        Ok(matches.then_some(PasswordProof { user, session }))
    }

    /// The user as stored now, if the proof still holds.
    pub(super) fn current_user(&self, tx: &Transaction) -> store::Result<Result<User, ProofExpired>> {
        Ok(match sessions::find_user(tx, self.session)? {
            Some(now) if now.id != self.user.id => Err(ProofExpired::SignedOut),
            Some(now) if now.password != self.user.password => Err(ProofExpired::PasswordChanged),
            Some(now) => Ok(now),
            None => Err(ProofExpired::SignedOut),
        })
    }

    /// Token hash of the session in which the password was given.
    pub(super) fn session(&self) -> &'a Hash {
        self.session
    }
}
