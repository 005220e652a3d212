//! The link by which a user ends emails about referrals, from the email itself.

use data_encoding::BASE64URL_NOPAD;

use crate::app::App;
use crate::crypto::tokens::{Purpose, Token, constant_time_eq};

/// Bytes of a user's number at the beginning of a link's token; a signature follows.
const NUMBER_BYTES: usize = 8;

/// The token of a link by which a user ends emails about referrals. It works for ever.
pub fn token(app: &App, user: i64) -> String {
    let number = user.to_be_bytes();
    let signature = app.signer.hash(Purpose::News, &[&number]);
    BASE64URL_NOPAD.encode(&[&number[..], &signature[..24]].concat())
}

/// The user of such a token; `None` for any other.
pub fn user(app: &App, token: &Token) -> Option<i64> {
    let bytes = BASE64URL_NOPAD.decode(token.as_str().as_bytes()).ok()?;
    let user = i64::from_be_bytes(*bytes.first_chunk::<NUMBER_BYTES>()?);
    constant_time_eq(self::token(app, user).as_bytes(), token.as_str().as_bytes()).then_some(user)
}
