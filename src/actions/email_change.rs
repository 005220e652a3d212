//! A person changes their address: asked for with the password, done when the new address is confirmed.

use crate::actions::reauthentication::{Proof, Stale};
use crate::actions::{Trouble, email_links};
use crate::app::App;
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::timestamp::Moment;
use crate::mail::enqueue;
use crate::store::audit::{self, Trace, What};
use crate::store::users;
use crate::store::{address_changes, unconfirmed};

/// Writes a letter to the new address and one to the old. When the new address is somebody's, its owner is told
/// instead, and whoever asked learns nothing: a link is remembered all the same, and earlier ones are dead. It is nobody's
/// while it is only registered: a stranger could keep a person from moving there for ever.
pub fn ask(
    app: &App,
    proof: &Proof,
    new: &Email,
    by: &Trace,
    now: Moment,
) -> Result<Result<(), Stale>, Trouble> {
    let asked = app.db.write(|tx| -> Result<_, rusqlite::Error> {
        let user = match proof.person(tx)? {
            Ok(user) => user,
            Err(stale) => return Ok(Err(stale)),
        };
        audit::insert(tx, user.id, What::AddressChanging, by, now)?;
        match users::by_email(tx, new)? {
            Some(other) if other.holds_address() => {
                enqueue::known_new_address(app, tx, &user, new, &other, now)
            }
            _ => enqueue::new_address(app, tx, &user, new, now),
        }
        .map(Ok)
    })?;
    app.bell.ring();
    Ok(asked)
}

/// Whether a link works at `now`.
pub fn link_works(app: &App, token: &Token, now: Moment) -> Result<bool, Trouble> {
    Ok(app.db.read(|conn| address_changes::find(conn, &token.hash(), now))?.is_some())
}

/// Uses a link; false when it works no more. Every other link of the person is dead from then on, and so is an account that
/// somebody registered with the new address and never confirmed.
pub fn confirm(app: &App, token: &Token, by: &Trace, now: Moment) -> Result<bool, Trouble> {
    Ok(app.db.write(|tx| -> Result<bool, rusqlite::Error> {
        let Some((user, new)) = address_changes::find(tx, &token.hash(), now)? else { return Ok(false) };
        email_links::kill(tx, &user)?;
        if let Some(other) = users::by_email(tx, &new)?.filter(|other| !other.holds_address()) {
            unconfirmed::remove(tx, other.id, now)?;
        }
        if !users::set_email(tx, user.id, &new)? {
            return Ok(false);
        }
        audit::insert(tx, user.id, What::AddressChanged, by, now)?;
        Ok(true)
    })?)
}
