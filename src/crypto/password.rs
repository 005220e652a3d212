//! Password hashes by scrypt, at most one per core at a time, and no more than the memory allows.

use std::thread::available_parallelism;

use data_encoding::BASE64_NOPAD;
use scrypt::password_hash::{CustomizedPasswordHasher, PasswordVerifier};
use scrypt::phc::PasswordHash;
use scrypt::{Params, Scrypt};

use crate::crypto::hash_queue::{Busy, HashOrigin, HashQueue, HashQueueGauge};
use crate::crypto::memory::{self, HashRoom};
use crate::crypto::tokens;
use crate::domain::person::Password;

/// OWASP Password Storage Cheat Sheet: r = 8; with N = 2^15, p = 3.
const BLOCK_SIZE: u32 = 8;
const PARALLELISM: u32 = 3;

/// Makes and verifies hashes. One takes `128 × r × N` bytes of memory, 32 MiB at the default cost,
/// so their number is bounded: a flood of sign-ins must not exhaust a small server.
pub struct Hasher {
    params: Params,
    pub room: HashRoom,
    /// A hash of the same cost, to compare with when there is no account.
    dummy_hash: String,
    queue: HashQueue,
}

/// The result of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyResult {
    pub matches: bool,
    /// The stored hash has another cost than the setting and should be replaced.
    pub outdated: bool,
}

impl Hasher {
    /// `log_n`: the binary logarithm of scrypt's N, 1 to 20.
    pub fn new(log_n: u8) -> Result<Hasher, String> {
        let params = Params::new(log_n, BLOCK_SIZE, PARALLELISM).map_err(|e| format!("scrypt: {e}"))?;
        // Random, not computed: the start does not wait for a hash, and no password matches.
        let (salt, hash) = (tokens::random_bytes::<16>(), tokens::random_bytes::<32>());
        let dummy_hash = format!(
            "$scrypt$ln={log_n},r={BLOCK_SIZE},p={PARALLELISM}${}${}",
            BASE64_NOPAD.encode(&salt),
            BASE64_NOPAD.encode(&hash)
        );
        let cores = available_parallelism().map_or(1, usize::from);
        let room = HashRoom::new(cores, hash_bytes(params), memory::limit_bytes());
        Ok(Hasher { params, room, dummy_hash, queue: HashQueue::new(room) })
    }

    /// The PHC string of a password: algorithm, cost, salt and hash.
    pub fn hash(&self, password: &Password, origin: &HashOrigin) -> Result<String, Busy> {
        let _permit = self.queue.acquire(origin, hash_bytes(self.params))?;
        Ok(phc(self.params, password.as_bytes())
            .unwrap_or_else(|_| unreachable!("the cost was accepted before")))
    }

    /// Compares with a stored PHC string. `None`, an account that does not exist, takes the same
    /// time, so that timing does not tell who has one (OWASP Authentication Cheat Sheet).
    pub fn verify(
        &self,
        password: &Password,
        stored: Option<&str>,
        origin: &HashOrigin,
    ) -> Result<VerifyResult, Busy> {
        let against = PasswordHash::new(stored.unwrap_or(&self.dummy_hash));
        let params = against.as_ref().ok().and_then(|against| Params::try_from(against).ok());
        let _permit = self.queue.acquire(origin, hash_bytes(params.unwrap_or(self.params)))?;
        let Ok(against) = against else { return Ok(VerifyResult { matches: false, outdated: false }) };
        let matches = Scrypt::new().verify_password(password.as_bytes(), &against).is_ok();
        let outdated = Params::try_from(&against).is_ok_and(|p| cost(p) != cost(self.params));
        Ok(VerifyResult { matches: matches && stored.is_some(), outdated })
    }

    pub fn queue(&self) -> HashQueueGauge {
        self.queue.gauge()
    }
}

/// The memory of one hash: `128 × r × N` (RFC 7914 §5).
fn hash_bytes(params: Params) -> u64 {
    (128 * u64::from(params.r())) << params.log_n()
}

fn cost(params: Params) -> (u8, u32, u32) {
    (params.log_n(), params.r(), params.p())
}

fn phc(params: Params, password: &[u8]) -> Result<String, String> {
    let salt = tokens::random_bytes::<16>();
    let hash = Scrypt::new().hash_password_customized(password, &salt, None, None, params);
    hash.map(|h| h.to_string()).map_err(|e| format!("scrypt: {e}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_dummy_hash_has_the_cost_of_the_setting() {
        let hasher = Hasher::new(3).expect("a cost");
        let dummy = PasswordHash::new(&hasher.dummy_hash).expect("a PHC string");
        let real = phc(hasher.params, b"correct horse").expect("a hash");
        let real = PasswordHash::new(&real).expect("a PHC string");
        assert_eq!(dummy.params, real.params);
        assert_eq!(dummy.algorithm, real.algorithm);
        let length = |hash: &PasswordHash| hash.hash.map(|output| output.as_ref().len());
        assert_eq!(length(&dummy), length(&real));
        let password = Password::parse("correct horse").expect("a password");
        assert_eq!(
            hasher.verify(&password, None, &HashOrigin::default()),
            Ok(VerifyResult { matches: false, outdated: false })
        );
    }
}
