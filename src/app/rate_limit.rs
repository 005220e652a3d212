//! Rate limits: how often an action may be tried, by the network that it comes from and by the
//! account, address or user that it concerns.
//!
//! Kept in memory and bounded. Keys are stored as keyed hashes; the hash key ends with the process.
//! The quotas are listed in `referral.toml` for the operator.

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;

use crate::domain::sync::lock;
use crate::domain::timestamp::{DAY, HOUR, MINUTE, Timestamp};
use crate::metrics::Counter;

/// One line a limit: its name, how many attempts it allows at once, and after how many seconds an
/// exhausted quota is full again.
macro_rules! rate_limits {
    ($($(#[$doc:meta])* $limit:ident = $label:literal: $burst:literal in $seconds:expr;)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum RateLimit {
            $($(#[$doc])* $limit,)*
        }

        impl RateLimit {
            pub const ALL: [RateLimit; [$(stringify!($limit)),*].len()] = [$(RateLimit::$limit),*];

            /// The burst, and the seconds after which an exhausted quota is full again.
            pub const fn quota(self) -> (i64, i64) {
                match self {
                    $(RateLimit::$limit => ($burst, $seconds),)*
                }
            }

            /// Name in the metrics and in the log.
            pub fn label(self) -> &'static str {
                match self {
                    $(RateLimit::$limit => $label,)*
                }
            }
        }
    };
}

rate_limits! {
    /// Failed sign-ins and other wrong passwords, by network.
    PasswordFromOrigin = "password_from_origin": 50 in 15 * MINUTE;
    /// Failed sign-ins of an account, from browsers that never signed in to it: a lockout that its
    /// owner does not meet in a known browser.
    PasswordOfAccount = "password_of_account": 10 in 15 * MINUTE;
    /// Failed sign-ins of an account, from a browser that signed in to it before (OWASP device
    /// cookie): an attacker elsewhere cannot lock the owner out.
    PasswordFromKnownBrowser = "password_from_known_browser": 10 in 15 * MINUTE;
    /// Wrong six-digit codes, by network.
    DigitsFromOrigin = "digits_from_origin": 50 in HOUR;
    /// Wrong six-digit codes of an account.
    DigitsOfAccount = "digits_of_account": 15 in HOUR;
    /// The same of a browser that registered the address, once strangers have used those up.
    DigitsFromOwnBrowser = "digits_from_own_browser": 10 in HOUR;
    /// Wrong codes of a second factor after a right password, by account: once for browsers that signed
    /// in to it before, once for all others.
    FactorOfAccount = "factor_of_account": 10 in HOUR;
    /// Registrations, by network.
    RegistrationFromOrigin = "registration_from_origin": 30 in HOUR;
    /// Emails that confirm a registration, by the recipient's mailbox. Each kind of email has its own
    /// quota, so that exhausting one does not block the others.
    ConfirmationToAddress = "confirmation_to_address": 5 in HOUR;
    /// The same for a browser that registered the address, once strangers have used those up; for all
    /// such browsers together five times as many.
    ConfirmationForOwnBrowser = "confirmation_for_own_browser": 2 in HOUR;
    /// Emails that reset a password, by the recipient's mailbox.
    ResetToAddress = "reset_to_address": 5 in HOUR;
    /// The same for a browser that signed in to the account before, once strangers have used those up.
    ResetForKnownBrowser = "reset_for_known_browser": 3 in HOUR;
    /// Emails to the new address of an account, by the recipient's mailbox.
    ChangeToAddress = "change_to_address": 5 in HOUR;
    /// Emails that a visitor can cause, by network.
    EmailFromNetwork = "email_from_network": 30 in HOUR;
    /// Invitations by email, by sender.
    InvitationByUser = "invitation_by_user": 10 in DAY;
    /// Invitations by email, by the recipient's mailbox.
    InvitationToAddress = "invitation_to_address": 3 in DAY;
    /// Emails of all kinds to addresses that people name, in all: the site sends for no one without an
    /// end, also for many networks at once.
    EmailInAll = "email_in_all": 3600 in HOUR;
    /// Codes looked up by email address, by user.
    LookupByUser = "lookup_by_user": 60 in HOUR;
    /// Data exports, by user.
    DownloadByUser = "download_by_user": 20 in HOUR;
    /// Codes added, by user.
    CodeByUser = "code_by_user": 60 in DAY;
    /// Codes changed, by user.
    CodeChangeByUser = "code_change_by_user": 60 in DAY;
}

/// Prefix lengths of the wider IPv6 networks, and how many times the quota of a /64 each has.
const WIDER_NETWORKS: [(u8, i64); 2] = [(56, 2), (48, 4)];

/// What a quota belongs to: a network, an address, a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuotaKey {
    pub name: String,
    /// How many times the limit's quota the key has.
    pub factor: i64,
}

impl QuotaKey {
    pub fn new(name: &str) -> QuotaKey {
        QuotaKey::times(1, name)
    }

    pub fn times(factor: i64, name: &str) -> QuotaKey {
        QuotaKey { name: name.to_owned(), factor }
    }
}

/// Bound of the tracked keys: 64 bytes each, some 8 MB in all.
pub const MAX_KEYS: usize = 100_000;

/// Log throttle of refusals, for one limit and network: lines at once, and the seconds until as
/// many more. fail2ban needs no more lines, and the log stays small.
const LOG_LINES: (i64, i64) = (5, 5);

/// The same for the ceiling over all emails, which lasts.
const CEILING_LOG_LINES: (i64, i64) = (1, HOUR);

/// Bound of the networks in the log throttle.
const MAX_LOG_KEYS: usize = 10_000;

/// For each key the moment at which its quota is full again, in milliseconds: the generic cell rate
/// algorithm (ITU-T I.371), one number a key.
type FullAtMs = HashMap<(RateLimit, u64), i64>;

pub struct RateLimiter {
    enabled: bool,
    hasher: RandomState,
    limits: Mutex<FullAtMs>,
    /// A separate table, so that throttled log lines evict no limit.
    log_lines: Mutex<FullAtMs>,
    /// Attempts refused so far, in the order of `RateLimit::ALL`.
    refused: [Counter; RateLimit::ALL.len()],
}

impl RateLimiter {
    pub fn new(enabled: bool) -> RateLimiter {
        RateLimiter {
            enabled,
            hasher: RandomState::new(),
            limits: Mutex::default(),
            log_lines: Mutex::default(),
            refused: Default::default(),
        }
    }

    /// Keys whose quota is not full, or was not when last looked at; at most `MAX_KEYS`.
    pub fn tracked_keys(&self) -> usize {
        lock(&self.limits).len()
    }

    /// Attempts that a limit refused since the start.
    pub fn refused(&self, limit: RateLimit) -> u64 {
        self.refused[limit as usize].get()
    }

    /// Takes one attempt from the quota of `key`. The error is the seconds until the next attempt
    /// is allowed; a refused attempt costs nothing.
    pub fn acquire(&self, limit: RateLimit, key: &str, now: Timestamp) -> Result<(), i64> {
        self.acquire_all(limit, &[QuotaKey::new(key)], now)
    }

    /// Takes one attempt from the quota of each key, or none.
    pub fn acquire_all(&self, limit: RateLimit, keys: &[QuotaKey], now: Timestamp) -> Result<(), i64> {
        if !self.enabled {
            return Ok(());
        }
        let mut limits = lock(&self.limits);
        for (number, key) in keys.iter().enumerate() {
            let quota = |limit: RateLimit| limit.quota();
            let hashed = (limit, self.hasher.hash_one(&key.name));
            if let Err(seconds) = acquire(&mut limits, hashed, quota, key.factor, MAX_KEYS, now) {
                for taken in &keys[..number] {
                    self.put_back(&mut limits, limit, taken);
                }
                self.refused[limit as usize].add();
                return Err(seconds);
            }
        }
        Ok(())
    }

    /// Whether a refusal by `limit` may have another log line for this network.
    pub fn acquire_log_line(&self, limit: RateLimit, network: &str, now: Timestamp) -> bool {
        let key = (limit, self.hasher.hash_one(network));
        let quota = |limit| if limit == RateLimit::EmailInAll { CEILING_LOG_LINES } else { LOG_LINES };
        acquire(&mut lock(&self.log_lines), key, quota, 1, MAX_LOG_KEYS, now).is_ok()
    }

    /// The same for a security event, which no limit counts.
    pub fn acquire_event_line(&self, event: &str, network: &str, now: Timestamp) -> bool {
        self.acquire_log_line(RateLimit::PasswordFromOrigin, &format!("{event} {network}"), now)
    }

    /// Puts back the attempt that `acquire` took.
    pub fn refund(&self, limit: RateLimit, key: &QuotaKey) {
        self.put_back(&mut lock(&self.limits), limit, key);
    }

    fn put_back(&self, limits: &mut FullAtMs, limit: RateLimit, key: &QuotaKey) {
        if let Some(full_at) = limits.get_mut(&(limit, self.hasher.hash_one(&key.name))) {
            *full_at -= step_ms(limit.quota()) / key.factor;
        }
    }

    /// Makes the quota of `key` full again, as after the right password.
    pub fn reset(&self, limit: RateLimit, key: &str) {
        lock(&self.limits).remove(&(limit, self.hasher.hash_one(key)));
    }
}

fn acquire(
    table: &mut FullAtMs,
    key: (RateLimit, u64),
    quota: impl Fn(RateLimit) -> (i64, i64),
    factor: i64,
    max_keys: usize,
    now: Timestamp,
) -> Result<(), i64> {
    let (now, period) = (now.0.saturating_mul(1000), quota(key.0).1 * 1000);
    let step = step_ms(quota(key.0)) / factor;
    // A clock that was set back locks nothing out for longer than the quota takes to fill.
    let full_at = table.get(&key).copied().unwrap_or(now).clamp(now, now + period);
    let wait = full_at + step - (now + period);
    if wait > 0 {
        return Err((wait + 999) / 1000);
    }
    if table.len() >= max_keys && !table.contains_key(&key) {
        evict(table, quota, max_keys, now);
    }
    table.insert(key, full_at + step);
    Ok(())
}

/// Milliseconds in which a quota regains one attempt.
fn step_ms((burst, seconds): (i64, i64)) -> i64 {
    seconds * 1000 / burst
}

/// Removes the keys whose quota is full; if there are none, a tenth of all, the fullest first. So a
/// flood of keys with one attempt each does not wash out the counter of an account under attack.
fn evict(table: &mut FullAtMs, quota: impl Fn(RateLimit) -> (i64, i64), max_keys: usize, now: i64) {
    table.retain(|_, full_at| *full_at > now);
    if table.len() < max_keys {
        return;
    }
    let used_permille = |limit: RateLimit, full_at: i64| (full_at - now) / quota(limit).1;
    let mut used: Vec<i64> = table.iter().map(|((limit, _), at)| used_permille(*limit, *at)).collect();
    let mut left = max_keys / 10;
    let (_, threshold, _) = used.select_nth_unstable(left);
    table.retain(|(limit, _), full_at| {
        let stays = left == 0 || used_permille(*limit, *full_at) > *threshold;
        left -= usize::from(!stays);
        stays
    });
}

/// The network that a client address counts as: an IPv4 address, or an IPv6 /64 (one customer's
/// network, RFC 6177). `None` for loopback: that is the operator, or a proxy missing from
/// `server.trusted_proxies`, and no limit by network can apply.
pub fn client_network(client: IpAddr) -> Option<String> {
    match client {
        ip if ip.is_loopback() => None,
        IpAddr::V4(ip) => Some(ip.to_string()),
        IpAddr::V6(ip) => Some(prefix(ip, 64)),
    }
}

/// All networks that an attempt from a client address counts for. Providers delegate up to a /48 to
/// one customer (RFC 6177, RIPE-690), and others share it among many: a wider network has a larger
/// quota, not one for each of its /64s.
pub fn client_networks(client: IpAddr) -> Vec<QuotaKey> {
    let mut networks: Vec<QuotaKey> =
        client_network(client).map(|name| QuotaKey { name, factor: 1 }).into_iter().collect();
    if let (IpAddr::V6(ip), false) = (client, client.is_loopback()) {
        networks.extend(WIDER_NETWORKS.map(|(bits, factor)| QuotaKey { name: prefix(ip, bits), factor }));
    }
    networks
}

fn prefix(ip: Ipv6Addr, bits: u8) -> String {
    let kept = u128::from(ip) & (u128::MAX << (128 - bits));
    format!("{}/{bits}", Ipv6Addr::from(kept))
}
