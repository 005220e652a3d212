//! Throttle: rate limits by client network and by target (account, email address, member). Counting
//! never depends on whether an account exists.

use crate::actions::fraud_signals::RequestSignals;
use crate::app::rate_limit::{QuotaKey, RateLimit};
use crate::crypto::hash_queue::HashOrigin;
use crate::domain::email::Email;
use crate::domain::mailbox_key::mailbox_key;
use crate::domain::security_event::SecurityEvent;
use crate::mail::emails;
use crate::metrics::security_log::SecurityLine;
use crate::store::audit::{Actor, AuditEvent, AuditSource};
use crate::store::outbox::MessageKind;
use crate::store::referrals::CodeConflict;
use crate::store::users::User;
use crate::web::{
    request::{
        click_source, context::RequestContext, device_cookie, registration_cookie, signed_in::SignedIn,
    },
    response::error::HttpError,
};

/// How many browsers that registered an address have a quota of emails to it: strangers have such
/// browsers too, and cause no more emails with further ones.
const MAX_OWN_BROWSERS: i64 = 5;

/// A counted sign-in attempt. Dropping it leaves the attempt counted.
#[must_use]
pub struct LoginAttempt<'v, 'r> {
    ctx: &'v RequestContext<'r>,
    account: (RateLimit, String),
    /// For the hash of the password.
    pub origin: HashOrigin,
}

/// Where a password comes from that is hashed, for the fair queue of hashes. `is_known`: the browser
/// or link is an account's own.
pub fn hash_origin(ctx: &RequestContext, is_known: bool) -> HashOrigin {
    HashOrigin::new(ctx.limited_networks().into_iter().map(|key| (key.name, key.factor)), is_known)
}

/// Counts a sign-in attempt.
pub fn limit_sign_in<'v, 'r>(
    ctx: &'v RequestContext<'r>,
    email: &Email,
) -> Result<LoginAttempt<'v, 'r>, HttpError> {
    let known = device_cookie::is_known(ctx, email)?;
    let limit = if known { RateLimit::PasswordFromKnownBrowser } else { RateLimit::PasswordOfAccount };
    let account = (limit, email.to_string());
    acquire_for_network(ctx, RateLimit::PasswordFromOrigin)?;
    acquire(ctx, account.0, &account.1)?;
    Ok(LoginAttempt { ctx, account, origin: hash_origin(ctx, known || ctx.session()?.is_some()) })
}

/// Counts an attempt at a second factor, as one at a password: strangers who know the password do not
/// use up what a browser has that signed in before.
pub fn limit_factor<'v, 'r>(
    ctx: &'v RequestContext<'r>,
    user: &User,
) -> Result<LoginAttempt<'v, 'r>, HttpError> {
    let known = device_cookie::is_of(ctx, user);
    let account = (RateLimit::FactorOfAccount, format!("{} {known}", user.id));
    acquire_for_network(ctx, RateLimit::PasswordFromOrigin)?;
    acquire(ctx, account.0, &account.1)?;
    Ok(LoginAttempt { ctx, account, origin: hash_origin(ctx, known) })
}

impl LoginAttempt<'_, '_> {
    /// Correct password: refunds the attempt and resets the account's counter.
    pub fn record_success(self) {
        let app = self.ctx.app;
        self.ctx.take_acquired();
        app.rate_limiter.reset(self.account.0, &self.account.1);
        for network in self.ctx.limited_networks() {
            app.rate_limiter.refund(RateLimit::PasswordFromOrigin, &network);
        }
    }

    /// Wrong password: one log line for fail2ban, and an audit entry, which is kept when there is an
    /// account.
    pub fn record_failure(self, user_id: Option<i64>, event: SecurityEvent) {
        log_auth_failure(self.ctx, "sign-in failed");
        SecurityLine { by: "stranger", ..SecurityLine::refusal(event, user_id, None) }.write();
        let by = AuditSource::new(Actor::Visitor, self.ctx.device());
        let what = match event {
            SecurityEvent::SecondFactorFailed => AuditEvent::FactorFailed,
            _ => AuditEvent::SignInFailed,
        };
        self.ctx.app.write_buffer.record_audit(user_id, what, by, self.ctx.now);
    }
}

/// A reset by email proves the account's owner: the browser is known from now on, and the guesses of
/// strangers before it count no longer.
pub fn record_reset(ctx: &RequestContext, user: &User) {
    for limit in [RateLimit::PasswordOfAccount, RateLimit::PasswordFromKnownBrowser] {
        ctx.app.rate_limiter.reset(limit, user.email.as_str());
    }
    device_cookie::set(ctx, user);
}

/// Fraud signals of the request.
pub fn request_signals(ctx: &RequestContext) -> Result<RequestSignals, HttpError> {
    Ok(RequestSignals {
        signed_in: ctx.session()?.map(|me| me.user.id),
        known_by: device_cookie::fingerprint(ctx),
        networks: click_source::daily_networks(ctx),
    })
}

/// Counts an attempt at a one-time code.
pub fn limit_otp(ctx: &RequestContext, email: &Email) -> Result<(), HttpError> {
    acquire_for_network(ctx, RateLimit::DigitsFromOrigin)?;
    acquire_for_address(ctx, RateLimit::DigitsOfAccount, email, email.as_str())
}

/// Counts a registration, which sends an email.
pub fn limit_registration(ctx: &RequestContext, email: &Email) -> Result<(), HttpError> {
    acquire_for_network(ctx, RateLimit::RegistrationFromOrigin)?;
    limit_recipient(ctx, MessageKind::Activation, email)
}

/// Counts an email of a kind that a visitor causes, by network and by recipient.
pub fn limit_email(ctx: &RequestContext, kind: MessageKind, to: &Email) -> Result<(), HttpError> {
    acquire_for_network(ctx, RateLimit::EmailFromNetwork)?;
    limit_recipient(ctx, kind, to)
}

/// Counts an email to an address that someone named: by its mailbox, which has many addresses, and in
/// all. The ceiling over all takes nothing from the other quotas.
fn limit_recipient(ctx: &RequestContext, kind: MessageKind, to: &Email) -> Result<(), HttpError> {
    if let Some(limit) = emails::find(kind).limit {
        acquire_for_address(ctx, limit, to, &mailbox_key(to))?;
    }
    acquire(ctx, RateLimit::EmailInAll, "").inspect_err(|_| refund_unserved(ctx))
}

/// Counts an invitation by email.
pub fn limit_invitation(ctx: &RequestContext, me: &SignedIn, email: &Email) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::InvitationByUser, &me.user.id.to_string())?;
    limit_recipient(ctx, MessageKind::Invitation, email)
}

/// Counts a look-up of a code by email address.
pub fn limit_lookup(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::LookupByUser, &me.user.id.to_string())
}

/// Counts a data export.
pub fn limit_data_export(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::DownloadByUser, &me.user.id.to_string())
}

/// Counts a new code. Codes are never removed from the table, so deleting one needs no limit.
pub fn limit_code_creation(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::CodeByUser, &me.user.id.to_string())
}

/// Refunds a code that was refused because an active one exists. A taken code stays counted, or
/// taken codes could be probed.
pub fn refund_code_creation(ctx: &RequestContext, me: &SignedIn, why: CodeConflict) {
    if why == CodeConflict::ActiveExists {
        ctx.app.rate_limiter.refund(RateLimit::CodeByUser, &QuotaKey::new(&me.user.id.to_string()));
    }
}

/// Counts a change of a code.
pub fn limit_code_change(ctx: &RequestContext, me: &SignedIn) -> Result<(), HttpError> {
    acquire(ctx, RateLimit::CodeChangeByUser, &me.user.id.to_string())
}

/// Logs an authentication failure with the client IP, for fail2ban.
pub fn log_auth_failure(ctx: &RequestContext, what: &str) {
    log::warn!(target: "auth", client:% = ctx.client_ip(); "{what}");
}

/// Logs a wrong one-time code.
pub fn log_wrong_digits(ctx: &RequestContext) {
    log_auth_failure(ctx, "wrong digits");
    SecurityLine::refusal(SecurityEvent::DigitsWrong, None, None).write();
}

/// Logs a request that was refused for its origin or its rights, throttled by network: no rate limit
/// counts these.
pub fn log_refused_request(ctx: &RequestContext, event: SecurityEvent, reason: Option<&'static str>) {
    let network = ctx.limited_networks().into_iter().next().map(|key| key.name).unwrap_or_default();
    if ctx.app.rate_limiter.acquire_event_line(event.name(), &network, ctx.now) {
        let user = ctx.session().ok().flatten().map(|me| me.user.id);
        SecurityLine::refusal(event, user, reason).write();
    }
}

fn acquire_for_network(ctx: &RequestContext, limit: RateLimit) -> Result<(), HttpError> {
    acquire_all(ctx, limit, ctx.limited_networks())
}

fn acquire(ctx: &RequestContext, limit: RateLimit, key: &str) -> Result<(), HttpError> {
    acquire_all(ctx, limit, vec![QuotaKey::new(key)])
}

/// Takes an attempt from the quota of an address, or of its mailbox. Strangers may have used that up: a
/// browser that is the owner's, as far as it can be known, has another one.
fn acquire_for_address(
    ctx: &RequestContext,
    limit: RateLimit,
    email: &Email,
    key: &str,
) -> Result<(), HttpError> {
    let shared = QuotaKey::new(key);
    if ctx.app.rate_limiter.acquire_all(limit, std::slice::from_ref(&shared), ctx.now).is_ok() {
        ctx.note_acquired(limit, shared);
        return Ok(());
    }
    match own_quota(ctx, limit, email)? {
        Some((own_limit, keys)) => acquire_all(ctx, own_limit, keys),
        None => acquire_all(ctx, limit, vec![shared]),
    }
}

/// The quota that the browser has apart from the address's. Which one depends on its cookies alone,
/// not on whether the address has an account.
fn own_quota(
    ctx: &RequestContext,
    limit: RateLimit,
    email: &Email,
) -> Result<Option<(RateLimit, Vec<QuotaKey>)>, HttpError> {
    let browser = || {
        let token = registration_cookie::token_for(ctx, email)?;
        Some(QuotaKey::new(&format!("{email} {}", token.as_str())))
    };
    Ok(match limit {
        RateLimit::DigitsOfAccount => browser().map(|key| (RateLimit::DigitsFromOwnBrowser, vec![key])),
        RateLimit::ConfirmationToAddress => browser().map(|key| {
            let all = QuotaKey::times(MAX_OWN_BROWSERS, &mailbox_key(email));
            (RateLimit::ConfirmationForOwnBrowser, vec![key, all])
        }),
        RateLimit::ResetToAddress if device_cookie::is_known(ctx, email)? => {
            Some((RateLimit::ResetForKnownBrowser, vec![QuotaKey::new(email.as_str())]))
        }
        _ => None,
    })
}

fn acquire_all(ctx: &RequestContext, limit: RateLimit, keys: Vec<QuotaKey>) -> Result<(), HttpError> {
    ctx.app.rate_limiter.acquire_all(limit, &keys, ctx.now).map_err(|seconds| {
        log_refusal(ctx, limit);
        HttpError::TooMany(seconds)
    })?;
    keys.into_iter().for_each(|key| ctx.note_acquired(limit, key));
    Ok(())
}

/// Refunds every attempt of a request that the server could not serve (503): a full hash queue
/// locks no honest visitor out.
pub fn refund_unserved(ctx: &RequestContext) {
    for (limit, key) in ctx.take_acquired() {
        ctx.app.rate_limiter.refund(limit, &key);
    }
}

/// One log line a refusal, throttled: more than fail2ban needs would only fill the log. The metrics
/// count every refusal. The ceiling over all emails is no visitor's doing, so its line names none.
fn log_refusal(ctx: &RequestContext, limit: RateLimit) {
    if limit == RateLimit::EmailInAll {
        if ctx.app.rate_limiter.acquire_log_line(limit, "", ctx.now) {
            let (emails, seconds) = limit.quota();
            log::warn!(
                emails = emails, seconds = seconds;
                "mail: people asked for more emails than the ceiling allows; further ones are answered 429"
            );
        }
        return;
    }
    let network = ctx.limited_networks().into_iter().next().map(|key| key.name).unwrap_or_default();
    if ctx.app.rate_limiter.acquire_log_line(limit, &network, ctx.now) {
        log_auth_failure(ctx, "too many attempts");
        let user = ctx.session().ok().flatten().map(|me| me.user.id);
        SecurityLine::refusal(SecurityEvent::AttemptsLimited, user, Some(limit.label())).write();
    }
}
