//! Encryption of what the database keeps and only the program may read.

use ring::aead::{Aad, CHACHA20_POLY1305, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};

use crate::crypto::tokens::{Purpose, Signer, random_bytes};

impl Signer {
    /// Encrypts with ChaCha20-Poly1305 (RFC 8439) under a key for this purpose and owner; a random
    /// nonce comes first. Each owner's key is used a few times, so nonces do not meet.
    pub fn encrypt(&self, purpose: Purpose, owner: i64, plain: &[u8]) -> Vec<u8> {
        let nonce = random_bytes::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        let key = self.encryption_key(purpose, owner);
        // It fails for texts of 256 GiB.
        let done =
            key.seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed);
        done.unwrap_or_else(|_| unreachable!());
        [&nonce[..], &sealed].concat()
    }

    /// What `encrypt` was given, by this key or the one before; `None` for another owner's, another key's
    /// or a changed text.
    pub fn decrypt(&self, purpose: Purpose, owner: i64, sealed: &[u8]) -> Option<Vec<u8>> {
        let previous = || self.previous()?.decrypt_by_current(purpose, owner, sealed);
        self.decrypt_by_current(purpose, owner, sealed).or_else(previous)
    }

    /// The same by this key alone.
    pub fn decrypt_by_current(&self, purpose: Purpose, owner: i64, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>()?;
        let mut opened = sealed.to_vec();
        let key = self.encryption_key(purpose, owner);
        let plain =
            key.open_in_place(Nonce::assume_unique_for_key(*nonce), Aad::empty(), &mut opened).ok()?;
        Some(plain.to_vec())
    }

    fn encryption_key(&self, purpose: Purpose, owner: i64) -> LessSafeKey {
        let key = self.hash(purpose, &[b"encryption", &owner.to_be_bytes()]);
        // The algorithm takes 32 bytes, and a hash has as many.
        LessSafeKey::new(UnboundKey::new(&CHACHA20_POLY1305, &key).unwrap_or_else(|_| unreachable!()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_owner_and_the_key_of_an_encrypted_text_open_it() {
        let (signer, other) = (Signer::new(b"a key"), Signer::new(b"another"));
        let sealed = signer.encrypt(Purpose::SecondFactor, 7, b"secret");
        assert_eq!(signer.decrypt(Purpose::SecondFactor, 7, &sealed).as_deref(), Some(&b"secret"[..]));
        assert_eq!(signer.decrypt(Purpose::SecondFactor, 8, &sealed), None);
        assert_eq!(signer.decrypt(Purpose::Device, 7, &sealed), None);
        assert_eq!(other.decrypt(Purpose::SecondFactor, 7, &sealed), None);
        for at in 0..sealed.len() {
            let mut changed = sealed.clone();
            changed[at] ^= 1;
            assert_eq!(signer.decrypt(Purpose::SecondFactor, 7, &changed), None, "{at}");
        }
        assert_eq!(signer.decrypt(Purpose::SecondFactor, 7, b""), None);
    }
}
