//! Before something that can be tried too often: takes it from the allowances of where it comes from and of what it
//! is aimed at. What is counted never depends on whether an account exists.

use crate::actions::fraud_signals::{self, RequestSignals};
use crate::app::rate_limit::{self, RateLimit};
use crate::crypto::tokens::Purpose;
use crate::domain::email::Email;
use crate::domain::timestamp::DAY;
use crate::mail::emails;
use crate::store::audit::{Actor, AuditEvent, AuditSource};
use crate::store::outbox::MessageKind;
use crate::store::referrals::CodeConflict;
use crate::web::response::cookies::CookieName;
use crate::web::{
    request::{click_source, context::RequestContext, session::SignedIn},
    response::error::HttpError,
};

/// A password about to be compared. Dropping it leaves the attempt counted.
#[must_use]
pub struct LoginAttempt<'v, 'r> {
    ctx: &'v RequestContext<'r>,
    account: (RateLimit, String),
}

/// How long a browser that has signed in is known.
const DEVICE_COOKIE_SECONDS: i64 = 365 * DAY;

/// Counts an attempt to sign in.
pub fn limit_sign_in<'v, 'r>(
    ctx: &'v RequestContext<'r>,
    email: &Email,
) -> Result<LoginAttempt<'v, 'r>, HttpError> {
    // OWASP's device cookie: strangers who guess at an account use up their own allowance and not its owner's.
    let known = ctx.cookie(CookieName::Device) == Some(device_cookie(ctx, email).as_str());
    let deed = if known { RateLimit::PasswordFromKnownBrowser } else { RateLimit::PasswordOfAccount };
    let account = (deed, email.to_string());
    acquire_for_network(ctx, RateLimit::PasswordFromOrigin)?;
    acquire(ctx, account.0, &account.1)?;
    Ok(LoginAttempt { ctx, account })
}

impl LoginAttempt<'_, '_> {
    /// It was the right one: it does not count, and earlier failures are forgiven.
    pub fn record_success(self) {
        let app = self.ctx.app;
        self.ctx.take_acquired();
        app.rate_limiter.reset(self.account.0, &self.account.1);
        if let Some(origin) = rate_limit::client_network(self.ctx.client_ip()) {
            app.rate_limiter.refund(RateLimit::PasswordFromOrigin, &origin);
        }
    }

    /// It was wrong: one line that fail2ban reads, and an entry for the owner of the account, if there is one.
    pub fn record_failure(self, user_id: Option<i64>) {
        log_auth_failure(self.ctx, "sign-in failed");
        if let Some(user_id) = user_id {
            let by = AuditSource { actor: Actor::Visitor, device: self.ctx.device() };
            self.ctx.app.write_buffer.record_audit(user_id, AuditEvent::SignInFailed, by, self.ctx.now);
        }
    }
}

/// From now on this browser is known to belong to the owner of an account.
pub fn remember_browser(ctx: &RequestContext, email: &Email) {
    ctx.set_cookie(CookieName::Device, device_cookie(ctx, email), Some(DEVICE_COOKIE_SECONDS));
}

/// What a visit shows of who sits before it.
pub fn request_signals(ctx: &RequestContext) -> Result<RequestSignals, HttpError> {
    Ok(RequestSignals {
        signed_in: ctx.session()?.map(|me| me.user.id),
        known_by: ctx
            .cookie(CookieName::Device)
            .and_then(|sealed| ctx.app.signer.verify(Purpose::Device, sealed)),
        network: click_source::daily_network_hash(ctx),
    })
}

fn device_cookie(ctx: &RequestContext, email: &Email) -> String {
    ctx.app.signer.sign(Purpose::Device, &fraud_signals::device_fingerprint(ctx.app, email))
}

/// Counts an attempt at the six digits of an address.
pub fn limit_otp(ctx: &RequestContext, email: &Email) -> Result<(), HttpError> {
    acquire_for_network(ctx, RateLimit::DigitsFromOrigin)?;
    acquire(ctx, RateLimit::DigitsOfAccount, email.as_str())
}

/// Counts a registration, which sends a letter.
pub fn limit_registration(ctx: &RequestContext, email: &Email) -> Result<(), HttpError> {
    acquire_for_network(ctx, RateLimit::RegistrationFromOrigin)?;
    acquire(ctx, RateLimit::ConfirmationToAddress, email.as_str())
}

/// Counts an email of this kind that a visitor causes, by network and by recipient.
pub fn limit_email(ctx: &RequestContext, kind: MessageKind, to: &Email) -> Result<(), HttpError> {
    acquire_for_network(ctx, RateLimit::LetterFromOrigin)?;
    emails::find(kind).limit.map_or(Ok(()), |limit| acquire(ctx, limit, to.as_str()))
}

/// Counts an invitation that a person sends to an address.
pub fn limit_invitation(ctx: &RequestContext, me: &SignedIn, email: &Email) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::InvitationByUser, &me.user.id.to_string())?;
    acquire(ctx, RateLimit::InvitationToAddress, email.as_str())
}

/// Counts a look-up of somebody's code by their address.
pub fn limit_lookup(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::LookupByUser, &me.user.id.to_string())
}

/// Counts a download of all that is kept about a person.
pub fn limit_data_export(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::DownloadByUser, &me.user.id.to_string())
}

/// Counts a code that a person adds: each stays for ever, also when it is deleted. So nobody can delete more than they
/// added, and deleting needs no allowance.
pub fn limit_code_creation(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::CodeByUser, &me.user.id.to_string())
}

/// It was not added. Whoever has one already may ask as often as they like; which codes are taken is still counted.
pub fn refund_code_creation(ctx: &RequestContext, me: &SignedIn, why: CodeConflict) {
    if why == CodeConflict::ActiveExists {
        ctx.app.rate_limiter.refund(RateLimit::CodeByUser, &me.user.id.to_string());
    }
}

/// Counts a change that a person makes to one of their codes.
pub fn limit_code_change(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::CodeChangeByUser, &me.user.id.to_string())
}

/// The one line about a failure that names where it came from, so that fail2ban can act on it.
pub fn log_auth_failure(ctx: &RequestContext, what: &str) {
    log::warn!(target: "auth", client:% = ctx.client_ip(); "{what}");
}

fn acquire_for_network(ctx: &RequestContext, deed: RateLimit) -> Result<(), HttpError> {
    match rate_limit::client_network(ctx.client_ip()) {
        Some(origin) => acquire(ctx, deed, &origin),
        None => Ok(()),
    }
}

fn acquire(ctx: &RequestContext, limit: RateLimit, key: &str) -> Result<(), HttpError> {
    ctx.app.rate_limiter.acquire(limit, key, ctx.now).map_err(|seconds| {
        log_refusal(ctx, limit);
        HttpError::TooMany(seconds)
    })?;
    ctx.note_acquired(limit, key);
    Ok(())
}

/// Refunds every attempt of a request that the server could not serve (503): a full hash queue locks
/// no honest visitor out.
pub fn refund_unserved(ctx: &RequestContext) {
    for (limit, key) in ctx.take_acquired() {
        ctx.app.rate_limiter.refund(limit, &key);
    }
}

/// One log line a refusal, throttled: more than fail2ban needs would only fill the log. The metrics
/// count every refusal.
fn log_refusal(ctx: &RequestContext, limit: RateLimit) {
    let network = rate_limit::client_network(ctx.client_ip()).unwrap_or_default();
    if ctx.app.rate_limiter.acquire_log_line(limit, &network, ctx.now) {
        log_auth_failure(ctx, "too many attempts");
    }
}
