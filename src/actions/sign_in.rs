//! Somebody signs in.

use super::Trouble;
use crate::app::App;
use crate::domain::email::Email;
use crate::domain::person::Password;
use crate::store::sessions;
use crate::store::users::{self, User};
use crate::tokens::Hash;

pub enum Outcome {
    Welcome(User),
    /// The password is right and the address is not confirmed.
    Unconfirmed,
    /// Nobody, a wrong password and a disabled account are one answer.
    Wrong,
}

/// Compares the password; an address nobody has costs the same time. A hash made at another cost than today's is
/// renewed on the way.
pub fn sign_in(app: &App, email: &Email, password: &Password) -> Result<Outcome, Trouble> {
    let user = app.db.read(|conn| users::by_email(conn, email))?;
    let verdict = app.hasher.verify(password, user.as_ref().map(|u| u.password.as_str()))?;
    let Some(user) = user.filter(|u| verdict.matches && u.disabled_at.is_none()) else {
        return Ok(Outcome::Wrong);
    };
    if !user.is_activated {
        return Ok(Outcome::Unconfirmed);
    }
    if verdict.outdated {
        let renewed = app.hasher.hash(password)?;
        app.db.write(|tx| users::renew_hash(tx, user.id, &user.password, &renewed))?;
    }
    Ok(Outcome::Welcome(user))
}

/// Ends one session, named by its token's hash.
pub fn sign_out(app: &App, session: &Hash) -> Result<(), Trouble> {
    Ok(app.db.write(|tx| sessions::end(tx, session))?)
}
