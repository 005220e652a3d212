//! How often something may be tried: by whom it comes from, and by whom it is aimed at.
//!
//! Kept in memory and bounded; what is remembered of an address is a keyed hash, whose key dies with the process. The
//! numbers stand in `referral.toml` for the operator to read.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};

use crate::domain::timestamp::{DAY, HOUR, MINUTE, Moment};

/// What is counted. Each has its own allowance: so many at once, and so many seconds until one more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Deed {
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

impl Deed {
    /// How many at once, and in how many seconds the allowance is whole again.
    pub const fn allowance(self) -> (i64, i64) {
        match self {
            Deed::PasswordFromOrigin => (50, 15 * MINUTE),
            Deed::PasswordOfAccount => (10, 15 * MINUTE),
            Deed::PasswordFromKnownBrowser => (10, 15 * MINUTE),
            Deed::DigitsFromOrigin => (50, HOUR),
            Deed::DigitsOfAccount => (15, HOUR),
            Deed::RegistrationFromOrigin => (30, HOUR),
            Deed::ConfirmationToAddress => (5, HOUR),
            Deed::ResetToAddress => (5, HOUR),
            Deed::ChangeToAddress => (5, HOUR),
            Deed::LetterFromOrigin => (30, HOUR),
            Deed::InvitationByUser => (10, DAY),
            Deed::InvitationToAddress => (3, DAY),
            Deed::LookupByUser => (60, HOUR),
            Deed::DownloadByUser => (20, HOUR),
            Deed::CodeByUser => (60, DAY),
            Deed::CodeChangeByUser => (60, DAY),
            Deed::RefusalInLog => (5, 5),
        }
    }

    /// What a visitor can be refused.
    pub const ALL: [Deed; 16] = [
        Deed::PasswordFromOrigin,
        Deed::PasswordOfAccount,
        Deed::PasswordFromKnownBrowser,
        Deed::DigitsFromOrigin,
        Deed::DigitsOfAccount,
        Deed::RegistrationFromOrigin,
        Deed::ConfirmationToAddress,
        Deed::ResetToAddress,
        Deed::ChangeToAddress,
        Deed::LetterFromOrigin,
        Deed::InvitationByUser,
        Deed::InvitationToAddress,
        Deed::LookupByUser,
        Deed::DownloadByUser,
        Deed::CodeByUser,
        Deed::CodeChangeByUser,
    ];
}

/// More keys than this are not remembered: 64 bytes each, so some 8 MB at the most.
pub const MOST_KEYS: usize = 100_000;

pub struct Limits {
    enabled: bool,
    keys: RandomState,
    /// For each key the moment at which its allowance is whole again, in milliseconds (the generic cell rate
    /// algorithm, ITU-T I.371: one number a key).
    whole_at: Mutex<HashMap<(Deed, u64), i64>>,
}

impl Limits {
    pub fn new(enabled: bool) -> Limits {
        Limits { enabled, keys: RandomState::new(), whole_at: Mutex::default() }
    }

    /// How many allowances are not whole, or were not when last looked at: never more than `MOST_KEYS`.
    pub fn remembered(&self) -> usize {
        self.whole_at.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    /// Takes one from the allowance; the seconds to wait when there is none left. Asking in vain costs nothing.
    pub fn take(&self, deed: Deed, key: &str, now: Moment) -> Result<(), i64> {
        if !self.enabled {
            return Ok(());
        }
        let (burst, seconds) = deed.allowance();
        let (now, step) = (now.0.saturating_mul(1000), seconds * 1000 / burst);
        let key = (deed, self.keys.hash_one(key));
        let mut whole_at = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner);
        // A clock that went back must not lock anybody out for longer than the allowance takes to fill.
        let known = whole_at.get(&key).copied().unwrap_or(now).clamp(now, now + seconds * 1000);
        let wait = known + step - (now + seconds * 1000);
        if wait > 0 {
            return Err((wait + 999) / 1000);
        }
        if whole_at.len() >= MOST_KEYS && !whole_at.contains_key(&key) {
            make_room(&mut whole_at, now);
        }
        whole_at.insert(key, known + step);
        Ok(())
    }

    /// Puts back what `take` took.
    pub fn give_back(&self, deed: Deed, key: &str) {
        let (burst, seconds) = deed.allowance();
        let key = (deed, self.keys.hash_one(key));
        if let Some(at) = self.whole_at.lock().unwrap_or_else(PoisonError::into_inner).get_mut(&key) {
            *at -= seconds * 1000 / burst;
        }
    }

    /// The allowance is whole again: the right password was given.
    pub fn forgive(&self, deed: Deed, key: &str) {
        let key = (deed, self.keys.hash_one(key));
        self.whole_at.lock().unwrap_or_else(PoisonError::into_inner).remove(&key);
    }
}

/// Forgets whose allowance is whole again; when that is nobody, a tenth of all, whichever they are.
fn make_room(whole_at: &mut HashMap<(Deed, u64), i64>, now: i64) {
    whole_at.retain(|_, at| *at > now);
    if whole_at.len() >= MOST_KEYS {
        let mut to_go = MOST_KEYS / 10;
        whole_at.retain(|_, _| {
            to_go = to_go.saturating_sub(1);
            to_go == 0
        });
    }
}

/// What an address-of-origin counts as: an IPv6 /64 is one (one customer's network, RFC 6177). `None` for loopback,
/// which says nothing of who it is: a proxy that `trusted_proxies` does not name, or the operator.
pub fn origin(client: IpAddr) -> Option<String> {
    match client {
        ip if ip.is_loopback() => None,
        IpAddr::V4(ip) => Some(ip.to_string()),
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            Some(format!("{a:x}:{b:x}:{c:x}:{d:x}::/64"))
        }
    }
}
