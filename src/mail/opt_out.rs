//! The link by which a user ends emails about referrals, from the email itself.

use data_encoding::BASE64URL_NOPAD;

use crate::app::App;
use crate::crypto::tokens::{Purpose, Token};
use crate::domain::timestamp::Timestamp;

/// Bytes of a user's number at the beginning of a link's token; a signature follows.
const NUMBER_BYTES: usize = 8;

/// Bytes of the signature in a token.
const SIGNATURE_BYTES: usize = 24;

/// The token of a link by which a user ends emails about referrals. It works as long as its key is accepted.
pub fn token(app: &App, user: i64) -> String {
    let number = user.to_be_bytes();
    let signature = app.signer.hash(Purpose::News, &[&number]);
    BASE64URL_NOPAD.encode(&[&number[..], &signature[..SIGNATURE_BYTES]].concat())
}

/// The user of such a token; `None` for any other.
pub fn user(app: &App, token: &Token, now: Timestamp) -> Option<i64> {
    let bytes = BASE64URL_NOPAD.decode(token.as_str().as_bytes()).ok()?;
    let (number, signature) = bytes.split_first_chunk::<NUMBER_BYTES>()?;
    let is_ours =
        signature.len() == SIGNATURE_BYTES && app.signer.is_hash(Purpose::News, &[number], signature, now);
    is_ours.then_some(i64::from_be_bytes(*number))
}
