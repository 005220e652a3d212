//! The seal of an entry.

use sha2::{Digest, Sha256};

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;

/// SHA-256 of the seal before it, the time, and kind and body as they are written.
pub(super) fn chain_hash(before: &Hash, at: Timestamp, kind: &str, body: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(before);
    sha.update(at.0.to_be_bytes());
    sha.update((kind.len() as u64).to_be_bytes());
    sha.update(kind);
    sha.update(body);
    sha.finalize().into()
}

/// Hexadecimal digits of bytes.
pub(super) fn to_hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A seal of 64 hexadecimal digits.
pub(super) fn from_hex(text: &str) -> Option<Hash> {
    let mut seal = Hash::default();
    if text.len() != 2 * seal.len() || !text.is_ascii() {
        return None;
    }
    for (place, byte) in seal.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[2 * place..2 * place + 2], 16).ok()?;
    }
    Some(seal)
}
