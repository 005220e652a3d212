//! The cookies of the site: their names, and how each is set.

use std::fmt::Write;

use cookie::{Cookie, SameSite};
use time::Duration;

/// Each cookie has a name that people and scripts may know; on https it is prefixed so that no sibling host and no
/// plain connection can plant one (RFC 6265bis 4.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CookieName {
    /// Who is signed in (the seed's name).
    UserToken,
    /// What the CSRF token of this browser is made from.
    Csrf,
    /// That this browser opened a referral link.
    Referral,
    /// That this browser registered somebody: it may confirm by opening the letter's link.
    Registration,
    /// What the next page should say once.
    Notice,
    /// The language chosen with the switch.
    Lang,
    /// That somebody has signed in here before.
    Device,
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
            (CookieName::Device, false) => "device",
            (CookieName::Device, true) => "__Host-device",
        }
    }
}

/// A cookie for the whole site that no script reads and that no other site's form or picture brings along; `seconds`
/// of `None` lasts until the browser closes. `Lax` lets it come with a followed link, as from a letter.
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

/// What `Set-Cookie` says of one, with room enough from the start.
pub fn to_header(cookie: &Cookie) -> String {
    let mut line = String::with_capacity(HEADER_CAPACITY_BYTES);
    let _ = write!(line, "{cookie}");
    line
}

/// Bytes of most of them.
const HEADER_CAPACITY_BYTES: usize = 192;

/// Makes the browser forget a cookie.
pub fn clear(name: CookieName, https: bool) -> Cookie<'static> {
    build(name, String::new(), Some(0), https)
}
