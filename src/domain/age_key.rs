//! Keys of age (C2SP age, «The X25519 recipient type») as text: Bech32 of 32 bytes (BIP 173).

use bech32::Bech32;
use bech32::primitives::decode::CheckedHrpstring;

/// Who an encrypted file is for: the public half of a key, `age1…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient(pub [u8; 32]);

/// What opens an encrypted file: the secret half of a key, `AGE-SECRET-KEY-1…`. It has no `Debug`, so
/// that it reaches no log.
#[derive(Clone)]
pub struct Identity(pub [u8; 32]);

impl Recipient {
    /// # Errors
    /// Completes «which …».
    pub fn parse(text: &str) -> Result<Recipient, &'static str> {
        if text.to_ascii_uppercase().starts_with("AGE-SECRET-KEY-") {
            return Err("is the secret half of a key, which stays off the server");
        }
        decode(text, "age").map(Recipient).ok_or("is no public key of age")
    }
}

impl Identity {
    /// The keys in a file of `age-keygen`: one a line, after comments.
    ///
    /// # Errors
    /// Completes «which …».
    pub fn parse_file(text: &str) -> Result<Vec<Identity>, &'static str> {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let keys: Option<Vec<Identity>> =
            lines.map(|line| decode(line, "age-secret-key-").map(Identity)).collect();
        keys.filter(|keys| !keys.is_empty()).ok_or("is no file of age-keygen")
    }
}

fn decode(text: &str, prefix: &str) -> Option<[u8; 32]> {
    let checked = CheckedHrpstring::new::<Bech32>(text).ok()?;
    if !checked.hrp().lowercase_byte_iter().eq(prefix.bytes()) {
        return None;
    }
    checked.byte_iter().collect::<Vec<u8>>().try_into().ok()
}
