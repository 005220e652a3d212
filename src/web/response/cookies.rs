//! The cookies of the site: their names, and how each is set.

use std::fmt::Write;

use cookie::{Cookie, SameSite};
use time::Duration;

/// Each cookie has a name that people and scripts may know; on https it is prefixed so that no sibling host and no
/// plain connection can plant one (RFC 6265bis 4.1.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Name {
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

impl Name {
    pub fn text(self, https: bool) -> &'static str {
        match (self, https) {
            (Name::UserToken, false) => "user_token",
            (Name::UserToken, true) => "__Host-user_token",
            (Name::Csrf, false) => "csrf",
            (Name::Csrf, true) => "__Host-csrf",
            (Name::Referral, false) => "referral",
            (Name::Referral, true) => "__Host-referral",
            (Name::Registration, false) => "registration",
            (Name::Registration, true) => "__Host-registration",
            (Name::Notice, false) => "notice",
            (Name::Notice, true) => "__Host-notice",
            (Name::Lang, false) => "lang",
            (Name::Lang, true) => "__Host-lang",
            (Name::Device, false) => "device",
            (Name::Device, true) => "__Host-device",
        }
    }
}

/// A cookie for the whole site that no script reads and that no other site's form or picture brings along; `seconds`
/// of `None` lasts until the browser closes. `Lax` lets it come with a followed link, as from a letter.
pub fn set(name: Name, value: String, seconds: Option<i64>, https: bool) -> Cookie<'static> {
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
pub fn line(cookie: &Cookie) -> String {
    let mut line = String::with_capacity(LINE);
    let _ = write!(line, "{cookie}");
    line
}

/// Bytes of most of them.
const LINE: usize = 192;

/// Makes the browser forget a cookie.
pub fn clear(name: Name, https: bool) -> Cookie<'static> {
    set(name, String::new(), Some(0), https)
}
