//! CSRF protection of unsafe requests (OWASP ASVS 5.0 3.5): a signed token and an origin check.
//!
//! The browser keeps a nonce in an HttpOnly cookie. A form field, or a header of a script, carries
//! the signature of the nonce and of a random number. That number is new in each response, so that one
//! rendering of a form differs from the next. A session stores the nonce of its sign-in, so a cookie planted later has
//! no effect.

use data_encoding::BASE64URL_NOPAD;

use crate::crypto::tokens::{self, Purpose};
use crate::store::sessions::SessionKind;
use crate::web::response::cookies::CookieName;
use crate::web::{
    request::{context::RequestContext, input::FormInput},
    response::error::HttpError,
};

/// Name of the form field.
pub const FIELD: &str = "csrf_token";
/// Header that a script sends (the seed's name).
pub const HEADER: &str = "X-CSRFToken";

impl RequestContext<'_> {
    /// Whether the body is that of a form.
    pub fn is_form(&self) -> bool {
        self.media_type() == "application/x-www-form-urlencoded"
    }

    /// Fields of a form. The CSRF token is checked here, so no handler can forget it.
    pub fn read_form(&self) -> Result<FormInput, HttpError> {
        let body = self.read_body()?;
        if !body.is_empty() && !self.is_form() {
            return Err(HttpError::UnsupportedMedia);
        }
        let input = FormInput::from_form(body)?;
        self.note_form(&input);
        check_token(self, input.submitted(FIELD))?;
        Ok(input)
    }

    /// Fields of a form of another site, which has no token: the handler checks the origin. `Malformed` for
    /// a file in it.
    pub fn read_foreign_form(&self) -> Result<FormInput, HttpError> {
        match self.media_type().as_str() {
            "multipart/form-data" => Ok(self.read_parts("")?.0),
            "application/x-www-form-urlencoded" => FormInput::from_form(self.read_body()?),
            _ => Err(HttpError::UnsupportedMedia),
        }
    }

    /// Fields of a form with a file, and the content of that file; `None` without one. The CSRF token is
    /// checked here too.
    pub fn read_upload(&self, file: &str) -> Result<(FormInput, Option<Vec<u8>>), HttpError> {
        if self.media_type() != "multipart/form-data" {
            return Ok((self.read_form()?, None));
        }
        let (input, content) = self.read_parts(file)?;
        check_token(self, input.submitted(FIELD))?;
        Ok((input, content))
    }
}

/// The token for forms and scripts of this response; the next response has another.
pub fn token(ctx: &RequestContext) -> Result<String, HttpError> {
    if let Some(token) = ctx.csrf_token.get() {
        return Ok(token.clone());
    }
    let nonce = match ctx.session()? {
        Some(signed_in) if signed_in.kind == SessionKind::Cookie => signed_in.csrf_nonce.clone(),
        _ => browser_nonce(ctx),
    };
    Ok(ctx.csrf_token.get_or_init(|| sign(ctx, &nonce, &tokens::random_bytes())).clone())
}

/// The nonce in the request's cookie.
pub fn cookie_nonce(ctx: &RequestContext) -> Option<Vec<u8>> {
    ctx.cookie(CookieName::Csrf).and_then(decode_nonce)
}

/// The browser's nonce; a new one is generated and set as a cookie when it has none.
pub fn browser_nonce(ctx: &RequestContext) -> Vec<u8> {
    let https = ctx.app.https();
    if let Some(nonce) = cookie_nonce(ctx) {
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

/// # Errors
/// `Forged` unless `given` is the token of this browser or session.
pub fn check_token(ctx: &RequestContext, given: &str) -> Result<(), HttpError> {
    let nonce = match ctx.session()? {
        Some(signed_in) if signed_in.kind == SessionKind::Cookie => signed_in.csrf_nonce.clone(),
        _ => cookie_nonce(ctx).ok_or_else(|| missing_nonce(ctx))?,
    };
    let bytes = BASE64URL_NOPAD.decode(given.as_bytes()).unwrap_or_default();
    let salt: &[u8; 8] = bytes.first_chunk().ok_or(HttpError::Forged("csrf_token"))?;
    let signature = bytes.get(salt.len()..).filter(|it| it.len() == SIGNATURE_BYTES);
    let signer = &ctx.app.signer;
    if signature.is_some_and(|it| signer.is_hash(Purpose::Csrf, &[&nonce, salt], it, ctx.now)) {
        Ok(())
    } else {
        Err(HttpError::Forged("csrf_token"))
    }
}

/// Why a request has no nonce. A browser that keeps no cookie would be told for ever that its form is
/// out of date. The cookies of a site on https are `Secure`, so over http it keeps none.
fn missing_nonce(ctx: &RequestContext) -> HttpError {
    if ctx.header("Cookie").is_some() {
        return HttpError::Forged("csrf_cookie");
    }
    if !(ctx.app.https() && is_plain_http(ctx)) {
        return HttpError::NoCookies;
    }
    ctx.app.plain_http_warning.call_once(|| {
        log::warn!("request: a form came over http, while server.public_url is https, so browsers keep no cookie; let the proxy redirect http to https");
    });
    HttpError::NeedsHttps(ctx.app.link(ctx.target()))
}

/// Whether the browser, or a trusted proxy, says that it came over http.
fn is_plain_http(ctx: &RequestContext) -> bool {
    let page = ctx.header("Origin").filter(|origin| *origin != "null").or(ctx.header("Referer"));
    page.is_some_and(|page| page.starts_with("http://")) || ctx.forwarded_proto() == Some("http")
}

/// Checks the browser's own headers (W3C Fetch Metadata, RFC 6454). Programs send none and pass.
///
/// A page with `Referrer-Policy: no-referrer` sends `Origin: null` with its forms (Fetch 3.2.5,
/// «append a request Origin header»), and no Fetch Metadata over plain http. `requires_token` says
/// that the handler checks a token, which no other site has; then `null` passes.
pub fn check_origin(ctx: &RequestContext, requires_token: bool) -> Result<(), HttpError> {
    if let Some(site) = ctx.header("Sec-Fetch-Site") {
        return if matches!(site, "same-origin" | "none") {
            Ok(())
        } else {
            Err(HttpError::Forged("sec_fetch_site"))
        };
    }
    let Some(origin) = ctx.header("Origin") else { return Ok(()) };
    if origin == "null" && requires_token {
        return Ok(());
    }
    let authority = |url: &str| url.split_once("://").map(|(_, rest)| rest.to_ascii_lowercase());
    let from = authority(origin).ok_or(HttpError::Forged("origin"))?;
    let host = ctx.header("Host").map(str::to_ascii_lowercase);
    let public = authority(&ctx.app.config.server.public_url);
    if Some(&from) == host.as_ref() || Some(&from) == public.as_ref() {
        Ok(())
    } else {
        Err(HttpError::Forged("origin"))
    }
}

/// 192 bits.
const SIGNATURE_BYTES: usize = 24;

/// Eight random bytes, and the signature.
fn sign(ctx: &RequestContext, nonce: &[u8], salt: &[u8; 8]) -> String {
    let mut token = ctx.app.signer.hash(Purpose::Csrf, &[nonce, salt]);
    token.copy_within(..24, 8);
    token[..8].copy_from_slice(salt);
    BASE64URL_NOPAD.encode(&token)
}

fn decode_nonce(text: &str) -> Option<Vec<u8>> {
    BASE64URL_NOPAD.decode(text.as_bytes()).ok().filter(|nonce| nonce.len() == 16)
}
