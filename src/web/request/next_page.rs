//! The page that a visitor wanted before signing in: a cookie keeps it, so that every way of signing in
//! leads there.

use data_encoding::BASE64URL_NOPAD;

use crate::domain::timestamp::MINUTE;
use crate::web::request::context::RequestContext;
use crate::web::response::cookies::CookieName;

/// Time for a sign-in, a forgotten password included.
const SECONDS: i64 = 30 * MINUTE;

/// Longer targets are not kept.
const MAX_BYTES: usize = 500;

/// Where a sign-in leads without a wish.
pub const PROFILE: &str = "/profile";

/// Keeps the target of this request.
pub fn keep(ctx: &RequestContext) {
    let target = ctx.target();
    if is_local(target) && target != PROFILE {
        ctx.set_cookie(CookieName::Next, BASE64URL_NOPAD.encode(target.as_bytes()), Some(SECONDS));
    }
}

/// The page that is kept, if one is.
pub fn peek(ctx: &RequestContext) -> Option<String> {
    let value = BASE64URL_NOPAD.decode(ctx.cookie(CookieName::Next)?.as_bytes()).ok()?;
    String::from_utf8(value).ok().filter(|target| is_local(target))
}

/// The page to open after a sign-in: the kept one, once, else the profile.
pub fn take(ctx: &RequestContext) -> String {
    let Some(target) = peek(ctx) else { return PROFILE.to_owned() };
    ctx.clear_cookie(CookieName::Next);
    target
}

/// Whether a target is a path of this site: no other host can be meant by it (WHATWG URL 4.4).
fn is_local(target: &str) -> bool {
    let is_path = target.starts_with('/') && !target.starts_with("//");
    is_path && target.len() <= MAX_BYTES && target.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_of_this_site_is_kept_and_nothing_else() {
        for path in ["/profile/sessions", "/admin/people?q=anna", "/"] {
            assert!(is_local(path), "{path}");
        }
        let long = format!("/{}", "a".repeat(MAX_BYTES));
        for other in
            ["//example.org", "/\\example.org", "https://example.org", "profile", "", "/a\r\nb", &long]
        {
            assert!(!is_local(other), "{other}");
        }
    }
}
