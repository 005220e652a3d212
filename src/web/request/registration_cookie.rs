//! The registration cookie: a signed note that this browser registered a user. It may confirm by
//! opening the link of the email, and needs not ask for the email address again.

use serde::{Deserialize, Serialize};

use crate::crypto::tokens::{Purpose, Token};
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Timestamp};
use crate::web::request::context::RequestContext;
use crate::web::response::cookies::CookieName;

/// What the cookie says. It says the same whether or not the address was known.
#[derive(Serialize, Deserialize)]
pub struct RegistrationCookie {
    browser_token: String,
    /// As it was typed by this very browser.
    pub email: String,
    /// Until when the letter's link and digits work.
    expires_at: i64,
}

impl RegistrationCookie {
    pub fn browser_token(&self) -> Option<Token> {
        Token::parse(&self.browser_token)
    }

    pub fn expires_at(&self) -> Timestamp {
        Timestamp(self.expires_at)
    }
}

/// Sets the cookie; returns what its browser is known by.
pub fn issue(ctx: &RequestContext, email: &Email) -> Token {
    let browser = Token::generate();
    write(ctx, &browser, email);
    browser
}

/// Moves the end in the cookie on, because another letter was asked for. A browser that registered nobody gets one
/// that only remembers the address.
pub fn renew(ctx: &RequestContext, email: &Email) {
    let kept = read(ctx).filter(|r| r.email == email.as_str()).and_then(|r| r.browser_token());
    write(ctx, &kept.unwrap_or_else(Token::generate), email);
}

pub fn read(ctx: &RequestContext) -> Option<RegistrationCookie> {
    let payload = ctx.app.signer.verify(Purpose::Registration, ctx.cookie(CookieName::Registration)?)?;
    serde_json::from_slice(&payload).ok()
}

fn write(ctx: &RequestContext, browser: &Token, email: &Email) {
    let registration = RegistrationCookie {
        browser_token: browser.as_str().to_owned(),
        email: email.to_string(),
        expires_at: ctx.now.plus(ctx.app.config.accounts.activation_seconds).0,
    };
    let payload = serde_json::to_vec(&registration).unwrap_or_default();
    ctx.set_cookie(CookieName::Registration, ctx.app.signer.sign(Purpose::Registration, &payload), Some(DAY));
}
