//! Rate limits: how often something may be tried, by the client it comes from and by the account
//! it is aimed at.
//!
//! Buckets are kept in memory, with a bound. An email address in a key is a keyed hash, whose key
//! dies with the process. `referral.toml` lists the numbers for the operator.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::domain::timestamp::{DAY, HOUR, MINUTE, Timestamp};

/// What is counted. Each has its own allowance: so many at once, and so many seconds until one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RateLimit {
    /// Failed sign-ins and other wrong passwords, by origin.
    PasswordFromOrigin,
    /// Failed sign-ins of an account, by strangers' browsers.
    PasswordOfAccount,
    /// The same, by a browser that has signed in to this account before: strangers cannot lock its owner out.
    PasswordFromKnownBrowser,
    /// Wrong six digits, by origin.
    DigitsFromOrigin,
    /// Wrong six digits of an account.
    DigitsOfAccount,
    /// Registrations, by origin.
    RegistrationFromOrigin,
    /// Letters that confirm a registration, by the address they go to. Each kind of letter has an allowance of its own, so
    /// that whoever uses up one keeps nobody from the others.
    ConfirmationToAddress,
    /// Letters that let somebody set a new password, by the address.
    ResetToAddress,
    /// Letters to an address that a person wants for their account.
    ChangeToAddress,
    /// Letters that anybody may cause, by origin.
    LetterFromOrigin,
    /// Invitations that a person sends.
    InvitationByUser,
    /// Invitations that an address gets, whoever sends them.
    InvitationToAddress,
    /// Codes looked up by address.
    LookupByUser,
    /// Downloads of all that is kept about a person, by that person.
    DownloadByUser,
    /// Codes that a person adds.
    CodeByUser,
    /// Changes that a person makes to codes.
    CodeChangeByUser,
    /// Lines of the log about refusals of one kind, by origin: a refusal is soon said, and the log is kept.
    RefusalInLog,
}

impl RateLimit {
    /// How many at once, and in how many seconds the allowance is whole again.
    pub const fn quota(self) -> (i64, i64) {
        match self {
            RateLimit::PasswordFromOrigin => (50, 15 * MINUTE),
            RateLimit::PasswordOfAccount => (10, 15 * MINUTE),
            RateLimit::PasswordFromKnownBrowser => (10, 15 * MINUTE),
            RateLimit::DigitsFromOrigin => (50, HOUR),
            RateLimit::DigitsOfAccount => (15, HOUR),
            RateLimit::RegistrationFromOrigin => (30, HOUR),
            RateLimit::ConfirmationToAddress => (5, HOUR),
            RateLimit::ResetToAddress => (5, HOUR),
            RateLimit::ChangeToAddress => (5, HOUR),
            RateLimit::LetterFromOrigin => (30, HOUR),
            RateLimit::InvitationByUser => (10, DAY),
            RateLimit::InvitationToAddress => (3, DAY),
            RateLimit::LookupByUser => (60, HOUR),
            RateLimit::DownloadByUser => (20, HOUR),
            RateLimit::CodeByUser => (60, DAY),
            RateLimit::CodeChangeByUser => (60, DAY),
            RateLimit::RefusalInLog => (5, 5),
        }
    }

    /// What a visitor can be refused.
    pub const ALL: [RateLimit; 16] = [
        RateLimit::PasswordFromOrigin,
        RateLimit::PasswordOfAccount,
        RateLimit::PasswordFromKnownBrowser,
        RateLimit::DigitsFromOrigin,
        RateLimit::DigitsOfAccount,
        RateLimit::RegistrationFromOrigin,
        RateLimit::ConfirmationToAddress,
        RateLimit::ResetToAddress,
        RateLimit::ChangeToAddress,
        RateLimit::LetterFromOrigin,
        RateLimit::InvitationByUser,
        RateLimit::InvitationToAddress,
        RateLimit::LookupByUser,
        RateLimit::DownloadByUser,
        RateLimit::CodeByUser,
        RateLimit::CodeChangeByUser,
    ];
}

/// More keys than this are not remembered: 64 bytes each, so some 8 MB at the most.
pub const MAX_KEYS: usize = 100_000;

pub struct RateLimiter {
    enabled: bool,
    keys: RandomState,
    /// For each key the moment at which its allowance is whole again, in milliseconds (the generic cell rate
    /// algorithm, ITU-T I.371: one number a key).
    whole_at: Mutex<HashMap<(RateLimit, u64), i64>>,
}

impl RateLimiter {
    pub fn new(enabled: bool) -> RateLimiter {
        RateLimiter { enabled, keys: RandomState::new(), whole_at: Mutex::default() }
    }

    /// How many allowances are not whole, or were not when last looked at: never more than `MOST_KEYS`.
    pub fn tracked_keys(&self) -> usize {
        self.whole_at.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Takes one from the allowance; the seconds to wait when there is none left. Asking in vain costs nothing.
    pub fn acquire(&self, deed: RateLimit, key: &str, now: Timestamp) -> Result<(), i64> {
        if !self.enabled {
            return Ok(());
        }
        let (burst, seconds) = deed.quota();
        let (now, step) = (now.0.saturating_mul(1000), seconds * 1000 / burst);
        let key = (deed, self.keys.hash_one(key));
        let mut whole_at = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that went back must not lock anybody out for longer than the allowance takes to fill.
        let known = whole_at.get(&key).copied().unwrap_or(now).clamp(now, now + seconds * 1000);
        let wait = known + step - (now + seconds * 1000);
        if wait > 0 {
            return Err((wait + 999) / 1000);
        }
        if whole_at.len() >= MAX_KEYS && !whole_at.contains_key(&key) {
            evict(&mut whole_at, now);
        }
        whole_at.insert(key, known + step);
        Ok(())
    }

    /// Puts back what `take` took.
    pub fn refund(&self, deed: RateLimit, key: &str) {
        let (burst, seconds) = deed.quota();
        let key = (deed, self.keys.hash_one(key));
        if let Some(at) = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&key) {
            *at -= seconds * 1000 / burst;
        }
    }

    /// The allowance is whole again: the right password was given.
    pub fn reset(&self, deed: RateLimit, key: &str) {
        let key = (deed, self.keys.hash_one(key));
        self.whole_at.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }
}

/// Forgets whose allowance is whole again; when that is nobody, a tenth of all, whichever they are.
fn evict(whole_at: &mut HashMap<(RateLimit, u64), i64>, now: i64) {
    whole_at.retain(|_, at| *at > now);
    if whole_at.len() >= MAX_KEYS {
        let mut to_go = MAX_KEYS / 10;
        whole_at.retain(|_, _| {
            to_go = to_go.saturating_sub(1);
            to_go == 0
        });
    }
}

/// What an address-of-origin counts as: an IPv6 /64 is one (one customer's network, RFC 6177). `None` for loopback,
/// which says nothing of who it is: a proxy that `trusted_proxies` does not name, or the operator.
pub fn client_network(client: IpAddr) -> Option<String> {
    match client {
        ip if ip.is_loopback() => None,
        IpAddr::V4(ip) => Some(ip.to_string()),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            Some(format!("{a:x}:{b:x}:{c:x}:{d:x}::/64"))
        }
    }
}
