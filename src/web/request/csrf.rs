//! The CSRF token: whether an unsafe request came from a page of this site (OWASP ASVS 5.0 3.5).
//!
//! A browser holds a random value in a cookie that no script reads; the form, or the header of a script, carries that
//! value's signature. A session keeps the value that its browser had when it signed in, so that a cookie planted
//! later changes nothing.

use data_encoding::BASE64URL_NOPAD;

use crate::crypto::tokens::{self, Purpose};
use crate::store::sessions::SessionKind;
use crate::web::response::cookies::CookieName;
use crate::web::{request::context::RequestContext, response::error::HttpError};

/// The field of a form.
pub const FIELD: &str = "csrf_token";
/// The header of a script (the seed's name).
pub const HEADER: &str = "X-CSRFToken";

/// The token that a page of this visit hands out.
pub fn token(ctx: &RequestContext) -> Result<String, HttpError> {
    let nonce = match ctx.session()? {
        Some(signed_in) if signed_in.kind == SessionKind::Cookie => signed_in.csrf_nonce.clone(),
        _ => browser_nonce(ctx),
    };
    Ok(sign(ctx, &nonce))
}

/// The random value of this browser; a new one, set with the answer, when it has none.
pub fn browser_nonce(ctx: &RequestContext) -> Vec<u8> {
    let https = ctx.app.https();
    if let Some(nonce) = ctx.cookie(CookieName::Csrf).and_then(decode_nonce) {
        return nonce;
    }
    let fresh = ctx
        .response_cookies()
        .iter()
        .find(|c| c.name() == CookieName::Csrf.text(https))
        .map(|c| c.value().to_owned());
    if let Some(nonce) = fresh.as_deref().and_then(decode_nonce) {
        return nonce;
    }
    let nonce = tokens::random_bytes::<16>();
    ctx.set_cookie(CookieName::Csrf, BASE64URL_NOPAD.encode(&nonce), None);
    nonce.to_vec()
}

/// Refuses what does not carry the token of this browser.
pub fn check_token(ctx: &RequestContext, given: &str) -> Result<(), HttpError> {
    let nonce = match ctx.session()? {
        Some(signed_in) if signed_in.kind == SessionKind::Cookie => signed_in.csrf_nonce.clone(),
        _ => ctx.cookie(CookieName::Csrf).and_then(decode_nonce).ok_or(HttpError::Forged)?,
    };
    if tokens::constant_time_eq(given.as_bytes(), sign(ctx, &nonce).as_bytes()) {
        Ok(())
    } else {
        Err(HttpError::Forged)
    }
}

/// What the browser itself says of where a request came from (W3C Fetch Metadata, RFC 6454). Programs say nothing.
///
/// A page that keeps its own address to itself keeps its origin too: browsers send `null` for its forms (Fetch 3.2.5,
/// «append a request Origin header»), and over plain http nothing else. `shows_token` says that the request goes where
/// a token is demanded, which no other site has; then it may.
pub fn check_origin(ctx: &RequestContext, shows_token: bool) -> Result<(), HttpError> {
    if let Some(site) = ctx.header("Sec-Fetch-Site") {
        return if matches!(site, "same-origin" | "none") { Ok(()) } else { Err(HttpError::Forged) };
    }
    let Some(origin) = ctx.header("Origin") else { return Ok(()) };
    if origin == "null" && shows_token {
        return Ok(());
    }
    let authority = |url: &str| url.split_once("://").map(|(_, rest)| rest.to_ascii_lowercase());
    let from = authority(origin).ok_or(HttpError::Forged)?;
    let here = ctx.header("Host").map(str::to_ascii_lowercase);
    let public = authority(&ctx.app.config.server.public_url);
    if Some(&from) == here.as_ref() || Some(&from) == public.as_ref() {
        Ok(())
    } else {
        Err(HttpError::Forged)
    }
}

fn sign(ctx: &RequestContext, nonce: &[u8]) -> String {
    BASE64URL_NOPAD.encode(&ctx.app.signer.hash(Purpose::Csrf, &[nonce]))
}

fn decode_nonce(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok().filter(|nonce| nonce.len() == 16)
}
