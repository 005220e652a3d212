//! Registration cookie, encrypted: the browser that registered may confirm by opening the email's
//! link, and need not enter the email address again.

use serde::{Deserialize, Serialize};

use crate::crypto::tokens::{Purpose, Token};
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::web::request::context::RequestContext;
use crate::web::response::cookies::CookieName;

const LIFETIME_SECONDS: i64 = DAY;

/// Contents of the cookie. They do not depend on whether the address has an account.
#[derive(Serialize, Deserialize)]
pub struct RegistrationCookie {
    browser_token: String,
    pub email: String,
    /// Unix time in seconds when the link and the one-time code expire.
    expires_at: i64,
}

impl RegistrationCookie {
    pub fn expires_at(&self) -> Timestamp {
        Timestamp(self.expires_at)
    }
}

/// Sets the cookie and returns the browser's token, which stays the same for an address: registering
/// again gives a browser no new quota.
pub fn issue(ctx: &RequestContext, email: &Email) -> Token {
    let browser = token_for(ctx, email).unwrap_or_else(Token::generate);
    write(ctx, &browser, email);
    browser
}

/// Extends the cookie after another confirmation email. A browser without one gets a new token,
/// which confirms nothing.
pub fn renew(ctx: &RequestContext, email: &Email) {
    write(ctx, &token_for(ctx, email).unwrap_or_else(Token::generate), email);
}

/// The browser's token, if it registered this address within a day.
pub fn token_for(ctx: &RequestContext, email: &Email) -> Option<Token> {
    let registered = read(ctx).filter(|r| r.email == email.as_str())?;
    // A copy may outlive the browser's cookie.
    let is_recent = ctx.now < registered.expires_at().plus(LIFETIME_SECONDS);
    Token::parse(&registered.browser_token).filter(|_| is_recent)
}

/// The browser's token, whichever address it registered.
pub fn browser_token(ctx: &RequestContext) -> Option<Token> {
    Token::parse(&read(ctx)?.browser_token)
}

pub fn read(ctx: &RequestContext) -> Option<RegistrationCookie> {
    let payload =
        ctx.app.signer.verify(Purpose::Registration, ctx.cookie(CookieName::Registration)?, ctx.now)?;
    serde_json::from_slice(&payload).ok()
}

fn write(ctx: &RequestContext, browser: &Token, email: &Email) {
    let registration = RegistrationCookie {
        browser_token: browser.as_str().to_owned(),
        email: email.to_string(),
        expires_at: ctx.now.plus(ctx.app.config.accounts.activation_seconds).0,
    };
    let payload = serde_json::to_vec(&registration).expect("strings and numbers serialize");
    ctx.set_cookie(
        CookieName::Registration,
        ctx.app.signer.sign(Purpose::Registration, &payload),
        Some(LIFETIME_SECONDS),
    );
}
