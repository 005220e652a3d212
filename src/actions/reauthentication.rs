//! Re-authentication: a signed-in user gives the password again before an action that cannot be
//! undone. The proof is checked once more in the transaction of the action: it ends when the session
//! ended or the password changed since.

use crate::actions::ActionError;
use crate::app::App;
use crate::crypto::hash_queue::HashOrigin;
use crate::crypto::tokens::Hash;
use crate::domain::person::Password;
use crate::domain::timestamp::Timestamp;
use crate::store::sessions;
use crate::store::users::User;
use crate::store::{self, Db, Transaction};

/// Proof that a user gave the right password in a session. The hash takes long, so the action checks the
/// proof again in its transaction: an owner who recovered the account in between ended every session and
/// changed the password, and the thief's action in flight must fail.
#[derive(Clone, Copy)]
pub struct PasswordProof<'a> {
    user: &'a User,
    session: &'a Hash,
}

/// Records in the session that its user gave the password at `now`.
pub fn record(db: &Db, proof: &PasswordProof, now: Timestamp) -> store::Result<ProofOutcome> {
    proof.run_action(db, |tx, _| sessions::set_password_given(tx, proof.session, now))
}

/// Records in the session that its user proved the second factor at `now`; false if the session ended.
pub fn record_factor(db: &Db, user_id: i64, session: &Hash, now: Timestamp) -> store::Result<bool> {
    db.write(|tx| match sessions::find_user(tx, session)? {
        Some(user) if user.id == user_id => sessions::set_password_given(tx, session, now).map(|()| true),
        _ => Ok(false),
    })
}

/// Outcome of an action with a proof.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProofOutcome {
    /// The proof held, and the action is done.
    Done,
    /// The session ended, or the account was disabled; nothing is done.
    SignedOut,
    /// The password was changed since; nothing is done.
    PasswordChanged,
}

impl<'a> PasswordProof<'a> {
    /// Verifies the password of the session's user; `None` if it is wrong.
    pub fn prove_password(
        app: &App,
        user: &'a User,
        session: &'a Hash,
        password: &Password,
        origin: &HashOrigin,
    ) -> Result<Option<PasswordProof<'a>>, ActionError> {
        let matches = app.hasher.verify(password, user.password_hash(), origin)?.matches;
        Ok(matches.then_some(PasswordProof { user, session }))
    }

    /// Runs an action in a transaction, with the user as stored now, if the proof still holds.
    pub(super) fn run_action(
        &self,
        db: &Db,
        action: impl FnOnce(&Transaction, &User) -> store::Result<()>,
    ) -> store::Result<ProofOutcome> {
        db.write(|tx| match sessions::find_user(tx, self.session)? {
            Some(user) if user.id != self.user.id => Ok(ProofOutcome::SignedOut),
            Some(user) if user.password != self.user.password => Ok(ProofOutcome::PasswordChanged),
            Some(user) => action(tx, &user).map(|()| ProofOutcome::Done),
            None => Ok(ProofOutcome::SignedOut),
        })
    }

    /// Token hash of the session in which the password was given.
    pub(super) fn session(&self) -> &'a Hash {
        self.session
    }
}
