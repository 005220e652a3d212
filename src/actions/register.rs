//! A newcomer registers.

use super::Trouble;
use crate::app::App;
use crate::domain::email::Email;
use crate::domain::moment::Moment;
use crate::domain::person::{Firstname, Password};
use crate::lang::Lang;
use crate::mail::drafts;
use crate::store::attributions::{self, Claim};
use crate::store::audit::{self, Trace, What};
use crate::store::users::{self, Registration};
use crate::tokens::Token;

/// What a newcomer says of themselves.
pub struct Newcomer {
    pub firstname: Firstname,
    pub email: Email,
    pub password: Password,
    pub lang: Lang,
    /// Who referred them.
    pub claim: Option<Claim>,
    /// What the browser keeps, so that it may confirm by opening the link.
    pub browser: Option<Token>,
}

/// Stores the newcomer and writes the letter that confirms the address, in one transaction.
///
/// Nobody learns whether the address was known: the work and the answer are the same, and the address's owner gets
/// a letter either way. An address that nobody confirmed is registered anew, or a stranger could hold it with a
/// password of their own.
pub fn register(app: &App, newcomer: &Newcomer, by: &Trace, now: Moment) -> Result<(), Trouble> {
    let password = app.hasher.hash(&newcomer.password)?;
    let registration = Registration {
        firstname: &newcomer.firstname,
        email: &newcomer.email,
        password: &password,
        lang: newcomer.lang.code(),
    };
    app.db.write(|tx| -> Result<(), rusqlite::Error> {
        let id = match users::by_email(tx, &newcomer.email)? {
            Some(known) if known.is_activated || known.disabled_at.is_some() => {
                return drafts::known_address(app, tx, &known, now);
            }
            Some(unconfirmed) => {
                users::register_again(tx, unconfirmed.id, &registration, now)?;
                attributions::forget(tx, unconfirmed.id, now)?;
                unconfirmed.id
            }
            None => users::insert(tx, &registration, now)?,
        };
        if let Some(claim) = &newcomer.claim {
            attributions::insert(tx, id, claim, now)?;
        }
        audit::insert(tx, id, What::Registered, by, now)?;
        let browser = newcomer.browser.as_ref().map(Token::hash);
        drafts::activation(app, tx, id, &newcomer.email, newcomer.lang, browser.as_ref(), now)
    })?;
    app.bell.ring();
    Ok(())
}
