//! That this browser registered somebody: a signed cookie, so that it may confirm the address by opening the letter's
//! link, and need not ask for the address again.

use serde::{Deserialize, Serialize};

use crate::crypto::tokens::{Purpose, Token};
use crate::domain::email::Email;
use crate::domain::timestamp::{DAY, Moment};
use crate::web::request::context::Visit;
use crate::web::response::cookies::Name;

/// What the cookie says. It says the same whether or not the address was known.
#[derive(Serialize, Deserialize)]
pub struct Registration {
    browser: String,
    /// As it was typed by this very browser.
    pub email: String,
    /// Until when the letter's link and digits work.
    until: i64,
}

impl Registration {
    pub fn browser(&self) -> Option<Token> {
        Token::read(&self.browser)
    }

    pub fn until(&self) -> Moment {
        Moment(self.until)
    }
}

/// Sets the cookie; returns what its browser is known by.
pub fn remember(visit: &Visit, email: &Email) -> Token {
    let browser = Token::draw();
    write(visit, &browser, email);
    browser
}

/// Moves the end in the cookie on, because another letter was asked for. A browser that registered nobody gets one
/// that only remembers the address.
pub fn renew(visit: &Visit, email: &Email) {
    let kept = read(visit).filter(|r| r.email == email.as_str()).and_then(|r| r.browser());
    write(visit, &kept.unwrap_or_else(Token::draw), email);
}

pub fn read(visit: &Visit) -> Option<Registration> {
    let payload = visit.app.signer.open(Purpose::Registration, visit.cookie(Name::Registration)?)?;
    serde_json::from_slice(&payload).ok()
}

fn write(visit: &Visit, browser: &Token, email: &Email) {
    let registration = Registration {
        browser: browser.as_str().to_owned(),
        email: email.to_string(),
        until: visit.now.plus(visit.app.config.accounts.activation_seconds).0,
    };
    let payload = serde_json::to_vec(&registration).unwrap_or_default();
    visit.set_cookie(Name::Registration, visit.app.signer.seal(Purpose::Registration, &payload), Some(DAY));
}
