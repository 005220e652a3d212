//! Registration of a user, with the referral that it may come from.

use crate::actions::ActionError;
use crate::actions::fraud_signals::{self, Candidate, RequestSignals};
use crate::actions::rewards::follow;
use crate::actions::webhooks::announce::{Announcement, announce};
use crate::app::App;
use crate::crypto::hash_queue::HashOrigin;
use crate::crypto::tokens::{self, Token};
use crate::domain::email::Email;
use crate::domain::person::{Firstname, Password};
use crate::domain::referral_status::Rejection;
use crate::domain::timestamp::Timestamp;
use crate::i18n::Lang;
use crate::mail::emails::{activation, known_address};
use crate::store::attributions::{self, Claim, Eligibility};
use crate::store::audit::{self, AuditEvent, AuditSource};
use crate::store::users::{self, NewUser};
use crate::store::{self, Transaction};

/// The input of a registration.
pub struct Registration {
    pub firstname: Option<Firstname>,
    pub email: Email,
    /// `None` from a form of another site.
    pub password: Option<Password>,
    /// Language of emails; `None` for the site's.
    pub lang: Option<Lang>,
    /// The code or link that referred the user.
    pub claim: Option<Claim>,
    /// The token kept in the browser, which lets it confirm by opening the link alone.
    pub browser: Option<Token>,
    pub signals: RequestSignals,
    pub origin: HashOrigin,
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
/// For a known address the work and the answer are the same, down to the number of pages written, and
/// its owner gets an email about the attempt (OWASP Authentication Cheat Sheet, account enumeration). An address that was never confirmed
/// is registered anew: otherwise anyone could hold it with a password of their own.
pub fn register(
    app: &App,
    registration: &Registration,
    by: &AuditSource,
    now: Timestamp,
) -> Result<RegisterOutcome, ActionError> {
    let password = match &registration.password {
        Some(password) => Some(app.hasher.hash(password, &registration.origin)?),
        None => None,
    };
    let outcome = app.db.write(|tx| -> store::Result<RegisterOutcome> {
        let eligibility = match &registration.claim {
            Some(claim) => attributions::check_eligibility(tx, claim, now)?,
            None => None,
        };
        let outcome = eligibility
            .and_then(|eligibility| eligibility.rejected)
            .map_or(RegisterOutcome::Registered, RegisterOutcome::RegisteredCodeIgnored);
        let steps = Steps { app, tx, registration, password: password.as_deref(), eligibility, by, now };
        // What one kind of address needs is rehearsed for the others: each writes the same pages.
        let email = &registration.email;
        match users::find_by_email(tx, email)? {
            Some(owner) if owner.is_confirmed_owner() => {
                tx.rehearse(|| steps.register_twice(steps.register(&decoy(email))?))?;
                steps.notify_owner()?;
            }
            Some(unconfirmed) => {
                tx.rehearse(|| steps.register_twice(steps.register(&decoy(email))?))?;
                steps.register_again(unconfirmed.id)?;
                tx.rehearse(|| steps.notify_owner())?;
            }
            None => {
                let user_id = steps.register(email)?;
                tx.rehearse(|| steps.register_twice(user_id))?;
                tx.rehearse(|| steps.notify_owner())?;
            }
        }
        Ok(outcome)
    })?;
    app.mail_waker.notify();
    Ok(outcome)
}

/// What a registration does with an address in its transaction, in three ways.
struct Steps<'a> {
    app: &'a App,
    tx: &'a Transaction<'a>,
    registration: &'a Registration,
    password: Option<&'a str>,
    eligibility: Option<Eligibility>,
    by: &'a AuditSource,
    now: Timestamp,
}

impl Steps<'_> {
    /// Stores a new user; returns the id.
    fn register(&self, email: &Email) -> store::Result<i64> {
        let user_id = users::insert(self.tx, &self.new_user(email), self.now)?;
        announce(self.tx, Announcement::ParticipantCreated(user_id), self.now)?;
        self.store_referral(user_id, email)?;
        Ok(user_id)
    }

    /// Replaces the registration of an unconfirmed user by this one.
    fn register_again(&self, user_id: i64) -> store::Result<()> {
        let email = &self.registration.email;
        users::register_again(self.tx, user_id, &self.new_user(email), self.now)?;
        attributions::withdraw(self.tx, user_id, self.now)?;
        self.store_referral(user_id, email)
    }

    /// Registers a new user again, who has a referral that is withdrawn for it.
    fn register_twice(&self, user_id: i64) -> store::Result<()> {
        attributions::ensure(self.tx, user_id, self.now)?;
        self.register_again(user_id)
    }

    /// The address has a confirmed owner, who is told.
    fn notify_owner(&self) -> store::Result<()> {
        known_address::enqueue(self.app, self.tx, &self.registration.email, self.now)
    }

    fn new_user<'u>(&'u self, email: &'u Email) -> NewUser<'u> {
        let Registration { firstname, lang, .. } = self.registration;
        NewUser { firstname: firstname.as_ref(), email, password: self.password, lang: lang.map(Lang::code) }
    }

    /// The referral with its fraud signals, the audit entry and the email that confirms the address.
    fn store_referral(&self, user_id: i64, email: &Email) -> store::Result<()> {
        let Steps { app, tx, registration, now, .. } = *self;
        if let (Some(claim), Some(eligibility)) = (&registration.claim, self.eligibility)
            && let Some(attribution) = attributions::insert(tx, user_id, claim, eligibility, now)?
        {
            // An admin can have put referees below an unconfirmed user.
            follow::branch(tx, user_id, now)?;
            announce(tx, Announcement::ReferralRegistered { referee: user_id }, now)?;
            let candidate = Candidate { id: user_id, email, claim, signals: &registration.signals };
            fraud_signals::score(app, tx, attribution, &candidate, eligibility.referrer_id, now)?;
        }
        audit::insert(tx, user_id, AuditEvent::Registered, self.by, now)?;
        let browser = registration.browser.as_ref().map(Token::hash);
        let lang = registration.lang.unwrap_or(app.brand().language);
        activation::enqueue(app, tx, user_id, email, lang, browser.as_ref(), now)
    }
}

/// An address without a user, next to `email` in an index.
fn decoy(email: &Email) -> Email {
    let number = tokens::request_id().to_ascii_lowercase();
    match email.as_str().rsplit_once('@') {
        Some((local, domain)) if email.as_str().len() + number.len() < Email::MAX_CHARS => {
            Email::from_db(format!("{local}-{number}@{domain}"))
        }
        _ => Email::from_db(format!("{number}@invalid")),
    }
}
