//! Cookies of the site: names and attributes.

use std::fmt::Write;

use cookie::{Cookie, SameSite};
use time::Duration;

/// On https the name has the `__Host-` prefix, so no sibling host and no plain connection can set
/// it (RFC 6265bis 4.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieName {
    /// Session token (the seed's name).
    UserToken,
    /// CSRF nonce.
    Csrf,
    /// Attribution cookie: opened referral links.
    Referral,
    /// Registration cookie.
    Registration,
    /// Flash message.
    Notice,
    Lang,
    /// Page that a visitor wanted before signing in.
    Next,
    /// Device cookie: an account's owner signed in here.
    Device,
    /// A right password that waits for the second factor.
    SignIn,
    /// The secret of the console's inbox, which this browser opened.
    Inbox,
}

impl CookieName {
    pub fn text(self, https: bool) -> &'static str {
        match (self, https) {
            (CookieName::UserToken, false) => "user_token",
            (CookieName::UserToken, true) => "__Host-user_token",
            (CookieName::Csrf, false) => "csrf",
            (CookieName::Csrf, true) => "__Host-csrf",
            (CookieName::Referral, false) => "referral",
            (CookieName::Referral, true) => "__Host-referral",
            (CookieName::Registration, false) => "registration",
            (CookieName::Registration, true) => "__Host-registration",
            (CookieName::Notice, false) => "notice",
            (CookieName::Notice, true) => "__Host-notice",
            (CookieName::Lang, false) => "lang",
            (CookieName::Lang, true) => "__Host-lang",
            (CookieName::Next, false) => "next",
            (CookieName::Next, true) => "__Host-next",
            (CookieName::Device, false) => "device",
            (CookieName::Device, true) => "__Host-device",
            (CookieName::SignIn, false) => "sign_in",
            (CookieName::SignIn, true) => "__Host-sign_in",
            (CookieName::Inbox, false) => "inbox",
            (CookieName::Inbox, true) => "__Host-inbox",
        }
    }
}

/// `HttpOnly`, `SameSite=Lax`, on https `Secure`. `seconds` of `None` lasts until the browser
/// closes. `Lax` includes a followed link, as from an email.
pub fn build(name: CookieName, value: String, seconds: Option<i64>, https: bool) -> Cookie<'static> {
    let mut cookie = Cookie::build((name.text(https), value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(https)
        .build();
    if let Some(seconds) = seconds {
        cookie.set_max_age(Duration::seconds(seconds));
    }
    cookie
}

/// Value of `Set-Cookie`.
pub fn to_header(cookie: &Cookie) -> String {
    let mut line = String::with_capacity(HEADER_CAPACITY_BYTES);
    let _ = write!(line, "{cookie}");
    line
}

/// Bytes of a usual cookie.
const HEADER_CAPACITY_BYTES: usize = 192;

/// Expires a cookie.
pub fn clear(name: CookieName, https: bool) -> Cookie<'static> {
    build(name, String::new(), Some(0), https)
}
