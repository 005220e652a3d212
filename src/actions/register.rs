//! A newcomer registers.

use crate::actions::ActionError;
use crate::actions::fraud_signals::{self, RequestSignals};
use crate::app::App;
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::person::{Firstname, Password};
use crate::domain::referral_status::Rejection;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::emails::{activation, known_address};
use crate::store;
use crate::store::attributions::{self, Claim};
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::users::{self, NewUser};

/// What a newcomer says of themselves.
pub struct Registration {
    pub firstname: Firstname,
    pub email: Email,
    pub password: Password,
    pub lang: Lang,
    /// Who referred them.
    pub claim: Option<Claim>,
    /// What the browser keeps, so that it may confirm by opening the link.
    pub browser: Option<Token>,
    /// What else the visit shows.
    pub signals: RequestSignals,
}

/// Stores the newcomer and writes the letter that confirms the address, in one transaction.
///
/// Nobody learns whether the address was known: the work and the answer are the same, and the address's owner gets
/// a letter either way. An address that nobody confirmed is registered anew, or a stranger could hold it with a
/// password of their own.
///
/// Returns why the code that was given does not count, if it does not; that depends on the code alone.
pub fn register(
    app: &App,
    newcomer: &Registration,
    by: &AuditSource,
    now: Timestamp,
) -> Result<Option<Rejection>, ActionError> {
    let password = app.hasher.hash(&newcomer.password)?;
    let registration = NewUser {
        firstname: &newcomer.firstname,
        email: &newcomer.email,
        password: &password,
        lang: newcomer.lang.code(),
    };
    let rejected = app.db.write(|tx| -> store::Result<Option<Rejection>> {
        let judged = match &newcomer.claim {
            Some(claim) => attributions::check_eligibility(tx, claim, now)?,
            None => None,
        };
        let rejected = judged.and_then(|judged| judged.rejected);
        let id = match users::find_by_email(tx, &newcomer.email)? {
            Some(known) if known.is_confirmed_owner() => {
                known_address::enqueue(app, tx, &known, now)?;
                return Ok(rejected);
            }
            Some(unconfirmed) => {
                users::register_again(tx, unconfirmed.id, &registration, now)?;
                attributions::withdraw(tx, unconfirmed.id, now)?;
                unconfirmed.id
            }
            None => users::insert(tx, &registration, now)?,
        };
        if let (Some(claim), Some(judged)) = (&newcomer.claim, judged) {
            let of_newcomer =
                fraud_signals::Candidate { id, email: &newcomer.email, claim, signals: &newcomer.signals };
            if let Some(attribution) = attributions::insert(tx, id, claim, judged, now)? {
                fraud_signals::score(app, tx, attribution, &of_newcomer, judged.referrer_id, now)?;
            }
        }
        audit::insert(tx, id, AuditEvent::Registered, by, now)?;
        let browser = newcomer.browser.as_ref().map(Token::hash);
        activation::enqueue(app, tx, id, &newcomer.email, newcomer.lang, browser.as_ref(), now)?;
        Ok(rejected)
    })?;
    app.mail_waker.notify();
    Ok(rejected)
}
