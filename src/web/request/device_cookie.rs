//! Device cookie (OWASP Slow Down Online Guessing Attacks): an account's owner signed in with this
//! browser, so guesses from other browsers do not use up its quota.

use crate::actions::fraud_signals;
use crate::app::App;
use crate::crypto::tokens::{self, Hash, Purpose};
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::store::users::{self, User};
use crate::web::response::cookies::CookieName;
use crate::web::{request::context::RequestContext, response::error::HttpError};

/// Lifetime of the cookie, which its own time enforces: a copy may outlive the browser's.
const LIFETIME_SECONDS: i64 = 365 * DAY;

const FINGERPRINT_BYTES: usize = 16;
const TIME_BYTES: usize = 8;

/// Makes the browser known to the user until the password changes.
pub fn set(ctx: &RequestContext, user: &User) {
    let payload = [
        &fraud_signals::device_fingerprint(ctx.app, &user.email)[..],
        &ctx.now.0.to_be_bytes(),
        &password_tag(ctx.app, user),
    ]
    .concat();
    let sealed = ctx.app.signer.sign(Purpose::Device, &payload);
    ctx.set_cookie(CookieName::Device, sealed, Some(LIFETIME_SECONDS));
}

/// Whether the browser is known to the account of this address. Only the holder of a cookie for the
/// address makes it read the database, so it tells nothing of other addresses.
pub fn is_known(ctx: &RequestContext, email: &Email) -> Result<bool, HttpError> {
    let Some((fingerprint, tag)) = read(ctx) else { return Ok(false) };
    if !tokens::constant_time_eq(&fingerprint, &fraud_signals::device_fingerprint(ctx.app, email)) {
        return Ok(false);
    }
    let user = ctx.app.db.read(|conn| users::find_by_email(conn, email))?;
    Ok(user.is_some_and(|user| tokens::constant_time_eq(&tag, &password_tag(ctx.app, &user))))
}

/// Fingerprint of the account that the browser is or was known to.
pub fn fingerprint(ctx: &RequestContext) -> Option<Vec<u8>> {
    read(ctx).map(|(fingerprint, _)| fingerprint)
}

/// Fingerprint and password tag of a cookie of this site within its lifetime.
fn read(ctx: &RequestContext) -> Option<(Vec<u8>, Vec<u8>)> {
    let payload = ctx.app.signer.verify(Purpose::Device, ctx.cookie(CookieName::Device)?)?;
    let (fingerprint, rest) = payload.split_at_checked(FINGERPRINT_BYTES)?;
    let (set_at, tag) = rest.split_first_chunk::<TIME_BYTES>()?;
    let age_seconds = ctx.now.since(Timestamp(i64::from_be_bytes(*set_at)));
    (age_seconds < LIFETIME_SECONDS).then(|| (fingerprint.to_vec(), tag.to_vec()))
}

/// Differs after each change of the password.
fn password_tag(app: &App, user: &User) -> Hash {
    app.signer.hash(Purpose::Device, &[user.email.as_str().as_bytes(), user.password.as_bytes()])
}
