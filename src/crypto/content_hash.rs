//! Hash of a file's content, for its name and its ETag.

use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

/// First 80 bits of SHA-256, in lower-case base 32.
pub fn content_hash(bytes: &[u8]) -> String {
    BASE32_NOPAD.encode(&Sha256::digest(bytes)[..10]).to_ascii_lowercase()
}
