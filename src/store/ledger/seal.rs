//! The seal of an entry, and the chain of them.

use data_encoding::{HEXLOWER, HEXLOWER_PERMISSIVE};
use sha2::{Digest, Sha256};

use crate::crypto::tokens::Hash;
use crate::domain::timestamp::Timestamp;

/// SHA-256 of the seal before it, the time, and kind and body as they are written.
pub(in crate::store) fn chain_hash(before: &Hash, at: Timestamp, kind: &str, body: &str) -> Hash {
    let mut sha = Sha256::new();
    sha.update(before);
    sha.update(at.0.to_be_bytes());
    sha.update((kind.len() as u64).to_be_bytes());
    sha.update(kind);
    sha.update(body);
    sha.finalize().into()
}

/// A chain as far as it was read: numbers without a gap, each entry sealed with the one before it.
pub(in crate::store) struct Seals {
    /// What an entry is called.
    what: &'static str,
    /// The number of the last entry.
    pub last: i64,
    pub seal: Hash,
}

impl Seals {
    /// A chain that was read up to an entry.
    pub fn after(what: &'static str, last: i64, seal: Hash) -> Seals {
        Seals { what, last, seal }
    }

    /// Takes the next entry; `Err` says what is wrong with it, as a sentence.
    pub fn follow(
        &mut self,
        seq: i64,
        at: Timestamp,
        kind: &str,
        body: &str,
        seal: Hash,
    ) -> Result<(), String> {
        let what = self.what;
        self.last += 1;
        if seq != self.last {
            return Err(format!("{what} {} is missing", self.last));
        }
        if seal != chain_hash(&self.seal, at, kind, body) {
            return Err(format!("{what} {seq} is not sealed with the one before it"));
        }
        self.seal = seal;
        Ok(())
    }
}

/// Hexadecimal digits of bytes.
pub(in crate::store) fn to_hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(bytes)
}

/// A seal of 64 hexadecimal digits.
pub(in crate::store) fn from_hex(text: &str) -> Option<Hash> {
    HEXLOWER_PERMISSIVE.decode(text.as_bytes()).ok()?.try_into().ok()
}
