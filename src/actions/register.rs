//! Registration of a user, with the referral that it may come from.

use crate::actions::ActionError;
use crate::actions::fraud_signals::{self, Candidate, RequestSignals};
use crate::app::App;
use crate::crypto::tokens::Token;
use crate::domain::email::Email;
use crate::domain::person::{Firstname, Password};
use crate::domain::referral_status::Rejection;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::emails::{activation, known_address};
use crate::store::attributions::{self, Claim};
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::users::{self, NewUser};
use crate::store::{self, Transaction};

/// The input of a registration.
pub struct Registration {
    pub firstname: Firstname,
    pub email: Email,
    pub password: Password,
    /// Language of emails; `None` for the site's.
    pub lang: Option<Lang>,
    /// The code or link that referred the user.
    pub claim: Option<Claim>,
    /// The token kept in the browser, which lets it confirm by opening the link alone.
    pub browser: Option<Token>,
    pub signals: RequestSignals,
}

/// How a registration ended. It depends on the code alone and not on the address: nothing tells the
/// visitor whether an address is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegisterOutcome {
    /// Without a code, or with one that counts.
    Registered,
    /// The code does not count, for this reason.
    RegisteredCodeIgnored(Rejection),
}

/// Stores the user and enqueues the email that confirms the address, in one transaction.
///
/// For a known address the work and the answer are the same, and its owner gets an email about the
/// attempt (OWASP Authentication Cheat Sheet, account enumeration). An address that was never confirmed
/// is registered anew: otherwise anyone could hold it with a password of their own.
pub fn register(
    app: &App,
    registration: &Registration,
    by: &AuditSource,
    now: Timestamp,
) -> Result<RegisterOutcome, ActionError> {
    let password = app.hasher.hash(&registration.password)?;
    let outcome = app.db.write(|tx| -> store::Result<RegisterOutcome> {
        let eligibility = match &registration.claim {
            Some(claim) => attributions::check_eligibility(tx, claim, now)?,
            None => None,
        };
        let outcome = eligibility
            .and_then(|eligibility| eligibility.rejected)
            .map_or(RegisterOutcome::Registered, RegisterOutcome::RegisteredCodeIgnored);
        let Some(user_id) = insert_user(app, tx, registration, &password, now)? else { return Ok(outcome) };
        if let (Some(claim), Some(eligibility)) = (&registration.claim, eligibility)
            && let Some(attribution) = attributions::insert(tx, user_id, claim, eligibility, now)?
        {
            let candidate =
                Candidate { id: user_id, email: &registration.email, claim, signals: &registration.signals };
            fraud_signals::score(app, tx, attribution, &candidate, eligibility.referrer_id, now)?;
        }
        audit::insert(tx, user_id, AuditEvent::Registered, by, now)?;
        let browser = registration.browser.as_ref().map(Token::hash);
        let Registration { email, lang, .. } = registration;
        let lang = lang.unwrap_or(app.config.site.language);
        activation::enqueue(app, tx, user_id, email, lang, browser.as_ref(), now)?;
        Ok(outcome)
    })?;
    app.mail_waker.notify();
    Ok(outcome)
}

/// Stores a new user, or the new data of an unconfirmed one; returns the id. `None`: the address has a
/// confirmed owner, who gets an email.
fn insert_user(
    app: &App,
    tx: &Transaction,
    registration: &Registration,
    password: &str,
    now: Timestamp,
) -> store::Result<Option<i64>> {
    let Registration { firstname, email, lang, .. } = registration;
    let user = NewUser { firstname, email, password, lang: lang.map(Lang::code) };
    match users::find_by_email(tx, email)? {
        Some(owner) if owner.is_confirmed_owner() => {
            known_address::enqueue(app, tx, &owner, now)?;
            Ok(None)
        }
        Some(unconfirmed) => {
            users::register_again(tx, unconfirmed.id, &user, now)?;
            attributions::withdraw(tx, unconfirmed.id, now)?;
            Ok(Some(unconfirmed.id))
        }
        None => users::insert(tx, &user, now).map(Some),
    }
}
