//! The only caller of scrypt: password hashes, as many at once as there are cores and not one more.

use std::sync::{Condvar, Mutex, PoisonError};
use std::thread::available_parallelism;

use data_encoding::BASE64_NOPAD;
use scrypt::password_hash::{CustomizedPasswordHasher, PasswordVerifier};
use scrypt::phc::PasswordHash;
use scrypt::{Params, Scrypt};

use crate::crypto::tokens;
use crate::domain::person::Password;
use crate::domain::sync::lock;

/// OWASP Password Storage Cheat Sheet: r = 8; with N = 2^15, p = 3.
const BLOCK_SIZE: u32 = 8;
const PARALLELISM: u32 = 3;

/// How many may wait per core before the next is turned away: four seconds of work at the default
/// cost.
const MAX_WAITING_PER_CORE: usize = 16;

/// Makes and checks hashes. One hash takes `128 × r × N` bytes of memory, 32 MiB at the default
/// cost, so their number at once is what keeps a small server alive under a flood of sign-ins.
pub struct Hasher {
    params: Params,
    max_running: usize,
    /// A hash of the same cost as any other, for when there is nobody to compare with.
    dummy_hash: String,
    queue_gauge: Mutex<HashQueueGauge>,
    freed: Condvar,
}

/// How many are hashed at this moment, how many wait for their turn, how many were done and how
/// many turned away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct HashQueueGauge {
    pub running: usize,
    pub waiting: usize,
    pub done: u64,
    pub rejected: u64,
}

/// Too many are waiting already; come back in a few seconds.
#[derive(Debug, PartialEq, Eq)]
pub struct Busy;

/// What a comparison found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct VerifyResult {
    pub matches: bool,
    /// The stored hash was made at another cost than today's and should be replaced.
    pub outdated: bool,
}

impl Hasher {
    /// `log_n`: the binary logarithm of scrypt's N, 1 to 20.
    pub fn new(log_n: u8) -> Result<Hasher, String> {
        let params = Params::new(log_n, BLOCK_SIZE, PARALLELISM).map_err(|e| format!("scrypt: {e}"))?;
        // Drawn, not hashed: the start does not wait for a hash, and no password fits it.
        let (salt, hash) = (tokens::random_bytes::<16>(), tokens::random_bytes::<32>());
        let nobody = format!(
            "$scrypt$ln={log_n},r={BLOCK_SIZE},p={PARALLELISM}${}${}",
            BASE64_NOPAD.encode(&salt),
            BASE64_NOPAD.encode(&hash)
        );
        let at_once = available_parallelism().map_or(1, usize::from);
        Ok(Hasher {
            params,
            max_running: at_once,
            dummy_hash: nobody,
            queue_gauge: Mutex::default(),
            freed: Condvar::new(),
        })
    }

    /// The PHC string of a password: algorithm, cost, salt and hash.
    pub fn hash(&self, password: &Password) -> Result<String, Busy> {
        let _slot = self.acquire_permit()?;
        Ok(phc(self.params, password.as_bytes())
            .unwrap_or_else(|_| unreachable!("the cost was accepted before")))
    }

    /// Compares with a stored PHC string. `None` stands for an account that does not exist and
    /// costs the same time, so that nobody learns from the clock who has one.
    pub fn verify(&self, password: &Password, stored: Option<&str>) -> Result<VerifyResult, Busy> {
        let _slot = self.acquire_permit()?;
        let against = PasswordHash::new(stored.unwrap_or(&self.dummy_hash));
        let Ok(against) = against else { return Ok(VerifyResult { matches: false, outdated: false }) };
        let matches = Scrypt::new().verify_password(password.as_bytes(), &against).is_ok();
        let outdated = Params::try_from(&against).is_ok_and(|p| cost(p) != cost(self.params));
        Ok(VerifyResult { matches: matches && stored.is_some(), outdated })
    }

    /// What is going on right now.
    pub fn queue(&self) -> HashQueueGauge {
        *lock(&self.queue_gauge)
    }

    fn acquire_permit(&self) -> Result<HashPermit<'_>, Busy> {
        let mut queue = lock(&self.queue_gauge);
        if queue.waiting >= self.max_running * MAX_WAITING_PER_CORE {
            queue.rejected += 1;
            return Err(Busy);
        }
        queue.waiting += 1;
        while queue.running >= self.max_running {
            queue = self.freed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
        queue.waiting -= 1;
        queue.running += 1;
        Ok(HashPermit(self))
    }
}

/// One of the hashes that may run at once; given back when dropped, by a panic too.
struct HashPermit<'a>(&'a Hasher);

impl Drop for HashPermit<'_> {
    fn drop(&mut self) {
        let mut queue = lock(&self.0.queue_gauge);
        queue.running -= 1;
        queue.done += 1;
        drop(queue);
        self.0.freed.notify_one();
    }
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
    fn nobodys_hash_is_one_of_todays_cost() {
        let hasher = Hasher::new(3).expect("a cost");
        let nobody = PasswordHash::new(&hasher.dummy_hash).expect("a PHC string");
        let of_somebody = phc(hasher.params, b"correct horse").expect("a hash");
        let of_somebody = PasswordHash::new(&of_somebody).expect("a PHC string");
        assert_eq!(nobody.params, of_somebody.params);
        assert_eq!(nobody.algorithm, of_somebody.algorithm);
        let length = |hash: &PasswordHash| hash.hash.map(|output| output.as_ref().len());
        assert_eq!(length(&nobody), length(&of_somebody));
        let password = Password::parse("correct horse").expect("a password");
        assert_eq!(hasher.verify(&password, None), Ok(VerifyResult { matches: false, outdated: false }));
    }
}
