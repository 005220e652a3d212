//! Before something that can be tried too often: takes it from the allowances of where it comes from and of what it
//! is aimed at. What is counted never depends on whether an account exists.

use crate::actions::fraud_signals::{self, Signs};
use crate::app::rate_limit::{self, Deed};
use crate::crypto::tokens::Purpose;
use crate::domain::email::Email;
use crate::domain::timestamp::DAY;
use crate::store::audit::{Actor, Trace, What};
use crate::store::referrals::Conflict;
use crate::web::response::cookies::Name;
use crate::web::{
    request::{click_source, context::Visit, session::SignedIn},
    response::error::Failure,
};

/// A password about to be compared. Dropping it leaves the attempt counted.
#[must_use]
pub struct Attempt<'v, 'r> {
    visit: &'v Visit<'r>,
    account: (Deed, String),
}

/// How long a browser that has signed in is known.
const KNOWN_SECONDS: i64 = 365 * DAY;

/// Counts an attempt to sign in.
pub fn password<'v, 'r>(visit: &'v Visit<'r>, email: &Email) -> Result<Attempt<'v, 'r>, Failure> {
    // OWASP's device cookie: strangers who guess at an account use up their own allowance and not its owner's.
    let known = visit.cookie(Name::Device) == Some(device(visit, email).as_str());
    let deed = if known { Deed::PasswordFromKnownBrowser } else { Deed::PasswordOfAccount };
    let account = (deed, email.to_string());
    by_origin(visit, Deed::PasswordFromOrigin)?;
    take(visit, account.0, &account.1)?;
    Ok(Attempt { visit, account })
}

impl Attempt<'_, '_> {
    /// It was the right one: it does not count, and earlier failures are forgiven.
    pub fn succeeded(self) {
        let app = self.visit.app;
        app.limits.forgive(self.account.0, &self.account.1);
        if let Some(origin) = rate_limit::origin(self.visit.client()) {
            app.limits.give_back(Deed::PasswordFromOrigin, &origin);
        }
    }

    /// It was wrong: one line that fail2ban reads, and an entry for the owner of the account, if there is one.
    pub fn failed(self, user_id: Option<i64>) {
        failure(self.visit, "sign-in failed");
        if let Some(user_id) = user_id {
            let by = Trace { actor: Actor::Stranger, device: self.visit.device() };
            self.visit.app.backlog.happened(user_id, What::SignInFailed, by, self.visit.now);
        }
    }
}

/// From now on this browser is known to belong to the owner of an account.
pub fn know_browser(visit: &Visit, email: &Email) {
    visit.set_cookie(Name::Device, device(visit, email), Some(KNOWN_SECONDS));
}

/// What a visit shows of who sits before it.
pub fn signs(visit: &Visit) -> Result<Signs, Failure> {
    Ok(Signs {
        signed_in: visit.session()?.map(|me| me.user.id),
        known_by: visit
            .cookie(Name::Device)
            .and_then(|sealed| visit.app.signer.open(Purpose::Device, sealed)),
        network: click_source::network_today(visit),
    })
}

fn device(visit: &Visit, email: &Email) -> String {
    visit.app.signer.seal(Purpose::Device, &fraud_signals::mark(visit.app, email))
}

/// Counts an attempt at the six digits of an address.
pub fn digits(visit: &Visit, email: &Email) -> Result<(), Failure> {
    by_origin(visit, Deed::DigitsFromOrigin)?;
    take(visit, Deed::DigitsOfAccount, email.as_str())
}

/// Counts a registration, which sends a letter.
pub fn registration(visit: &Visit, email: &Email) -> Result<(), Failure> {
    by_origin(visit, Deed::RegistrationFromOrigin)?;
    take(visit, Deed::ConfirmationToAddress, email.as_str())
}

/// Counts another letter that confirms an address.
pub fn confirmation(visit: &Visit, email: &Email) -> Result<(), Failure> {
    letter(visit, Deed::ConfirmationToAddress, email)
}

/// Counts a letter that lets the owner of an address set a new password.
pub fn reset(visit: &Visit, email: &Email) -> Result<(), Failure> {
    letter(visit, Deed::ResetToAddress, email)
}

/// Counts a letter to an address that somebody wants for their account.
pub fn address_change(visit: &Visit, email: &Email) -> Result<(), Failure> {
    letter(visit, Deed::ChangeToAddress, email)
}

/// Counts a letter that anybody may have sent to an address.
fn letter(visit: &Visit, deed: Deed, email: &Email) -> Result<(), Failure> {
    by_origin(visit, Deed::LetterFromOrigin)?;
    take(visit, deed, email.as_str())
}

/// Counts an invitation that a person sends to an address.
pub fn invitation(visit: &Visit, me: &SignedIn, email: &Email) -> Result<(), Failure> {
    take(visit, Deed::InvitationByUser, &me.user.id.to_string())?;
    take(visit, Deed::InvitationToAddress, email.as_str())
}

/// Counts a look-up of somebody's code by their address.
pub fn lookup(visit: &Visit, me: &SignedIn) -> Result<(), Failure> {
    take(visit, Deed::LookupByUser, &me.user.id.to_string())
}

/// Counts a download of all that is kept about a person.
pub fn download(visit: &Visit, me: &SignedIn) -> Result<(), Failure> {
    take(visit, Deed::DownloadByUser, &me.user.id.to_string())
}

/// Counts a code that a person adds: each stays for ever, also when it is deleted. So nobody can delete more than they
/// added, and deleting needs no allowance.
pub fn code(visit: &Visit, me: &SignedIn) -> Result<(), Failure> {
    take(visit, Deed::CodeByUser, &me.user.id.to_string())
}

/// It was not added. Whoever has one already may ask as often as they like; which codes are taken is still counted.
pub fn code_not_added(visit: &Visit, me: &SignedIn, why: Conflict) {
    if why == Conflict::ActiveExists {
        visit.app.limits.give_back(Deed::CodeByUser, &me.user.id.to_string());
    }
}

/// Counts a change that a person makes to one of their codes.
pub fn code_change(visit: &Visit, me: &SignedIn) -> Result<(), Failure> {
    take(visit, Deed::CodeChangeByUser, &me.user.id.to_string())
}

/// The one line about a failure that names where it came from, so that fail2ban can act on it.
pub fn failure(visit: &Visit, what: &str) {
    log::warn!(target: "auth", client:% = visit.client(); "{what}");
}

fn by_origin(visit: &Visit, deed: Deed) -> Result<(), Failure> {
    match rate_limit::origin(visit.client()) {
        Some(origin) => take(visit, deed, &origin),
        None => Ok(()),
    }
}

fn take(visit: &Visit, deed: Deed, key: &str) -> Result<(), Failure> {
    visit.app.limits.take(deed, key, visit.now).map_err(|seconds| {
        note_refusal(visit, deed);
        Failure::TooMany(seconds)
    })
}

/// A line about a refusal, as long as its origin has not had enough lines of its kind: more than fail2ban needs would only
/// fill the log. All of them are counted by the metrics.
fn note_refusal(visit: &Visit, deed: Deed) {
    let origin = rate_limit::origin(visit.client()).unwrap_or_default();
    if visit.app.limits.take(Deed::RefusalInLog, &format!("{deed:?} {origin}"), visit.now).is_ok() {
        failure(visit, "too many attempts");
    }
}
