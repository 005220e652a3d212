//! Device cookie (OWASP Slow Down Online Guessing Attacks): an account's owner signed in with this
//! browser, so guesses from other browsers do not use up its quota.

use crate::actions::fraud_signals;
use crate::app::App;
use crate::crypto::tokens::Purpose;
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::second_factors::StoredFactor;
use crate::store::users::{self, User};
use crate::web::response::cookies::CookieName;
use crate::web::{request::context::RequestContext, response::error::HttpError};

/// Lifetime of the cookie, which its own time enforces: a copy may outlive the browser's.
const LIFETIME_SECONDS: i64 = 365 * DAY;

/// How long a remembered browser is not asked for the second factor again.
const REMEMBERED_SECONDS: i64 = 30 * DAY;

const FINGERPRINT_BYTES: usize = 16;
const TIME_BYTES: usize = 8;
const TAG_BYTES: usize = 32;

/// What the cookie says.
struct Device {
    fingerprint: Vec<u8>,
    /// Differs after each change of the password.
    password_tag: Vec<u8>,
    /// Since when the second factor is remembered, and the tag of that factor.
    remembered: Option<(Timestamp, Vec<u8>)>,
}

/// Makes the browser known to the user until the password changes.
pub fn set(ctx: &RequestContext, user: &User) {
    write(ctx, user, &[]);
}

/// The same, and the browser is not asked for this second factor for 30 days from `since`.
pub fn set_remembered(ctx: &RequestContext, user: &User, factor: &StoredFactor, since: Timestamp) {
    write(
        ctx,
        user,
        &[
            &since.0.to_be_bytes()[..],
            &ctx.app.signer.hash(Purpose::Device, &factor_parts(&user.id.to_be_bytes(), factor)),
        ]
        .concat(),
    );
}

fn write(ctx: &RequestContext, user: &User, remembered: &[u8]) {
    let payload = [
        &fraud_signals::device_fingerprint(ctx.app, &user.email)[..],
        &ctx.now.0.to_be_bytes(),
        &ctx.app.signer.hash(Purpose::Device, &password_parts(user)),
        remembered,
    ]
    .concat();
    let sealed = ctx.app.signer.sign(Purpose::Device, &payload);
    ctx.set_cookie(CookieName::Device, sealed, Some(LIFETIME_SECONDS));
}

/// Whether the browser is known to the account of this address. Only the holder of a cookie for the
/// address makes it read the database, so it tells nothing of other addresses.
pub fn is_known(ctx: &RequestContext, email: &Email) -> Result<bool, HttpError> {
    let Some(device) = read(ctx) else { return Ok(false) };
    if !fraud_signals::is_fingerprint(ctx.app, email, &device.fingerprint, ctx.now) {
        return Ok(false);
    }
    let user = ctx.app.db.read(|conn| users::find_by_email(conn, email))?;
    Ok(user.is_some_and(|user| device.is_of(ctx.app, &user, ctx.now)))
}

/// Whether the browser is known to this user.
pub fn is_of(ctx: &RequestContext, user: &User) -> bool {
    read(ctx).is_some_and(|device| device.is_of(ctx.app, user, ctx.now))
}

/// Since when the second factor of this user is remembered here, if it still is.
pub fn remembered_since(ctx: &RequestContext, user: &User, factor: &StoredFactor) -> Option<Timestamp> {
    let device = read(ctx).filter(|device| device.is_of(ctx.app, user, ctx.now))?;
    let (since, tag) = device.remembered?;
    let is_recent = (0..REMEMBERED_SECONDS).contains(&ctx.now.since(since));
    let is_tag = || {
        ctx.app.signer.is_hash(Purpose::Device, &factor_parts(&user.id.to_be_bytes(), factor), &tag, ctx.now)
    };
    (is_recent && is_tag()).then_some(since)
}

/// Fingerprint of the account that the browser is or was known to.
pub fn fingerprint(ctx: &RequestContext) -> Option<Vec<u8>> {
    read(ctx).map(|device| device.fingerprint)
}

/// A cookie of this site within its lifetime.
fn read(ctx: &RequestContext) -> Option<Device> {
    let payload = ctx.app.signer.verify(Purpose::Device, ctx.cookie(CookieName::Device)?, ctx.now)?;
    let (fingerprint, rest) = payload.split_at_checked(FINGERPRINT_BYTES)?;
    let (set_at, rest) = rest.split_first_chunk::<TIME_BYTES>()?;
    let (password_tag, rest) = rest.split_at_checked(TAG_BYTES)?;
    let remembered = rest
        .split_first_chunk::<TIME_BYTES>()
        .map(|(since, tag)| (Timestamp(i64::from_be_bytes(*since)), tag.to_vec()));
    let age_seconds = ctx.now.since(Timestamp(i64::from_be_bytes(*set_at)));
    (age_seconds < LIFETIME_SECONDS).then(|| Device {
        fingerprint: fingerprint.to_vec(),
        password_tag: password_tag.to_vec(),
        remembered,
    })
}

impl Device {
    fn is_of(&self, app: &App, user: &User, now: Timestamp) -> bool {
        fraud_signals::is_fingerprint(app, &user.email, &self.fingerprint, now)
            && app.signer.is_hash(Purpose::Device, &password_parts(user), &self.password_tag, now)
    }
}

/// The hash of these differs after each change of the password.
fn password_parts(user: &User) -> [&[u8]; 2] {
    [user.email.as_str().as_bytes(), user.password.as_bytes()]
}

/// The hash of these differs after each change of the second factor, and when its browsers are forgotten.
fn factor_parts<'f>(user_id: &'f [u8], factor: &'f StoredFactor) -> [&'f [u8]; 3] {
    [user_id, b"factor", &factor.browsers]
}
