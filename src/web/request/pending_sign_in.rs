//! Pending sign-in: a right password that waits for the second factor. A signed cookie keeps it, so
//! the server has no state of it, and a change of the password ends it.

use crate::crypto::tokens::Purpose;
use crate::domain::timestamp::{MINUTE, Timestamp};
use crate::store::users::{self, User};
use crate::web::response::cookies::CookieName;
use crate::web::{request::context::RequestContext, response::error::HttpError};

/// Time to find the phone.
const LIFETIME_SECONDS: i64 = 10 * MINUTE;

const NUMBER_BYTES: usize = 8;

/// Keeps that the user's password was right in this browser.
pub fn keep(ctx: &RequestContext, user: &User) {
    let payload = [
        &user.id.to_be_bytes()[..],
        &ctx.now.0.to_be_bytes(),
        &ctx.app.signer.hash(Purpose::PendingSignIn, &[&user.id.to_be_bytes(), user.password.as_bytes()]),
    ]
    .concat();
    let sealed = ctx.app.signer.sign(Purpose::PendingSignIn, &payload);
    ctx.set_cookie(CookieName::SignIn, sealed, Some(LIFETIME_SECONDS));
}

/// The user whose password was right, while the cookie lasts.
pub fn find(ctx: &RequestContext) -> Result<Option<User>, HttpError> {
    let Some((user_id, at, tag)) = read(ctx) else { return Ok(None) };
    if !(0..LIFETIME_SECONDS).contains(&ctx.now.since(at)) {
        return Ok(None);
    }
    let user = ctx.app.db.read(|conn| users::find_by_id(conn, user_id))?;
    Ok(user.filter(|user| {
        let parts = [&user.id.to_be_bytes()[..], user.password.as_bytes()];
        user.disabled_at.is_none() && ctx.app.signer.is_hash(Purpose::PendingSignIn, &parts, &tag, ctx.now)
    }))
}

pub fn clear(ctx: &RequestContext) {
    ctx.clear_cookie(CookieName::SignIn);
}

fn read(ctx: &RequestContext) -> Option<(i64, Timestamp, Vec<u8>)> {
    let payload = ctx.app.signer.verify(Purpose::PendingSignIn, ctx.cookie(CookieName::SignIn)?, ctx.now)?;
    let (user_id, rest) = payload.split_first_chunk::<NUMBER_BYTES>()?;
    let (at, tag) = rest.split_first_chunk::<NUMBER_BYTES>()?;
    Some((i64::from_be_bytes(*user_id), Timestamp(i64::from_be_bytes(*at)), tag.to_vec()))
}
